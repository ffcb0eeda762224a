-- Written by ingest_trades() alone, which writes one audit entry a domain for each batch.
alter table public.orders enable row level security;

revoke all on public.orders from public, anon, authenticated, service_role;
grant select on public.orders to authenticated, service_role;

create policy select_member on public.orders
for select to authenticated
using (domain_id = any((select private.domains_with('orders.view'))::uuid []));

comment on policy select_member on public.orders is
'Orders of the platforms whose orders the person may view.';
