-- A foreign key can lead into another tenant, and no policy looks at it.
-- severity: warning
-- why: Keys are checked past row security: a row can point into another tenant, and the refusal, or its absence, tells whether an id exists there.
-- mend: foreign key (<tenant>, other_id) references other (<tenant>, id), with a unique key on those; or look the other row up in `with check`.
-- agrees: pgrls/SEC047
select
  'constraint' as kind,
  relations.schema,
  relations.name,
  foreign_keys.name as part,
  format('(%s) leads to %s', string_agg(distinct columns.name, ', '), foreign_keys.target::regclass) as detail
from foreign_keys
inner join relations on relations.oid = foreign_keys.relation
inner join columns on columns.relation = foreign_keys.relation and columns.number = any(foreign_keys.key)
inner join client_roles
  on has_column_privilege(client_roles.oid, foreign_keys.relation, columns.number, 'insert, update')
where
  foreign_keys.target in (select tenant_tables.oid from tenant_tables)
  -- a key that carries the tenant stays inside of it
  and not exists (
    select
    from columns as tenant
    where
      tenant.relation = foreign_keys.relation and tenant.is_tenant and tenant.number = any(foreign_keys.key)
  )
  and not exists (
    select
    from policies
    where
      policies.relation = foreign_keys.relation
      and policies.command in ('insert', 'update', 'all')
      and coalesce(policies.check_text, policies.using_text) ~ pg_temp.word(columns.name)
  )
group by relations.schema, relations.name, foreign_keys.name, foreign_keys.target
