-- Clients can write a row in somebody else's name.
-- severity: error
-- why: The column says who made or owns the row, clients may write it, and no condition for the new row looks at it.
-- mend: with check (… and <column> = (select auth.uid())); or leave the column out of the grant, so that its default counts.
select
  'policy' as kind,
  policies.schema,
  policies.table_name as name,
  policies.name as part,
  format('%s may %s %s', client_roles.name, writing.command, columns.name) as detail
from policies
inner join client_roles on policies.role_ids && array[client_roles.oid, 0::oid]
inner join owner_columns as columns on columns.relation = policies.relation
inner join unnest('{insert,update}'::text[]) as writing (command) on policies.command in (writing.command, 'all')
where
  policies.is_permissive
  and has_column_privilege(client_roles.oid, policies.relation, columns.number, writing.command)
  and coalesce(policies.check_text, policies.using_text) !~ pg_temp.word(columns.name)
  and not exists (
    select from guarded_columns as guarded
    where guarded.relation = columns.relation and guarded.number = columns.number and guarded.command = writing.command
  )
  -- always_true_policy says so already
  and coalesce(policies.check_text, policies.using_text) not in ('true', 'false')
