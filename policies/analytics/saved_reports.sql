-- Written by functions alone.
alter table public.saved_reports enable row level security;
revoke all on public.saved_reports from public, anon, authenticated, service_role;
grant select on public.saved_reports to authenticated, service_role;

create policy select_shared on public.saved_reports
for select to authenticated
using (
  domain_id = any((select private.domains_with('analytics.view'))::uuid [])
  and id = any((select private.reports_seen())::uuid [])
);

comment on policy select_shared on public.saved_reports is
'Own reports, and what is shared with the person, of domains whose numbers the person may see.';

select private.audit_table('public.saved_reports');
