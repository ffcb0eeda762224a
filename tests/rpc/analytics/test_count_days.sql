-- What the numbers of a day are read from: the blocks of that day, and of that domain.
-- row: R02 R25
begin;
select plan(3);

create function pg_temp.people(count integer) returns bit language sql as $$
  select (repeat('1', people.count) || repeat('0', 4096 - people.count))::bit(4096)
$$;
delete from private.block_people;
insert into private.block_people (domain_id, level, block, chunk, sets, active)
select
  tests.domain(b.site_domain), b.level, date '2026-03-02' - date '2000-01-01' + b.later, b.chunk,
  o.one || o.one || o.one || o.one || o.one || o.one || o.one, pg_temp.people(b.active)
from (
  values ('abtasty.com', 0, 0, 0, 3), ('abtasty.com', 0, 0, 1, 20), ('abtasty.com', 0, 1, 0, 100),
  ('abtasty.com', 1, 0, 0, 500), ('toto.example', 0, 0, 0, 1000)
) as b (site_domain, level, later, chunk, active)
cross join (select pg_temp.people(1) as one) as o;

select is(
  private.count_days(tests.domain('abtasty.com'), '{2026-03-02,2026-03-03,2026-03-04}') #>> '{2026-03-02,active}', '23',
  'a day has its own people: those of all chunks, and no longer block'
);
select is(
  private.count_days(tests.domain('abtasty.com'), '{2026-03-03,2026-03-04}') #>> '{2026-03-03,active}', '100', 'so has the next'
);
select is(
  private.count_days(tests.domain('abtasty.com'), '{2026-03-03,2026-03-04}') #>> '{2026-03-04,active}', '0', 'and one without any has 0'
);

select * from finish();
rollback;
