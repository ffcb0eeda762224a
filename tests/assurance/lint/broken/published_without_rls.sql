-- as: superuser
-- expects: private.outbox
alter table private.outbox disable row level security;
alter publication supabase_realtime add table private.outbox;
