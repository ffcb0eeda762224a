-- Written by ingest_trades() alone, which writes one audit entry a domain for each batch.
alter table public.transactions enable row level security;

revoke all on public.transactions from public, anon, authenticated, service_role;
grant select on public.transactions to authenticated, service_role;

create policy select_member on public.transactions
for select to authenticated
using (domain_id = any((select private.domains_with('transactions.view'))::uuid []));

comment on policy select_member on public.transactions is
'Transactions of the platforms whose transactions the person may view.';
