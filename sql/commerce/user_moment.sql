-- requires: sql/platform/schemas.sql
create type private.user_moment as (
  kind text,
  id uuid,
  occurred_at timestamptz,
  details jsonb
);

comment on type private.user_moment is 'An entry of user_timeline(): the row of that kind and id, and what it is about.';
