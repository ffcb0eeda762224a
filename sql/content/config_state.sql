-- requires: sql/platform/default_privileges.sql
create type private.config_state as (
  version integer,
  enabled boolean,
  config jsonb,
  enabled_below boolean,
  config_below jsonb,
  enabled_in_force boolean,
  config_in_force jsonb
);

comment on type private.config_state is
'A group of settings at one place: version 0 with an empty config where nothing was set there; what holds without it; what holds with it.';
