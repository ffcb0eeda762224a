-- Written by report_events() alone. No audit trigger: it is a log itself.
alter table public.event_refusals enable row level security;
revoke all on public.event_refusals from public, anon, authenticated, service_role;
grant select on public.event_refusals to authenticated, service_role;

create policy select_member on public.event_refusals
for select to authenticated
using (domain_id = any((select private.domains_with('integrations.view'))::uuid []));

comment on policy select_member on public.event_refusals is
'What Amplitude refused, of the domains where the person may view integrations.';
