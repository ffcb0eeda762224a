create or replace function public.delete_event_type(
  domain_id uuid,
  name text,
  schema_version integer,
  expected_version integer default null
)
returns void
language plpgsql
volatile
security definer -- definer: nobody holds delete on event_catalog
set search_path = ''
as $$
begin
  perform private.require('events.manage', delete_event_type.domain_id);
  perform private.lock_event_type(domain_id, name, schema_version, expected_version);
  -- What was logged must still be explained.
  if exists (
    select from public.event_log as e
    where e.domain_id = delete_event_type.domain_id and e.name = delete_event_type.name
      and e.schema_version = delete_event_type.schema_version
  ) or exists (
    select from private.event_tallies as t
    where t.domain_id = delete_event_type.domain_id and t.name = delete_event_type.name
      and t.schema_version = delete_event_type.schema_version
  ) then
    perform private.fail(
      'PT409', 'EVENT_TYPE_USED', 'the log has events of this kind', 'Make it inactive, then it counts for nothing.'
    );
  end if;
  delete from public.event_catalog as c
  where c.domain_id = delete_event_type.domain_id and c.name = delete_event_type.name
    and c.schema_version = delete_event_type.schema_version;
end;
$$;

comment on function public.delete_event_type(uuid, text, integer, integer) is
'Takes a version of a kind of event out of the catalogue, of which the log has none, and never had one that was archived. Needs events.manage. '
'Errors: 42501 PERMISSION_DENIED; P0002 NOT_FOUND; 40001 STALE_VERSION; PT409 EVENT_TYPE_USED.';
revoke all on function public.delete_event_type(uuid, text, integer, integer) from public, anon, service_role;
grant execute on function public.delete_event_type(uuid, text, integer, integer) to authenticated;
