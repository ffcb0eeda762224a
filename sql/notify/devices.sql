-- requires: sql/identity/people.sql sql/platform/new_id.sql sql/platform/touch_row.sql
-- A token reaches one telephone, so it belongs to one person at a time: whoever signed in there last.
create table public.devices (
  id uuid not null default private.new_id(),
  person_id uuid not null constraint devices_person_id_fkey references public.people (id),
  platform text not null,
  push_token text not null,
  last_seen_at timestamptz not null default now(),
  revoked_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version integer not null default 1,
  constraint devices_pkey primary key (id),
  constraint devices_platform_check check (platform in ('ios', 'android', 'web')),
  constraint devices_push_token_check check (length(push_token) <= 2048 and push_token ~ '^[ -~]+$')
);

create unique index devices_push_token_key on public.devices (push_token) where revoked_at is null;
create index devices_person_id_idx on public.devices (person_id);

create trigger touch_row before update on public.devices
for each row execute function private.touch_row();

comment on table public.devices is 'Telephones and browsers to which people have notifications pushed.';
comment on column public.devices.platform is 'ios, android or web.';
comment on column public.devices.push_token is 'By which the platform''s push service finds it. No person reads it, not even the owner.';
comment on column public.devices.last_seen_at is 'When it was registered last, which the app does at each start.';
comment on column public.devices.revoked_at is 'Since when nothing is pushed to it; for good.';
