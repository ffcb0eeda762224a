-- Which agents there are comes with the code; update_agent() changes their defaults.
alter table public.agents enable row level security;
revoke all on public.agents from public, anon, authenticated, service_role;
grant select on public.agents to authenticated, service_role;

create policy select_person on public.agents
for select to authenticated
using ((select private.current_person_id()) is not null);

comment on policy select_person on public.agents is 'Every active person: it tells what there is, of nobody.';

select private.audit_table('public.agents');
