-- requires: sql/platform/default_privileges.sql
-- What may be preferred is data: a new preference of the client is a row here.
create table public.preference_keys (
  key text not null,
  description text not null,
  value_schema jsonb not null,
  default_value jsonb not null,
  constraint preference_keys_pkey primary key (key),
  constraint preference_keys_key_check check (key ~ '^[a-z][a-z_]{1,62}$'),
  constraint preference_keys_value_schema_check check (jsonb_typeof(value_schema) = 'object')
);

comment on table public.preference_keys is
'Preferences that there are, with the values that each takes and the one that holds where nobody has chosen.';
comment on column public.preference_keys.value_schema is
'JSON Schema, as private.config_faults() reads it.';
comment on column public.preference_keys.default_value is 'What holds where nobody has chosen.';
