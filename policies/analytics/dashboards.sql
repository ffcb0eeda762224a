-- Written by functions alone.
alter table public.dashboards enable row level security;
revoke all on public.dashboards from public, anon, authenticated, service_role;
grant select on public.dashboards to authenticated, service_role;

create policy select_shared on public.dashboards
for select to authenticated
using (
  domain_id = any((select private.domains_with('analytics.view'))::uuid [])
  and id = any((select private.dashboards_seen())::uuid [])
);

comment on policy select_shared on public.dashboards is
'Own dashboards, and what is shared with the person, of domains whose numbers the person may see.';

select private.audit_table('public.dashboards');
