-- Written by note_ticket() alone. Not even the audit log holds what they say.
alter table public.ticket_notes enable row level security;

revoke all on public.ticket_notes from public, anon, authenticated, service_role;
grant select on public.ticket_notes to authenticated, service_role;

create policy select_member on public.ticket_notes
for select to authenticated
using (domain_id = any((select private.domains_with('support.view'))::uuid []));

comment on policy select_member on public.ticket_notes is
'Notes of the domains where the person works in support: never the reporter as such.';

select private.audit_table('public.ticket_notes', '{body}');
