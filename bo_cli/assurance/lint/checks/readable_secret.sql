-- Clients can read a column that is named like a secret.
-- severity: warning
-- why: A token, password or key is as good as the person it belongs to; a grant on the whole table takes it along.
-- mend: grant select (…) with the columns by name, without this one.
-- same: advisors/sensitive_columns_exposed pgrls/SEC045
select
  'column' as kind,
  relations.schema,
  relations.name,
  columns.name as part,
  'open to ' || string_agg(client_roles.name, ', ' order by client_roles.name) as detail
from columns
inner join relations on relations.oid = columns.relation and relations.is_exposed
inner join client_roles
  on has_column_privilege(client_roles.oid, columns.relation, columns.number, 'select')
where
  relations.kind in ('r', 'p', 'v', 'f')
  and (
    columns.name ~ '^(\w+_)?(password|passwd|secret|token|private_key|api_key|apikey|otp|recovery_code)$'
    or columns.name ~ '^(password|token|secret|key)_hash$'
  )
group by relations.schema, relations.name, columns.name
