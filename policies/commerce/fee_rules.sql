-- Written by the RPCs of fees alone; nobody changes or deletes a row, not even the owner.
alter table public.fee_rules enable row level security;

revoke all on public.fee_rules from public, anon, authenticated, service_role;
grant select on public.fee_rules to authenticated, service_role;

create policy select_member on public.fee_rules
for select to authenticated
using (domain_id = any((select private.domains_with('fees.view'))::uuid []));

comment on policy select_member on public.fee_rules is
'Fee rules of the platforms whose fees the person may view.';

select private.audit_table('public.fee_rules');
