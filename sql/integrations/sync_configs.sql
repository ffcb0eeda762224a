-- requires: sql/integrations/integrations.sql
-- What of a domain goes to the connected portal, and how often.
create table public.sync_configs (
  domain_id uuid not null,
  id uuid not null default private.new_id(),
  integration_id uuid not null,
  direction text not null default 'push',
  objects text [] not null,
  field_map jsonb not null,
  filters jsonb not null default '{}',
  schedule interval,
  is_enabled boolean not null default true,
  created_by uuid,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version integer not null default 1,
  constraint sync_configs_pkey primary key (domain_id, id),
  constraint sync_configs_integration_id_fkey
  foreign key (domain_id, integration_id) references public.integrations (domain_id, id),
  constraint sync_configs_integration_id_direction_key unique (domain_id, integration_id, direction),
  constraint sync_configs_direction_check check (direction in ('push')),
  constraint sync_configs_objects_check
  check (objects <@ '{companies,contacts}'::text [] and cardinality(objects) > 0),
  constraint sync_configs_field_map_check check (jsonb_typeof(field_map) = 'object'),
  constraint sync_configs_filters_check check (jsonb_typeof(filters) = 'object'),
  constraint sync_configs_schedule_check check (schedule between '5 minutes' and '30 days')
);

create trigger touch_row before update on public.sync_configs
for each row execute function private.touch_row();

comment on table public.sync_configs is 'Synchronisations: one a connection.';
comment on column public.sync_configs.integration_id is 'The connection.';
comment on column public.sync_configs.direction is 'push: to the service.';
comment on column public.sync_configs.objects is 'companies (accounts), contacts (visitors with an e-mail address), in the order in which they are sent.';
comment on column public.sync_configs.field_map is 'By object, the service''s property and our field: {"contacts": {"email": "email"}}.';
comment on column public.sync_configs.filters is 'include_test: test traffic too; seen_since: only what was first or last seen from then on.';
comment on column public.sync_configs.schedule is 'How long from one start to the next; null: by hand.';
comment on column public.sync_configs.is_enabled is 'False: nothing is started.';
