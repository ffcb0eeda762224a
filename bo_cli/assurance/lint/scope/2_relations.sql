-- Tables, views, sequences, and which of the clients' roles can reach them.
create temp table relations on commit drop as
select
  reached.*,
  array(
    select unnest(reached.readers)
    union
    select unnest(reached.writers)
    order by 1
  ) as clients
from (
  select
    pg_class.oid,
    schemas.name as schema,
    pg_class.relname::text as name,
    pg_class.relkind as kind,
    pg_class.relrowsecurity as has_rls,
    pg_class.relreplident = 'f' as publishes_old_rows,
    pg_class.relowner as owner,
    coalesce(pg_class.reloptions, '{}') as options,
    schemas.is_exposed,
    exists (
      select
      from pg_catalog.pg_rewrite
      inner join pg_catalog.pg_depend
        on pg_depend.classid = 'pg_rewrite'::regclass and pg_depend.objid = pg_rewrite.oid
      where
        pg_rewrite.ev_class = pg_class.oid
        and pg_depend.refclassid = 'pg_class'::regclass and pg_depend.refobjid = to_regclass('auth.users')
    ) as reads_users,
    array(
      select client_roles.name
      from client_roles
      where
        has_schema_privilege(client_roles.oid, schemas.oid, 'usage')
        and pg_class.relkind <> 'S'
        and has_any_column_privilege(client_roles.oid, pg_class.oid, 'select')
      order by 1
    ) as readers,
    array(
      select client_roles.name
      from client_roles
      where
        has_schema_privilege(client_roles.oid, schemas.oid, 'usage')
        and pg_class.relkind <> 'S'
        and (
          has_any_column_privilege(client_roles.oid, pg_class.oid, 'insert, update')
          or has_table_privilege(client_roles.oid, pg_class.oid, 'delete')
        )
      order by 1
    ) as writers
  from pg_catalog.pg_class
  inner join schemas on schemas.oid = pg_class.relnamespace
  where
    pg_class.relkind in ('r', 'p', 'v', 'm', 'f', 'S')
    and not exists (
      select from pg_catalog.pg_depend
      where pg_depend.classid = 'pg_class'::regclass and pg_depend.objid = pg_class.oid and pg_depend.deptype = 'e'
    )
) as reached;
