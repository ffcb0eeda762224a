-- An update can take over rows that are somebody else's.
-- severity: error
-- why: The condition for the new row says that it must be the caller's, the one for the old row does not: whoever updates it becomes its owner. An upsert is such an update.
-- mend: say the same in `using`; or grant update without the column.
select
  'policy' as kind,
  policies.schema,
  policies.table_name as name,
  policies.name as part,
  format('with check compares %s, using does not', columns.name) as detail
from policies
inner join client_roles on policies.role_ids && array[client_roles.oid, 0::oid]
inner join owner_columns as columns on columns.relation = policies.relation
where
  policies.is_permissive
  and policies.command in ('update', 'all')
  and has_column_privilege(client_roles.oid, policies.relation, columns.number, 'update')
  and policies.check_text ~ pg_temp.word(columns.name)
  and policies.using_text !~ pg_temp.word(columns.name)
