-- A client reads it to offer the button only where it works.
alter table public.revertible_tables enable row level security;
revoke all on public.revertible_tables from public, anon, authenticated, service_role;
grant select on public.revertible_tables to authenticated, service_role;

create policy select_person on public.revertible_tables
for select to authenticated
using ((select private.current_person_id()) is not null);

comment on policy select_person on public.revertible_tables is
'Every active person: it tells what can be reverted, not who may.';

select private.audit_table('public.revertible_tables');
