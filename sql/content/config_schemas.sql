-- requires: sql/content/config_schema_faults.sql
-- What can be set is part of the code: seeds/reference/config/ holds a file for each row, and
-- `bo gen config` writes the rows from them.
create table public.config_schemas (
  slug text not null,
  scope text not null,
  title text not null,
  description text not null,
  json_schema jsonb not null,
  is_feature boolean not null default false,
  enabled_by_default boolean not null default true,
  default_config jsonb not null default '{}',
  merge_strategy text not null default 'deep',
  access text not null,
  constraint config_schemas_pkey primary key (slug),
  constraint config_schemas_slug_check check (slug ~ '^[a-z][a-z_]{1,62}$'),
  constraint config_schemas_scope_check check (scope in ('global', 'website')),
  constraint config_schemas_json_schema_check check (json_schema @> '{"type": "object"}'),
  constraint config_schemas_default_config_check check (jsonb_typeof(default_config) = 'object'),
  constraint config_schemas_merge_strategy_check check (merge_strategy in ('deep', 'replace')),
  constraint config_schemas_access_check check (access in ('client', 'staff', 'mixed')),
  constraint config_schemas_is_feature_check check (is_feature or enabled_by_default)
);

comment on table public.config_schemas is
'What can be set: one row a group of settings, with its structure and what holds where nobody has set anything.';
comment on column public.config_schemas.scope is
'global: set for all sites together. website: set for all sites, and for one site on top.';
comment on column public.config_schemas.json_schema is
'Of the config that holds in the end. x-access says of a field who reads and writes it, for all that is in it too; x-toggle who switches the feature; x-secret marks a field that names a secret of the vault.';
comment on column public.config_schemas.is_feature is 'Whether it can be switched off, for all sites or one.';
comment on column public.config_schemas.merge_strategy is
'How a config is laid over the one below. deep: what it does not mention comes from below. replace: only what it says to be null does.';
comment on column public.config_schemas.access is
'client: who may edit the settings of a site. staff: who manages settings, nobody else even reads it. mixed: x-access says it field by field, and what it does not name is for staff.';
comment on column public.config_schemas.slug is 'The name of the settings, for programs.';
comment on column public.config_schemas.enabled_by_default is 'Whether the feature is on where nobody has decided.';
comment on column public.config_schemas.default_config is 'What holds where nobody has set anything.';
