-- Written by ingest_visitor_events and merge_visitors alone, so nobody is granted more than select.
-- These write the audit entries: one a domain for each batch, one for each merge.
alter table public.visitor_enrichments enable row level security;

revoke all on public.visitor_enrichments from public, anon, authenticated, service_role;
grant select on public.visitor_enrichments to authenticated, service_role;

create policy select_member on public.visitor_enrichments
for select to authenticated
using (domain_id = any((select private.domains_with('integrations.view'))::uuid []));

comment on policy select_member on public.visitor_enrichments is
'Raw results hold fields that clients must not see: only those who run integrations read them.';
