-- requires: sql/platform/schemas.sql
create type private.window_counts as (
  displayed bigint,
  conversed bigint,
  converted bigint,
  demo bigint,
  captured bigint,
  booked bigint,
  reached bigint,
  booked_or_conversed bigint,
  conversations bigint,
  involved bigint,
  resolved bigint
);

comment on type private.window_counts is
'Distinct persons of a window by set (see private.person_fact), and the number of conversations, of those that the agent took part in, and of those that it resolved.';
