-- Policies, functions and grants of every kind, for the catalogue.
alter table public.states enable row level security;
create policy "see it" on public.states for select to authenticated, anon
using (tenant_key = current_setting('request.jwt.claims', true));
create policy never on public.states as restrictive for update to public
using (false) with check (true);
grant select (id, status), update (status) on public.states to authenticated;
grant all on public.states to service_role with grant option;

create function public.look(
  tenant text, page integer default 10, inout total bigint default 0, variadic more text[] default '{}'
)
language sql stable security definer set search_path = ''
as $$ select total $$;
create function public.rows_of(tenant text) returns table (id integer, status text)
language sql stable as $$ select id, status from public.states $$;
revoke execute on function public.look from public;
grant execute on function public.look to authenticated;
