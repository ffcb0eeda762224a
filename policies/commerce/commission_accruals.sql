-- Written by ingest_trades(), which writes one audit entry a domain for each batch, and by claims.
alter table public.commission_accruals enable row level security;

revoke all on public.commission_accruals from public, anon, authenticated, service_role;
grant select on public.commission_accruals to authenticated, service_role;

create policy select_member on public.commission_accruals
for select to authenticated
using (domain_id = any((select private.domains_with('commissions.view'))::uuid []));

comment on policy select_member on public.commission_accruals is
'What was earned by trades of the platforms whose commissions the person may view.';
