-- Clients hold TRUNCATE, REFERENCES, TRIGGER or MAINTAIN on a table.
-- severity: error
-- why: Row security does not apply to TRUNCATE: one statement empties the table for every tenant. REFERENCES tells of hidden rows, TRIGGER runs code as whoever writes next.
-- mend: revoke truncate, references, trigger on … from anon, authenticated; grant what requests need by name instead of `grant all`.
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
cross join unnest(
  case
    when current_setting('server_version_num')::integer >= 170000 then '{MAINTAIN,REFERENCES,TRIGGER,TRUNCATE}'
    else '{REFERENCES,TRIGGER,TRUNCATE}'
  end::text[]
) as privileges (name)
where
  relations.kind in ('r', 'p', 'f')
  and has_table_privilege(client_roles.oid, relations.oid, privileges.name)
group by relations.schema, relations.name
