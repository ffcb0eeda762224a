-- Columns and keys, and what they say of whose a row is.
create temp table columns on commit drop as
select
  pg_attribute.attrelid as relation,
  pg_attribute.attnum as number,
  pg_attribute.attname::text as name,
  pg_attribute.atttypid as type,
  pg_attribute.attidentity <> '' as is_identity,
  pg_attribute.attname = current_setting('bo_lint.tenant_column') as is_tenant,
  pg_get_expr(pg_attrdef.adbin, pg_attrdef.adrelid) as default_text
from pg_catalog.pg_attribute
inner join relations on relations.oid = pg_attribute.attrelid
left join pg_catalog.pg_attrdef
  on pg_attrdef.adrelid = pg_attribute.attrelid and pg_attrdef.adnum = pg_attribute.attnum
where pg_attribute.attnum > 0 and not pg_attribute.attisdropped;

create temp table foreign_keys on commit drop as
select
  pg_constraint.oid,
  pg_constraint.conname::text as name,
  pg_constraint.conrelid as relation,
  pg_constraint.confrelid as target,
  pg_constraint.conkey as key
from pg_catalog.pg_constraint
inner join relations on relations.oid = pg_constraint.conrelid
where pg_constraint.contype = 'f' and pg_constraint.conparentid = 0;

-- The tables whose rows are some tenant's: they have the tenant column, the tenant column leads to
-- them, or a foreign key leads from them to such a table.
create temp table tenant_tables on commit drop as
with recursive found as (
  select columns.relation as oid
  from columns
  where columns.is_tenant
  union
  select foreign_keys.target
  from foreign_keys
  inner join columns on columns.relation = foreign_keys.relation and columns.number = foreign_keys.key[1]
  where columns.is_tenant and cardinality(foreign_keys.key) = 1
  union
  select foreign_keys.relation
  from found
  inner join foreign_keys on foreign_keys.target = found.oid
)

select relations.oid
from found
inner join relations on relations.oid = found.oid;

-- The same, and those whose rows are some person's: a foreign key leads to the users of Auth.
create temp table tenanted on commit drop as
with recursive found as (
  select tenant_tables.oid
  from tenant_tables
  union
  select foreign_keys.relation
  from foreign_keys
  where foreign_keys.target = to_regclass('auth.users')
  union
  select foreign_keys.relation
  from found
  inner join foreign_keys on foreign_keys.target = found.oid
)

select found.oid
from found;

-- Who made or owns a row. A user's id is that too, unless it is part of a key, as in a membership.
create temp table owner_columns on commit drop as
select columns.*
from columns
where
  columns.default_text ~ 'auth\.uid\('
  or columns.name ~ '^(created|owned|updated|uploaded|submitted|posted|sent|written)_by(_id)?$'
  or columns.name ~ '^(owner|author|creator|sender|uploader)(_id|_user_id)?$'
  or columns.name ~ '^(user|profile|person)_?(id|uuid)$'
  and exists (
    select from foreign_keys where foreign_keys.relation = columns.relation and columns.number = foreign_keys.key[1]
  )
  and not exists (
    select
    from pg_catalog.pg_index
    where pg_index.indrelid = columns.relation and pg_index.indisunique and columns.number = any(pg_index.indkey)
  );
