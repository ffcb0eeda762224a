-- requires: sql/platform/schemas.sql
create type private.hub_count as (
  kind text,
  count integer,
  is_more boolean
);

comment on type private.hub_count is 'How many there are, counted to 1000; is_more: there are more.';
