-- Who may touch schema storage. Run by `node server.mjs provision` as supabase_storage_admin.
-- Requesters act through Storage under the policies of a project; without one they see nothing.

alter table storage.buckets enable row level security;
alter table storage.objects enable row level security;

revoke all on all tables in schema storage from public, anon, authenticated, service_role;
grant select, insert, update, delete on storage.buckets, storage.objects
to authenticated, service_role, postgres;
