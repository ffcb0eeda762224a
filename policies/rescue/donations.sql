-- Written by record_donation() and delete_donation().
alter table public.donations enable row level security;

revoke all on public.donations from public, anon, authenticated, service_role;
grant select on public.donations to authenticated, service_role;

create policy select_member on public.donations
for select to authenticated
using (
  domain_id = any((select private.domains_with('donations.view'))::uuid [])
  or (
    case_id = any((select private.cases_with('donations.view'))::uuid [])
    and domain_id = any((select private.member_domains())::uuid [])
  )
);

comment on policy select_member on public.donations is
'Donations of the domains where the person may view donations; of others those to cases that are assigned to him now, belong to his organization or are shared with it.';

select private.audit_table('public.donations');
