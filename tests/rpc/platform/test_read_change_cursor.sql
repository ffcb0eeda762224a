-- A cursor of changes_since(): none begins anew, and so does one that is too old; what is no cursor is refused.
-- row: C54
begin;
select plan(9);
create function pg_temp.at(moment timestamptz) returns text language sql stable as $$
  select jsonb_build_object('at', floor(extract(epoch from at.moment)), 'tickets', '7')::text
$$;
select is(private.read_change_cursor(null), '{}'::jsonb, 'no cursor');
select is(private.read_change_cursor(pg_temp.at(now()))::jsonb ->> 'tickets', '7', 'one of just now');
select is(private.read_change_cursor(pg_temp.at(now() - interval '59 days'))::jsonb ->> 'tickets', '7', 'one of 59 days ago');
select is(private.read_change_cursor(pg_temp.at(now() - interval '61 days')), '{}'::jsonb, 'one of 61 days ago');
select is(private.read_change_cursor('{"tickets": "7"}'), '{}'::jsonb, 'one that does not say when');
select is(private.read_change_cursor('{"at": "soon", "tickets": "7"}'), '{}'::jsonb, 'one that says it otherwise');
select throws_ok($$ select private.read_change_cursor('{"at"') $$, '22023', 'after: is no cursor of changes_since()', 'half of one');
select throws_ok($$ select private.read_change_cursor('[]') $$, '22023', 'after: is no cursor of changes_since()', 'a list');
select throws_ok($$ select private.read_change_cursor('7') $$, '22023', 'after: is no cursor of changes_since()', 'a number');
select * from finish();
rollback;
