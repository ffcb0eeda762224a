-- Who brought a user: level by level, of the same platform, as it was at that time.
-- row: C32
begin;
select plan(7);

-- Each was brought by the one before, an hour after that one joined; the first by nobody.
insert into public.platform_users (domain_id, id, external_id, referrer_id, joined_at)
select
  tests.domain('cooking.example'), md5('line ' || n)::uuid, 'line-' || n,
  case when n > 1 then md5('line ' || n - 1)::uuid end, timestamptz '2026-03-01' + n * interval '1 hour'
from generate_series(1, 5) as n;
-- The fourth was brought later than it joined.
update public.platform_users set referred_at = '2026-03-05' where id = md5('line 4')::uuid;

create function pg_temp.line(n integer, at timestamptz, site text default 'cooking.example', levels integer default 3) returns text language sql as $$
  select array_to_string(array(
    select u.external_id from unnest(private.list_referrers(tests.domain(site), md5('line ' || n)::uuid, line.at, levels)) with ordinality as found (id, place)
    inner join public.platform_users as u on u.domain_id = tests.domain('cooking.example') and u.id = found.id
    order by found.place
  ), ', ')
$$;

select is(pg_temp.line(5, '2026-04-01'), 'line-4, line-3, line-2', 'three levels, the nearest first');
select is(pg_temp.line(5, '2026-04-01', levels => 1), 'line-4', 'or fewer');
select is(pg_temp.line(3, '2026-04-01'), 'line-2, line-1', 'up to who was brought by nobody');
select is(pg_temp.line(1, '2026-04-01'), '', 'whom nobody brought has none');
select is(pg_temp.line(5, '2026-03-04'), 'line-4', 'the one who was not brought yet has none');
select is(pg_temp.line(3, '2026-03-01 02:30'), '', 'before the user joined there is none');
select is(pg_temp.line(5, '2026-04-01', 'abtasty.com'), '', 'a user of another platform has none here');

select * from finish();
rollback;
