-- requires: sql/platform/schemas.sql
-- Every number of persons is the size of one of these sets or the difference of two, of which one
-- holds the other: who gave an address only is "captured" without "demo".
create type private.person_fact as (
  person_id uuid,
  happened_at timestamptz,
  flags smallint,
  conversations smallint,
  involved smallint,
  resolved smallint,
  ripe_at timestamptz
);

comment on type private.person_fact is
'What a person did at a moment. flags: 1 displayed, 2 conversed, 4 converted, 8 demo (booked in a conversation), 16 captured (address or demo in a conversation), 32 booked (after a conversation), 64 reached (displayed or conversed), 128 booked_or_conversed (booked after a display, or conversed), 256 active (only at the first and the last moment of a day (UTC) at which it was). involved, resolved: how many of the conversations; ripe_at: when the next of them counts as resolved, if nothing happens.';
