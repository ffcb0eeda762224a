-- requires: sql/events/event_catalog.sql sql/platform/fail.sql sql/platform/require_version.sql
create or replace function private.lock_event_type(
  domain_id uuid,
  name text,
  schema_version integer,
  expected_version integer
)
returns public.event_catalog
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  known public.event_catalog;
begin
  select c.* into known from public.event_catalog as c
  where c.domain_id = lock_event_type.domain_id and c.name = lock_event_type.name
    and c.schema_version = lock_event_type.schema_version
  for update;
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such kind of event');
  end if;
  if expected_version is not null then
    perform private.require_version(expected_version, known.version);
  end if;
  return known;
end;
$$;

comment on function private.lock_event_type(uuid, text, integer, integer) is
'The entry of the catalogue, locked until the transaction ends. Raises P0002 NOT_FOUND, or 40001 STALE_VERSION where a version is expected.';
revoke all on function private.lock_event_type(uuid, text, integer, integer)
from public, anon, authenticated, service_role;
