-- The queue of mails is published to Realtime, which shows rows of tables without row security to all.
-- class: side doors
-- exploit: any client subscribes to it and receives every mail that we queue.
-- as: owner
-- try: select from pg_catalog.pg_publication_tables inner join pg_catalog.pg_class on pg_class.oid = format('%I.%I', schemaname, tablename)::regclass where pubname = 'supabase_realtime' and not pg_class.relrowsecurity
-- caught by: matrix, lint
alter table private.outbox disable row level security;
grant select on private.outbox to authenticated;
alter publication supabase_realtime add table private.outbox;
