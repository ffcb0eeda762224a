-- Clients can read or move a sequence.
-- severity: error
-- why: Its value counts the rows of every tenant, and setval breaks their next insert. An identity column needs no grant at all.
-- mend: revoke all on sequence … from anon, authenticated; where a default calls nextval, make the column an identity, or grant usage alone.
select
  'grant' as kind,
  relations.schema,
  relations.name,
  null as part,
  format(
    '%s may %s', string_agg(distinct client_roles.name, ', '), string_agg(distinct privileges.name, ', ')
  ) as detail
from relations
cross join client_roles
cross join unnest('{SELECT,UPDATE,USAGE}'::text[]) as privileges (name)
where
  relations.kind = 'S'
  and has_sequence_privilege(client_roles.oid, relations.oid, privileges.name)
  -- a default that clients make use of needs usage
  and not (
    privileges.name = 'USAGE'
    and exists (
      select
      from pg_catalog.pg_depend
      where
        pg_depend.refclassid = 'pg_class'::regclass
        and pg_depend.refobjid = relations.oid
        and pg_depend.classid = 'pg_attrdef'::regclass
    )
  )
group by relations.schema, relations.name
