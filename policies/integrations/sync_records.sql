-- Written by report_sync_batch alone. No audit: a run sends thousands, and what was sent of a row is here.
alter table public.sync_records enable row level security;
revoke all on public.sync_records from public, anon, authenticated, service_role;
grant select on public.sync_records to authenticated, service_role;

create policy select_member on public.sync_records
for select to authenticated
using (domain_id = any((select private.domains_with('integrations.view'))::uuid []));

comment on policy select_member on public.sync_records is
'Sent rows of the domains where the person may view integrations.';
