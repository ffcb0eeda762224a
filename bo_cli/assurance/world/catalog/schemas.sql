-- Schemas that somebody made for this database: not Postgres' own, nor those of the platform whose
-- tables clients never reach.
select n.nspname
from pg_namespace as n
where
  n.nspname !~ '^(pg_|_)'
  and n.nspname not in (
    'information_schema', 'cron', 'extensions', 'graphql', 'graphql_public', 'net', 'pgbouncer',
    'pgmq', 'pgsodium', 'pgsodium_masks', 'realtime', 'supabase_functions', 'supabase_migrations',
    'vault'
  )
order by n.nspname
