-- private holds what only our own functions touch: the API exposes public and nothing else.
create schema if not exists private;
comment on schema private is 'Helpers, rollups and queues. Never exposed through the API.';

-- anon needs to name one function in it, private.begin_request(); execute is granted one by one.
revoke all on schema private from public;
grant usage on schema private to anon, authenticated, service_role;

create schema if not exists extensions;
grant usage on schema extensions to anon, authenticated, service_role;
