-- A tenant table can be spread over machines by domain_id: its primary key starts with it, and every
-- other key contains it. Keys without it also tell a tenant about the rows of another.
-- Tables that are copied whole to every machine are not tenant tables, nor are the append-only logs,
-- whose keys no other table points to, nor what belongs to a person and is only about a domain.
with copied (name) as (
  values ('memberships'), ('person_permissions'), ('audit_log'), ('access_log'), ('notifications'), ('approvals')
),
tenant as (
  select pg_attribute.attrelid, pg_attribute.attnum
  from pg_catalog.pg_attribute
  inner join pg_catalog.pg_class on pg_class.oid = pg_attribute.attrelid
  where
    pg_class.relnamespace = 'public'::regnamespace
    and pg_class.relkind in ('r', 'p')
    and pg_attribute.attname = 'domain_id'
    and not exists (select from copied where copied.name = pg_class.relname)
)
select
  format(
    '%s, key %s: %s', tenant.attrelid::regclass, pg_index.indexrelid::regclass,
    case
      when pg_index.indisprimary then 'does not start with domain_id'
      else 'does not contain domain_id'
    end
  ) as finding
from tenant
inner join pg_catalog.pg_index on pg_index.indrelid = tenant.attrelid
where
  pg_index.indisprimary and pg_index.indkey[0] <> tenant.attnum
  or pg_index.indisunique and tenant.attnum <> all(string_to_array(pg_index.indkey::text, ' ')::smallint[])
