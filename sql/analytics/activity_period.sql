-- requires: sql/platform/schemas.sql
create type private.activity_period as (
  place integer,
  begins_on date,
  from_at timestamptz,
  to_at timestamptz,
  state text
);

comment on type private.activity_period is
'A whole day, week or month on the wall: place counts from 1, those before the window have 0 and less.';
