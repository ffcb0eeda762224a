-- A day that the window cuts is partial, at its begin and at its end; whole ones are what time makes them.
-- row: C20
begin;
select plan(2);

create function pg_temp.states(from_at timestamptz, to_at timestamptz) returns text [] language sql as $$
  select array_agg(b.state order by b.begins_on)
  from private.report_buckets(row('UTC', from_at, to_at, from_at - interval '9 days', 'final')::private.report_window, 'day') as b
$$;
select is(pg_temp.states('2026-01-01 00:00Z', '2026-01-03 12:00Z'), '{final,final,partial}', 'cut at its end');
select is(pg_temp.states('2026-01-01 12:00Z', '2026-01-03 00:00Z'), '{partial,final}', 'cut at its begin');

select * from finish();
rollback;
