-- Written by report_event_export() alone. No audit trigger: it is a copy of what Amplitude says.
alter table public.event_exports enable row level security;
revoke all on public.event_exports from public, anon, authenticated, service_role;
grant select on public.event_exports to authenticated, service_role;

create policy select_member on public.event_exports
for select to authenticated
using (domain_id = any((select private.domains_with('integrations.view'))::uuid []));

comment on policy select_member on public.event_exports is
'What Amplitude has, of the domains where the person may view integrations.';
