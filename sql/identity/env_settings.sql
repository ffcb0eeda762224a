-- requires: sql/platform/touch_row.sql
create table public.env_settings (
  environment text not null,
  key text not null,
  value jsonb not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version integer not null default 1,
  constraint env_settings_pkey primary key (environment, key),
  constraint env_settings_environment_check
  check (environment in ('local', 'test', 'staging', 'production')),
  constraint env_settings_key_check check (key ~ '^[a-z][a-z0-9_.]*$')
);

create trigger touch_row before update on public.env_settings
for each row execute function private.touch_row();

comment on table public.env_settings is
'Settings by environment. A database reads only the rows of its own; secrets are not kept here.';
