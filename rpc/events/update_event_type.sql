create or replace function public.update_event_type(
  domain_id uuid,
  name text,
  schema_version integer,
  is_active boolean default null,
  description text default null,
  pii jsonb default null,
  expected_version integer default null
)
returns public.event_catalog
language plpgsql
volatile
security definer -- definer: nobody holds update on event_catalog
set search_path = ''
as $$
declare
  known public.event_catalog;
  changed public.event_catalog;
  fault text;
begin
  perform private.require('events.manage', update_event_type.domain_id);
  if description is not null and length(btrim(description)) not between 1 and 1000 then
    perform private.bad_input('description', 'must be a text of 1 to 1000 characters');
  end if;
  if pii is not null then
    fault := private.pii_fault(pii);
    if fault is not null then
      perform private.bad_input('pii', fault);
    end if;
  end if;
  known := private.lock_event_type(domain_id, name, schema_version, expected_version);
  changed := known;
  changed.is_active := coalesce(update_event_type.is_active, known.is_active);
  changed.description := coalesce(btrim(update_event_type.description), known.description);
  changed.pii := coalesce(update_event_type.pii, known.pii);
  if changed is distinct from known then
    update public.event_catalog as c
    set is_active = changed.is_active, description = changed.description, pii = changed.pii
    where c.domain_id = known.domain_id and c.name = known.name and c.schema_version = known.schema_version
    returning c.* into known;
  end if;
  return known;
end;
$$;

comment on function public.update_event_type(uuid, text, integer, boolean, text, jsonb, integer) is
'Changes what the catalogue says of a kind of event; null leaves a part as it is. description: what happens then. is_active: whether it counts as activity, also in the past. pii: what is dropped or hashed from now on; events that are there stay. The schema of a version never changes: create_event_type() makes the next. Needs events.manage. '
'Errors: 42501 PERMISSION_DENIED; 22023 INVALID_INPUT; P0002 NOT_FOUND; 40001 STALE_VERSION.';
revoke all on function public.update_event_type(uuid, text, integer, boolean, text, jsonb, integer)
from public, anon, service_role;
grant execute on function public.update_event_type(uuid, text, integer, boolean, text, jsonb, integer)
to authenticated;
