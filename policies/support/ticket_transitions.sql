-- Comes with the code; a client needs it to show what can be done.
alter table public.ticket_transitions enable row level security;

revoke all on public.ticket_transitions from public, anon, authenticated, service_role;
grant select on public.ticket_transitions to authenticated, service_role;

create policy select_person on public.ticket_transitions
for select to authenticated
using ((select private.current_person_id()) is not null);

comment on policy select_person on public.ticket_transitions is 'Everybody who works here.';

select private.audit_table('public.ticket_transitions');
