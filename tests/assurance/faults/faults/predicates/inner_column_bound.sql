-- `team_id` without its table is that of the sub-select, not that of the row.
-- class: predicate wrong
-- exploit: otto of Red reads the audit log of Blue.
-- as: otto
-- try: select from public.audit_log where team_id = 1002
-- caught by: matrix, lint
alter policy select_owner on public.audit_log using (
  exists (
    select from public.memberships
    where memberships.user_id = (select auth.uid())
    and memberships.role = 'owner' and team_id = memberships.team_id
  )
);
