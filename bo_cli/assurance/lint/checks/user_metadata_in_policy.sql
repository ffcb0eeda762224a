-- A policy trusts user_metadata, which the person it is about can edit.
-- severity: error
-- why: Anybody signed in writes their own user_metadata by auth.updateUser: a role or tenant in it is whatever they like.
-- mend: read app_metadata, which only the service can write, or a table.
-- same: advisors/rls_references_user_metadata pgrls/SEC033
select
  'policy' as kind,
  policies.schema,
  policies.table_name as name,
  policies.name as part,
  coalesce('by way of ' || helper.name, 'in its own condition') as detail
from policies
left join lateral (
  with recursive used as (
    select pg_depend.refobjid as oid
    from pg_catalog.pg_depend
    where
      pg_depend.classid = 'pg_policy'::regclass and pg_depend.objid = policies.oid
      and pg_depend.refclassid = 'pg_proc'::regclass
    union
    select calls.callee
    from used
    inner join calls on calls.caller = used.oid
  )

  select string_agg(functions.signature, ', ') as name
  from used
  inner join functions on functions.oid = used.oid
  where functions.body ~ 'user_meta_?data'
) as helper on true
where policies.is_for_clients and (policies.text ~ 'user_meta_?data' or helper.name is not null)
