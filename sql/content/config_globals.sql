-- requires: sql/content/config_schemas.sql sql/identity/people.sql
-- A table of its own: in one with the sites, a missing domain would have to mean all of them.
-- Never updated: the newest version counts, and every other can be read and brought back.
create table public.config_globals (
  slug text not null,
  version integer not null,
  enabled boolean,
  config jsonb not null default '{}',
  reason text,
  changed_as text not null,
  changed_by uuid,
  changed_at timestamptz not null default now(),
  constraint config_globals_pkey primary key (slug, version),
  constraint config_globals_slug_fkey foreign key (slug) references public.config_schemas (slug),
  constraint config_globals_changed_by_fkey foreign key (changed_by) references public.people (id),
  constraint config_globals_version_check check (version > 0),
  constraint config_globals_config_check
  check (jsonb_typeof(config) = 'object' and octet_length(config::text) <= 65536),
  constraint config_globals_reason_check check (length(reason) <= 500),
  constraint config_globals_changed_as_check check (changed_as in ('client', 'staff'))
);

create index config_globals_changed_by_idx on public.config_globals (changed_by);

comment on table public.config_globals is
'What was set for all sites, version by version; the newest of a slug holds.';
comment on column public.config_globals.enabled is 'Null: as enabled_by_default says.';
comment on column public.config_globals.config is 'What differs from default_config.';
comment on column public.config_globals.changed_as is
'With which access it was written: client or staff. The reason and the name of staff are for staff.';
comment on column public.config_globals.slug is 'Which settings.';
comment on column public.config_globals.version is 'Counts from 1; the greatest holds.';
comment on column public.config_globals.changed_by is 'Who wrote it; null: nobody who is signed in.';
comment on column public.config_globals.changed_at is 'When.';
