-- requires: sql/platform/extensions.sql
-- After the extensions: their functions keep EXECUTE for everyone, ours never have it.
-- Without `in schema`, because the form with it has no effect on PUBLIC.
alter default privileges revoke execute on functions from public;

-- A hosted project may still carry the old defaults that opened every new object in public.
alter default privileges in schema public revoke all on tables
from anon, authenticated, service_role;
alter default privileges in schema public revoke all on sequences
from anon, authenticated, service_role;
alter default privileges in schema public revoke all on functions
from anon, authenticated, service_role;

revoke create on schema public from public;
