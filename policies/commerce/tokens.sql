-- Written by ingest_trades() alone, which writes one audit entry a domain for each batch.
alter table public.tokens enable row level security;

revoke all on public.tokens from public, anon, authenticated, service_role;
grant select on public.tokens to authenticated, service_role;

create policy select_member on public.tokens
for select to authenticated
using (domain_id = any((select private.domains_with('tokens.view'))::uuid []));

comment on policy select_member on public.tokens is
'Tokens of the platforms whose tokens the person may view.';
