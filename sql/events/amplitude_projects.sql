-- requires: sql/identity/domains.sql sql/platform/touch_row.sql sql/platform/new_id.sql
-- Keys of two projects, as what is tried out must not be counted among what happened. They are in the vault.
create table public.amplitude_projects (
  domain_id uuid not null constraint amplitude_projects_domain_id_fkey references public.domains (id),
  id uuid not null default private.new_id(),
  is_active boolean not null default false,
  copied_from timestamptz,
  region text not null default 'us',
  test_secret_id uuid,
  production_secret_id uuid,
  events_per_request integer not null default 10,
  error text,
  error_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version integer not null default 1,
  constraint amplitude_projects_pkey primary key (domain_id, id),
  constraint amplitude_projects_domain_id_key unique (domain_id),
  constraint amplitude_projects_region_check check (region in ('us', 'eu')),
  constraint amplitude_projects_events_per_request_check check (events_per_request between 1 and 1000),
  constraint amplitude_projects_error_check check (error ~ '^[a-z][a-z0-9_]{0,63}$'),
  constraint amplitude_projects_error_at_check check ((error is null) = (error_at is null))
);

create trigger touch_row before update on public.amplitude_projects
for each row execute function private.touch_row();

comment on table public.amplitude_projects is
'Which domains'' events are copied to Amplitude, and into which projects there. Our own log stays what is true.';
comment on column public.amplitude_projects.is_active is 'Whether events are queued and sent. What waits when it is switched off waits on.';
comment on column public.amplitude_projects.copied_from is
'What was received before this was told before the copy was first switched on; null: it never was. A few seconds after the switch: requests that ran then may have missed it.';
comment on column public.amplitude_projects.region is 'us or eu: where the project''s data are kept.';
comment on column public.amplitude_projects.test_secret_id is 'The API key''s id in the vault, of the project that every environment but production uses.';
comment on column public.amplitude_projects.production_secret_id is 'The API key''s id in the vault, of the project that production uses.';
comment on column public.amplitude_projects.events_per_request is 'At most so many go in one request, 1 to 1000; Amplitude recommends 10.';
comment on column public.amplitude_projects.error is 'Why Amplitude refused us, as a code; nothing is sent until somebody calls set_amplitude().';
comment on column public.amplitude_projects.error_at is 'When it refused us.';
