-- Written by claim_commissions() alone.
alter table public.commission_payouts enable row level security;

revoke all on public.commission_payouts from public, anon, authenticated, service_role;
grant select on public.commission_payouts to authenticated, service_role;

create policy select_member on public.commission_payouts
for select to authenticated
using (domain_id = any((select private.domains_with('commissions.view'))::uuid []));

comment on policy select_member on public.commission_payouts is
'Payouts of the platforms whose commissions the person may view.';

select private.audit_table('public.commission_payouts');
