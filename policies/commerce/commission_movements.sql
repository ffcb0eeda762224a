-- Written by a trigger alone. No audit: each row is itself the record of a change, and stays as it is.
alter table public.commission_movements enable row level security;

revoke all on public.commission_movements from public, anon, authenticated, service_role;
grant select on public.commission_movements to authenticated, service_role;

create policy select_member on public.commission_movements
for select to authenticated
using (domain_id = any((select private.domains_with('commissions.view'))::uuid []));

comment on policy select_member on public.commission_movements is
'What was owed to whom, on the platforms whose commissions the person may view.';
