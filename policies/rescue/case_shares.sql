-- Written by share_case() and unshare_case(). An organization does not learn with whom else a case is shared.
alter table public.case_shares enable row level security;

revoke all on public.case_shares from public, anon, authenticated, service_role;
grant select on public.case_shares to authenticated, service_role;

create policy select_member on public.case_shares
for select to authenticated
using (domain_id = any((select private.domains_with('cases.view'))::uuid []));

comment on policy select_member on public.case_shares is
'Shares of the domains where the person may view all cases.';

select private.audit_table('public.case_shares');
