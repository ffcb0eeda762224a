-- requires: sql/identity/domains.sql sql/platform/touch_row.sql sql/platform/new_id.sql
-- A version's schema never changes, so that what was taken yesterday can still be explained: another schema is
-- another version.
create table public.event_catalog (
  domain_id uuid not null,
  name text not null,
  schema_version integer not null,
  description text not null,
  json_schema jsonb not null,
  actor_kinds text [] not null,
  pii jsonb not null default '{}',
  is_active boolean not null default true,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version integer not null default 1,
  constraint event_catalog_pkey primary key (domain_id, name, schema_version),
  constraint event_catalog_domain_id_fkey foreign key (domain_id) references public.domains (id),
  constraint event_catalog_name_check check (name ~ '^[a-z][a-z0-9_]*([.][a-z0-9_]+)*$' and length(name) <= 100),
  constraint event_catalog_schema_version_check check (schema_version between 1 and 9999),
  constraint event_catalog_description_check check (length(description) between 1 and 1000),
  constraint event_catalog_json_schema_check check (jsonb_typeof(json_schema) = 'object'),
  constraint event_catalog_actor_kinds_check
  check (actor_kinds <@ '{user,bo_user,system,integration}' and cardinality(actor_kinds) > 0),
  constraint event_catalog_pii_check check (jsonb_typeof(pii) = 'object')
);

create trigger touch_row before update on public.event_catalog
for each row execute function private.touch_row();

comment on table public.event_catalog is
'Which events a domain takes into its log: by name and version, with what their properties must look like.';
comment on column public.event_catalog.name is 'Such as `order_placed`.';
comment on column public.event_catalog.schema_version is 'Counts up for a name; an event says which one it follows.';
comment on column public.event_catalog.json_schema is
'What the properties must be: JSON Schema, as private.config_faults() reads it. Never changed.';
comment on column public.event_catalog.actor_kinds is 'Of whom it can be told: user, bo_user, system, integration.';
comment on column public.event_catalog.pii is
'Personal data among the properties: path such as contact.email to drop (never stored) or hash (stored as a keyed digest).';
comment on column public.event_catalog.is_active is
'False: events are taken still, and count for nobody''s activity, past ones neither.';
