-- No index starts with a column that a policy compares.
-- severity: warning
-- why: Each request, however small, reads the whole table to find the rows that the policy lets through.
-- mend: create index on … (<column>); a key that starts with it will do.
-- agrees: pgrls/PERF003
with compared as (
  select
    policies.oid,
    policies.schema,
    policies.table_name,
    policies.name,
    columns.name as column_name,
    exists (
      select
      from pg_catalog.pg_index
      where pg_index.indrelid = policies.relation and pg_index.indkey[0] = columns.number and pg_index.indpred is null
    ) as is_indexed
  from policies
  inner join columns on columns.relation = policies.relation
  inner join relations on relations.oid = policies.relation
  inner join pg_catalog.pg_depend
    on pg_depend.classid = 'pg_policy'::regclass and pg_depend.objid = policies.oid
    and pg_depend.refclassid = 'pg_class'::regclass
    and pg_depend.refobjid = policies.relation and pg_depend.refobjsubid = columns.number
  where
    policies.is_for_clients
    and policies.is_permissive
    and policies.command <> 'insert'
    -- ids: what has many values, and few rows for each
    and (columns.is_tenant or columns.type = 'uuid'::regtype or columns.name ~ '_id$')
    and policies.using_text ~ (
      pg_temp.word(columns.name) || '"?\)?(::\w+)? (=|IN)|= \(*("?\w+"?\.)?"?' || pg_temp.word(columns.name)
    )
)

select
  'policy' as kind,
  compared.schema,
  compared.table_name as name,
  compared.name as part,
  'compares ' || string_agg(compared.column_name, ', ') as detail
from compared
group by compared.oid, compared.schema, compared.table_name, compared.name
-- one index is enough to find the rows by
having not bool_or(compared.is_indexed)
