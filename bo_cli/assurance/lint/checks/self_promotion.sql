-- People can change the part of their own row that decides what they may do.
-- severity: error
-- why: The policy for update asks only that the row is the caller's own, and clients may write a column that policies or their helpers decide by: a role is raised, a flag set, a tenant changed.
-- mend: grant update on the harmless columns only.
with deciding as (
  select distinct columns.relation, columns.number, columns.name
  from columns
  inner join pg_catalog.pg_depend
    on pg_depend.classid = 'pg_policy'::regclass and pg_depend.refclassid = 'pg_class'::regclass
    and pg_depend.refobjid = columns.relation and pg_depend.refobjsubid = columns.number
  inner join policies as reader on reader.oid = pg_depend.objid and reader.relation <> columns.relation
  union
  select columns.relation, columns.number, columns.name
  from policies as reader
  inner join pg_catalog.pg_depend
    on pg_depend.classid = 'pg_policy'::regclass and pg_depend.objid = reader.oid
    and pg_depend.refclassid = 'pg_proc'::regclass
  inner join functions on functions.oid = pg_depend.refobjid
  inner join mentions on mentions.function = functions.oid
  inner join columns on columns.relation = mentions.relation and functions.body ~ pg_temp.word(lower(columns.name))
)

select distinct
  'policy' as kind,
  policies.schema,
  policies.table_name as name,
  policies.name as part,
  format('%s may write %s', client_roles.name, string_agg(distinct deciding.name, ', ')) as detail
from policies
inner join client_roles on policies.role_ids && array[client_roles.oid, 0::oid]
inner join deciding on deciding.relation = policies.relation
  -- of that movable_tenant speaks
  and deciding.name <> current_setting('bo_lint.tenant_column')
cross join lateral (
  select coalesce(policies.check_text, policies.using_text) as new_row
) as condition
where
  policies.is_permissive
  and policies.command in ('update', 'all')
  and has_column_privilege(client_roles.oid, policies.relation, deciding.number, 'update')
  and not exists (
    select from guarded_columns as guarded
    where guarded.relation = deciding.relation and guarded.number = deciding.number and guarded.command = 'update'
  )
  -- own row: the caller's id and nothing else that was looked up
  and condition.new_row ~ 'auth\.uid\(|request\.jwt|auth\.jwt\('
  and regexp_replace(condition.new_row, '\( SELECT auth\.\w+\(\)[^()]*\)', '', 'g')
    !~ '\mSELECT\M|\m(?!auth\.)\w+\.\w+\('
  and condition.new_row !~ pg_temp.word(deciding.name)
group by policies.oid, policies.schema, policies.table_name, policies.name, client_roles.name
