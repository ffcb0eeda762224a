-- A policy is permissive, for one command, for named roles, and the only one of its table, command and
-- role: a second one widens it, a restrictive one turns permissive when tables are spread over nodes.
select format('%s, policy %I: %s', policy.polrelid::regclass, policy.polname, fault.text) as finding
from pg_catalog.pg_policy as policy
cross join lateral (
  values
  (policy.polroles = '{0}', 'applies to public: name its roles'),
  (policy.polcmd = '*', 'is for all commands: write one a command'),
  (not policy.polpermissive, 'is restrictive'),
  (
    exists (
      select from pg_catalog.pg_policy as other
      where
        other.polrelid = policy.polrelid and other.oid <> policy.oid
        and other.polcmd = policy.polcmd and other.polroles && policy.polroles
    ), 'is not the only one for its command and role'
  ),
  (
    policy.polname !~ ('^' || (
      case policy.polcmd
        when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' when 'd' then 'delete'
        else 'all'
      end
    ) || '_[a-z_]+$'), 'is not named <command>_<who>'
  ),
  (policy.polcmd in ('a', 'w') and policy.polwithcheck is null, 'writes without with check'),
  (
    lower(pg_get_expr(policy.polwithcheck, policy.polrelid)) = 'true', 'lets everything be written'
  ),
  (obj_description(policy.oid, 'pg_policy') is null, 'has no comment')
) as fault (found, text)
where fault.found
