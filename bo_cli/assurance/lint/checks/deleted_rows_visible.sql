-- Rows that are marked as deleted or hidden are still read.
-- severity: warning
-- why: The table has a column for it, and no policy for select looks at it: what people took back, everybody in the tenant can read through the API, whatever the screens leave out.
-- mend: using (… and deleted_at is null); where somebody has to see them, say so in an exception.
select
  'policy' as kind,
  policies.schema,
  policies.table_name as name,
  policies.name as part,
  format('does not mention %s', columns.name) as detail
from policies
inner join columns on columns.relation = policies.relation
inner join client_roles
  on policies.role_ids && array[client_roles.oid, 0::oid]
  and has_column_privilege(client_roles.oid, policies.relation, columns.number, 'select')
where
  policies.command in ('select', 'all')
  and policies.is_permissive
  and columns.name ~* '^(is_?)?(deleted|removed|hidden)(_?at|_?on)?$'
  and policies.using_text !~ pg_temp.word(columns.name)
  -- always_true_policy says so already
  and policies.using_text not in ('true', 'false')
group by policies.schema, policies.table_name, policies.name, columns.name
