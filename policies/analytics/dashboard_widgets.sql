-- Written by functions alone.
alter table public.dashboard_widgets enable row level security;
revoke all on public.dashboard_widgets from public, anon, authenticated, service_role;
grant select on public.dashboard_widgets to authenticated, service_role;

create policy select_shared on public.dashboard_widgets
for select to authenticated
using (
  domain_id = any((select private.domains_with('analytics.view'))::uuid [])
  and dashboard_id = any((select private.dashboards_seen())::uuid [])
);

comment on policy select_shared on public.dashboard_widgets is
'Own dashboards, and what is shared with the person, of domains whose numbers the person may see.';

select private.audit_table('public.dashboard_widgets');
