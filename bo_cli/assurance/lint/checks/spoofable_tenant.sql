-- Clients can insert rows into a tenant that is not theirs.
-- severity: error
-- why: They may write the tenant column, and no condition for the new row looks at it. Where policies decide by the table, whoever likes joins any tenant, in any role.
-- mend: with check (<tenant> in the tenants in which the caller may do this); memberships are inserted by those who may invite, or by a function that checks an invitation.
with deciding as (
  -- what the helpers of policies read
  select mentions.relation, functions.schema || '.' || functions.name as decider
  from policies as reader
  inner join pg_catalog.pg_depend
    on pg_depend.classid = 'pg_policy'::regclass and pg_depend.objid = reader.oid
    and pg_depend.refclassid = 'pg_proc'::regclass
  inner join functions on functions.oid = pg_depend.refobjid
  inner join mentions on mentions.function = functions.oid
)

select
  'policy' as kind,
  policies.schema,
  policies.table_name as name,
  policies.name as part,
  format('%s may insert any %s', client_roles.name, columns.name)
  || coalesce('; policies decide by this table: ' || string_agg(distinct deciding.decider, ', '), '') as detail
from policies
inner join client_roles on policies.role_ids && array[client_roles.oid, 0::oid]
inner join columns on columns.relation = policies.relation and columns.is_tenant
left join deciding on deciding.relation = policies.relation
where
  policies.is_permissive
  and policies.command in ('insert', 'all')
  and has_column_privilege(client_roles.oid, policies.relation, columns.number, 'insert')
  and coalesce(policies.check_text, policies.using_text) !~ pg_temp.word(columns.name)
  and not exists (
    select from guarded_columns as guarded
    where guarded.relation = columns.relation and guarded.number = columns.number and guarded.command = 'insert'
  )
  -- always_true_policy says so already
  and coalesce(policies.check_text, policies.using_text) not in ('true', 'false')
group by policies.oid, policies.schema, policies.table_name, policies.name, client_roles.name, columns.name
