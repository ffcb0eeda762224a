-- A unique key of a table of tenants does not contain the tenant.
-- severity: warning
-- why: Writing a value that another tenant has fails: the error tells that it exists, and blocks whoever comes second.
-- mend: unique (<tenant>, …). Ids that the database makes up are not reported, nor keys with a reference to a row of a tenant: that row is in one tenant only.
-- agrees: pgrls/SEC035
select
  'index' as kind,
  relations.schema,
  relations.name,
  key_index.relname::text as part,
  format('(%s)', string_agg(key_column.name, ', ' order by key_column.number)) as detail
from pg_catalog.pg_index
inner join relations on relations.oid = pg_index.indrelid and relations.kind in ('r', 'p')
inner join pg_catalog.pg_class as key_index on key_index.oid = pg_index.indexrelid
inner join columns as tenant on tenant.relation = pg_index.indrelid and tenant.is_tenant
inner join columns as key_column
  on key_column.relation = pg_index.indrelid
  and (
    key_column.number = any(pg_index.indkey)
    -- what an expression is made of
    or exists (
      select
      from pg_catalog.pg_depend
      where
        pg_depend.classid = 'pg_class'::regclass
        and pg_depend.objid = pg_index.indexrelid
        and pg_depend.refobjid = pg_index.indrelid
        and pg_depend.refobjsubid = key_column.number
    )
  )
where
  pg_index.indisunique
  and tenant.number <> all(pg_index.indkey)
  and not exists (
    select
    from pg_catalog.pg_constraint
    inner join columns as parent on parent.relation = pg_constraint.confrelid and parent.is_tenant
    where
      pg_constraint.contype = 'f'
      and pg_constraint.conrelid = pg_index.indrelid
      and array_remove(pg_constraint.conkey, tenant.number) <@ pg_index.indkey::smallint[]
  )
  and relations.writers <> '{}'
group by relations.oid, relations.schema, relations.name, key_index.relname, pg_index.indisprimary
having
  -- an id that nobody can guess or choose tells nothing
  not bool_or(
    key_column.is_identity or coalesce(key_column.default_text, '') ~ 'uuid|nextval|random'
    or key_column.type = 'uuid'::regtype and pg_index.indisprimary
  )
  and bool_or(exists (
    select
    from client_roles
    where has_column_privilege(client_roles.oid, relations.oid, key_column.number, 'insert, update')
  ))
