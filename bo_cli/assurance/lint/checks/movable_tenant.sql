-- An update may move a row to another tenant.
-- severity: error
-- why: Clients may write the tenant column, and the WITH CHECK does not look at it: a row can be handed to, or hidden in, any tenant.
-- mend: grant update on the other columns only; or compare the tenant column in `with check` as `using` does.
-- same: pgrls/SEC040
select
  'policy' as kind,
  policies.schema,
  policies.table_name as name,
  policies.name as part,
  format('%s may write %s, which no condition for the new row mentions', client_roles.name, columns.name) as detail
from policies
inner join client_roles on policies.role_ids && array[client_roles.oid, 0::oid]
inner join columns on columns.relation = policies.relation and columns.is_tenant
where
  policies.is_permissive
  and policies.command in ('update', 'all')
  and has_column_privilege(client_roles.oid, policies.relation, columns.number, 'update')
  and coalesce(policies.check_text, policies.using_text) !~ pg_temp.word(columns.name)
  and not exists (
    select from guarded_columns as guarded
    where guarded.relation = columns.relation and guarded.number = columns.number and guarded.command = 'update'
  )
  -- always_true_policy says so already
  and coalesce(policies.check_text, policies.using_text) not in ('true', 'false')
