-- Written by functions alone; each batch leaves one audit entry a domain.
alter table public.event_log enable row level security;

revoke all on public.event_log from public, anon, authenticated, service_role;
grant select on public.event_log to authenticated, service_role;

create policy select_member on public.event_log
for select to authenticated
using (domain_id = any((select private.domains_with('events.view'))::uuid []));

comment on policy select_member on public.event_log is
'Events of the domains whose log the person may view.';
