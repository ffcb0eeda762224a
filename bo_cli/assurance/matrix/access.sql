-- What each role is granted, inherited and public grants included, as `object privilege column`.
select
  role.name as role,
  c.oid::bigint as oid,
  lower(p.privilege) as privilege,
  case
    when has_table_privilege(role.name, c.oid, p.privilege) then '*'
    when p.privilege in ('SELECT', 'INSERT', 'UPDATE') then
      (
        select string_agg(a.attname, chr(1))
        from pg_attribute as a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
          and has_column_privilege(role.name, c.oid, a.attnum, p.privilege)
      )
  end as columns
from unnest(%(roles)s::text[]) as role (name)
cross join pg_class as c
cross join unnest(array[
  'SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER'
]) as p (privilege)
where
  c.oid = any(%(oids)s::bigint[]::oid[])
  and c.relkind <> 'S'
  and has_schema_privilege(role.name, c.relnamespace, 'USAGE')
