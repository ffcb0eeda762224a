create or replace function public.create_event_type(
  domain_id uuid,
  name text,
  description text,
  json_schema jsonb,
  actor_kinds text [] default '{user}',
  pii jsonb default '{}'
)
returns public.event_catalog
language plpgsql
volatile
security definer -- definer: nobody holds insert on event_catalog
set search_path = ''
as $$
declare
  made public.event_catalog;
  fault text;
begin
  perform private.require('events.manage', create_event_type.domain_id);
  if (length(name) <= 100 and name ~ '^[a-z][a-z0-9_]*([.][a-z0-9_]+)*$') is not true then
    perform private.bad_input('name', 'must be a name such as order_placed');
  end if;
  if length(btrim(description)) between 1 and 1000 is not true then
    perform private.bad_input('description', 'must be a text of 1 to 1000 characters');
  end if;
  if (actor_kinds <@ '{user,bo_user,system,integration}' and cardinality(actor_kinds) > 0) is not true then
    perform private.bad_input('actor_kinds', 'must be of user, bo_user, system, integration');
  end if;
  if jsonb_typeof(json_schema) is distinct from 'object' then
    perform private.bad_input('json_schema', 'must be an object');
  end if;
  select format('%s %s', f.path, f.reason) into fault from private.config_schema_faults(json_schema) as f limit 1;
  if fault is not null then
    perform private.bad_input('json_schema', fault);
  end if;
  fault := private.pii_fault(pii);
  if fault is not null then
    perform private.bad_input('pii', fault);
  end if;
  -- One at a time in a domain, so that two never draw the same number.
  perform from public.domains as d where d.id = create_event_type.domain_id for no key update;
  insert into public.event_catalog (domain_id, name, schema_version, description, json_schema, actor_kinds, pii)
  select
    create_event_type.domain_id, create_event_type.name, coalesce(max(c.schema_version), 0) + 1,
    btrim(create_event_type.description), create_event_type.json_schema, create_event_type.actor_kinds, create_event_type.pii
  from public.event_catalog as c
  where c.domain_id = create_event_type.domain_id and c.name = create_event_type.name
  returning * into made;
  return made;
end;
$$;

comment on function public.create_event_type(uuid, text, text, jsonb, text [], jsonb) is
'Lets a domain''s log take another kind of event, or another version of one: the next schema_version of that name. Versions before it stay. description: what happens then. json_schema: what the properties must be. actor_kinds: of whom it is told. pii: paths of personal properties, each to drop or hash. Needs events.manage. '
'Errors: 42501 PERMISSION_DENIED; 22023 INVALID_INPUT. Example: {"domain_id": "10000000-0000-4000-8000-000000000005", "name": "order_placed", "description": "An order was placed.", "json_schema": {"type": "object", "required": ["amount_minor"]}, "pii": {"contact.email": "hash"}}';
revoke all on function public.create_event_type(uuid, text, text, jsonb, text [], jsonb)
from public, anon, service_role;
grant execute on function public.create_event_type(uuid, text, text, jsonb, text [], jsonb) to authenticated;
