-- Created, moved through its statuses and archived by nobody directly: what belongs to those is more
-- than a row. The other columns are edited here, by version if two people may edit.
alter table public.cases enable row level security;

revoke all on public.cases from public, anon, authenticated, service_role;
grant select on public.cases to authenticated, service_role;
grant update (title, description, species, priority, category, location, goal_minor, currency)
on public.cases to authenticated;

create policy select_member on public.cases
for select to authenticated
using (
  domain_id = any((select private.domains_with('cases.view'))::uuid [])
  or (
    id = any((select private.cases_with('cases.view'))::uuid [])
    and domain_id = any((select private.member_domains())::uuid [])
  )
);

comment on policy select_member on public.cases is
'Cases of the domains where the person may view cases; of others those that are assigned to him now, belong to his organization or are shared with it.';

create policy update_editor on public.cases
for update to authenticated
using (
  domain_id = any((select private.domains_with('cases.edit'))::uuid [])
  or (
    id = any((select private.cases_with('cases.edit'))::uuid [])
    and domain_id = any((select private.member_domains())::uuid [])
  )
)
with check (
  domain_id = any((select private.domains_with('cases.edit'))::uuid [])
  or (
    id = any((select private.cases_with('cases.edit'))::uuid [])
    and domain_id = any((select private.member_domains())::uuid [])
  )
);

comment on policy update_editor on public.cases is
'Cases of the domains where the person may edit cases, and those that are assigned to him now.';

select private.audit_table('public.cases', '{description,location,tsv}');
