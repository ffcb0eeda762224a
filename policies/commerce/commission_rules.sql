-- Written by create_commission_rule() and close_commission_rule() alone; nobody changes or deletes a row, not even the owner.
alter table public.commission_rules enable row level security;

revoke all on public.commission_rules from public, anon, authenticated, service_role;
grant select on public.commission_rules to authenticated, service_role;

create policy select_member on public.commission_rules
for select to authenticated
using (domain_id = any((select private.domains_with('commissions.view'))::uuid []));

comment on policy select_member on public.commission_rules is
'Rules of commissions of the platforms whose commissions the person may view.';

select private.audit_table('public.commission_rules');
