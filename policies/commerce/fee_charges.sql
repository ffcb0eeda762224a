-- Written by ingest_trades() alone, which writes one audit entry a domain for each batch. What a platform earns is not
-- for support, which views fees: so it is whoever manages them.
alter table public.fee_charges enable row level security;

revoke all on public.fee_charges from public, anon, authenticated, service_role;
grant select on public.fee_charges to authenticated, service_role;

create policy select_manager on public.fee_charges
for select to authenticated
using (domain_id = any((select private.domains_with('fees.manage'))::uuid []));

comment on policy select_manager on public.fee_charges is
'What was charged on the platforms whose fees the person manages.';
