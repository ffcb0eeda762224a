-- Times carry their zone, money and counts never lose digits, keys never run out.
select
  format(
    '%s.%I: is %s; %s', a.attrelid::regclass, a.attname, format_type(a.atttypid, a.atttypmod),
    case
      when a.atttypid = 'timestamp'::regtype then 'use timestamptz'
      when a.atttypid = 'integer'::regtype then 'ids are uuid or bigint'
      when a.atttypid = 'json'::regtype then 'use jsonb'
      else 'use numeric'
    end
  ) as finding
from pg_catalog.pg_attribute as a
inner join pg_catalog.pg_class as relation on relation.oid = a.attrelid
where
  relation.relnamespace in ('public'::regnamespace, 'private'::regnamespace)
  and relation.relkind in ('r', 'p')
  and a.attnum > 0
  and not a.attisdropped
  and (
    a.atttypid in ('timestamp'::regtype, 'money'::regtype, 'real'::regtype, 'float8'::regtype, 'json'::regtype)
    or a.atttypid in ('integer'::regtype, 'smallint'::regtype) and a.attname ~ '(^|_)id$'
  )
