-- requires: sql/content/config_schemas.sql sql/identity/domains.sql sql/identity/people.sql
-- Never updated: the newest version counts, and every other can be read and brought back.
create table public.config_values (
  domain_id uuid not null,
  slug text not null,
  version integer not null,
  enabled boolean,
  config jsonb not null default '{}',
  reason text,
  changed_as text not null,
  changed_by uuid,
  changed_at timestamptz not null default now(),
  constraint config_values_pkey primary key (domain_id, slug, version),
  constraint config_values_domain_id_fkey foreign key (domain_id) references public.domains (id),
  constraint config_values_slug_fkey foreign key (slug) references public.config_schemas (slug),
  constraint config_values_changed_by_fkey foreign key (changed_by) references public.people (id),
  constraint config_values_version_check check (version > 0),
  constraint config_values_config_check
  check (jsonb_typeof(config) = 'object' and octet_length(config::text) <= 65536),
  constraint config_values_reason_check check (length(reason) <= 500),
  constraint config_values_changed_as_check check (changed_as in ('client', 'staff'))
);

create index config_values_slug_idx on public.config_values (slug);
create index config_values_changed_by_idx on public.config_values (changed_by);

comment on table public.config_values is
'What was set for one site, version by version; the newest of a slug holds.';
comment on column public.config_values.enabled is 'Null: as it is for all sites.';
comment on column public.config_values.config is 'What differs from what holds for all sites.';
comment on column public.config_values.changed_as is
'With which access it was written: client or staff. The reason and the name of staff are for staff.';
comment on column public.config_values.slug is 'Which settings.';
comment on column public.config_values.version is 'Counts from 1; the greatest holds.';
comment on column public.config_values.changed_by is 'Who wrote it; null: nobody who is signed in.';
comment on column public.config_values.changed_at is 'When.';
