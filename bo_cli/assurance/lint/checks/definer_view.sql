-- A view that clients can read shows what its owner may see.
-- severity: error
-- why: Policies of the tables below are asked for the owner of the view, who usually passes them by: every tenant's rows come out.
-- mend: alter view … set (security_invoker = on), and say so again in each `create or replace view`.
-- same: advisors/security_definer_view pgrls/VIEW001
select
  'view' as kind,
  relations.schema,
  relations.name,
  null as part,
  format(
    'open to %s, reads as %s', array_to_string(relations.clients, ', '), pg_get_userbyid(relations.owner)
  ) as detail
from relations
where
  relations.kind = 'v'
  -- auth_users_exposed says so already
  and not relations.reads_users
  and relations.clients <> '{}'
  and not relations.options && '{security_invoker=on,security_invoker=true,security_invoker=1,security_invoker=yes}'
