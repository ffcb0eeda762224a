-- requires: sql/platform/schemas.sql
-- Named as in the filter.
create type private.event_filter as (
  domain_ids uuid [],
  name text,
  actor_kind text,
  actor_id text,
  object text,
  "from" timestamptz,
  "to" timestamptz,
  include_test boolean
);

comment on type private.event_filter is 'What list_events() is asked for; null asks for nothing.';
