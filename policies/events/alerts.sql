-- Written by functions alone.
alter table public.alerts enable row level security;

revoke all on public.alerts from public, anon, authenticated, service_role;
grant select on public.alerts to authenticated, service_role;

create policy select_member on public.alerts
for select to authenticated
using (domain_id = any((select private.domains_with('events.view'))::uuid []));

comment on policy select_member on public.alerts is
'Alerts of the domains whose log the person may view.';

select private.audit_table('public.alerts');
