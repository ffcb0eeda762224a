-- Written by functions alone.
alter table public.alert_rules enable row level security;

revoke all on public.alert_rules from public, anon, authenticated, service_role;
grant select on public.alert_rules to authenticated, service_role;

create policy select_member on public.alert_rules
for select to authenticated
using (domain_id = any((select private.domains_with('events.view'))::uuid []));

comment on policy select_member on public.alert_rules is
'The rules of alerts of the domains whose log the person may view.';

select private.audit_table('public.alert_rules');
