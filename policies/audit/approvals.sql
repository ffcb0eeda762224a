-- Written by the RPCs only.
alter table public.approvals enable row level security;
revoke all on public.approvals from public, anon, authenticated, service_role;
grant select on public.approvals to authenticated, service_role;

create policy select_manager on public.approvals
for select to authenticated
using (
  (select private.holds('collaborators.manage'))
  or (permission = 'fees.manage' and domain_id = any((select private.domains_with('fees.manage'))::uuid []))
  or (
    permission = 'commissions.manage'
    and domain_id = any((select private.domains_with('commissions.manage'))::uuid [])
  )
);

comment on policy select_manager on public.approvals is 'Whoever manages collaborators sees what waits for approval; who manages fees or commissions, what is about those of the own domains.';

select private.audit_table('public.approvals');
