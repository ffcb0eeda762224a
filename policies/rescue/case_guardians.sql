-- Written by assign_guardian() and unassign_guardian(). A guardian sees what he is given now, not who else
-- had it.
alter table public.case_guardians enable row level security;

revoke all on public.case_guardians from public, anon, authenticated, service_role;
grant select on public.case_guardians to authenticated, service_role;

create policy select_member on public.case_guardians
for select to authenticated
using (
  domain_id = any((select private.domains_with('cases.view'))::uuid [])
  or (
    guardian_id = (select private.current_person_id()) and valid @> now()
    and domain_id = any((select private.member_domains())::uuid [])
  )
);

comment on policy select_member on public.case_guardians is
'Guardians of the domains where the person may view all cases, and what he is given himself, now.';

select private.audit_table('public.case_guardians');
