-- Comes with the code; a client needs it to say what a state in Linear means.
alter table public.linear_state_types enable row level security;

revoke all on public.linear_state_types from public, anon, authenticated, service_role;
grant select on public.linear_state_types to authenticated, service_role;

create policy select_person on public.linear_state_types
for select to authenticated
using ((select private.current_person_id()) is not null);

comment on policy select_person on public.linear_state_types is 'Everybody who works here.';

select private.audit_table('public.linear_state_types');
