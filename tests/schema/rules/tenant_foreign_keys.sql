-- Between tenant tables a foreign key carries domain_id, or a row could point into another tenant. None
-- leads into auth (another service owns that), none empties a part of a key.
with keys as (
  select
    fk.*,
    (
      select array_agg(attname::text)
      from pg_catalog.pg_attribute
      where attrelid = fk.conrelid and attnum = any(fk.conkey)
    ) as columns
  from pg_catalog.pg_constraint as fk
  where fk.contype = 'f' and fk.conparentid = 0 and fk.connamespace = 'public'::regnamespace
),
tenants as (
  select pg_attribute.attrelid
  from pg_catalog.pg_attribute
  inner join pg_catalog.pg_index on pg_index.indrelid = pg_attribute.attrelid
  where pg_attribute.attname = 'domain_id' and pg_index.indisprimary and pg_index.indkey[0] = pg_attribute.attnum
)
select format('%s, foreign key %I: %s', keys.conrelid::regclass, keys.conname, fault.text) as finding
from keys
inner join pg_catalog.pg_class as target on target.oid = keys.confrelid
cross join lateral (
  values
  (
    keys.conrelid in (select attrelid from tenants)
    and keys.confrelid in (select attrelid from tenants)
    and 'domain_id' <> all(keys.columns), 'does not carry domain_id'
  ),
  (target.relnamespace = 'auth'::regnamespace, 'leads into auth'),
  (keys.confdeltype = 'n' and 'domain_id' = any(keys.columns), 'empties domain_id on delete')
) as fault (found, text)
where fault.found
