-- The previous period: as many days where both ends are midnights, else as many hours. A change of clocks
-- in the window tells the two apart (Paris, 29 March 2026: 23 hours).
-- row: R02
begin;
select plan(3);

create function pg_temp.previous(from_at text, to_at text) returns timestamptz language sql as $$
  select (private.read_report_window(
    private.read_engagement_filter(jsonb_build_object('from', from_at, 'to', to_at)), 'Europe/Paris'
  )).previous_from_at
$$;
select is(
  pg_temp.previous('2026-03-29T00:00:00+01:00', '2026-03-30T00:00:00+02:00'), '2026-03-28T00:00:00+01:00'::timestamptz,
  'the day before, though it has an hour more'
);
select is(
  pg_temp.previous('2026-03-29T00:00:00+01:00', '2026-03-29T12:00:00+02:00'), '2026-03-28T13:00:00+01:00'::timestamptz,
  'eleven hours before, as the window ends at noon'
);
select is(
  pg_temp.previous('2026-03-28T12:00:00+01:00', '2026-03-30T00:00:00+02:00'), '2026-03-27T01:00:00+01:00'::timestamptz,
  '35 hours before, as it begins at noon'
);

select * from finish();
rollback;
