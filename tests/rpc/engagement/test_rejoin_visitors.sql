-- Of all who decided, those are merged again who are one person, still two, and had withdrawn: nobody else, who all come
-- first here and would be taken first.
-- row: R27 R26
begin;
select plan(5);

create temporary table it on commit drop as select tests.domain('abtasty.com') as here, tests.domain('toto.example') as there;
delete from private.visitor_consents;
create function pg_temp.id(name text) returns uuid language sql immutable as $$ select md5('rejoin ' || name)::uuid $$;
insert into public.visitors (domain_id, id, first_seen_at, last_seen_at, is_test, merged_into_id)
select case v.is_here when true then it.here else it.there end, pg_temp.id(v.name), now(), now(), false, pg_temp.id(v.merged)
from it cross join (values
  (true, 'survivor', null), (true, 'alone', null), (true, 'never withdrew', null), (true, 'merged', 'survivor'), (true, 'of one merged', null),
  (true, 'one merged', 'survivor'), (true, 'of one there', null), (true, 'one there', null), (true, 'of one who is there', null), (true, 'back', null),
  (true, 'other survivor', null),
  (false, 'one there', null), (false, 'only there', null), (false, 'one who is there', null), (false, 'back', null)
) as v (is_here, name, merged);
insert into private.visitor_consents (domain_id, digest, person, visitor_id, withdrawn_at)
select case c.is_here when true then it.here else it.there end, c.digest, c.person, pg_temp.id(c.name), c.at::timestamptz
from it cross join (values
  (true, '\x01'::bytea, '\x01'::bytea, 'alone', '2026-01-01'), (true, '\x02', '\xf1', 'never withdrew', null), (true, '\x03', '\xf1', 'merged', '2026-01-01'),
  (true, '\x04', '\xf4', 'of one merged', '2026-01-01'), (true, '\xf4', '\xf4', 'one merged', null),
  (true, '\x05', '\xf5', 'of one there', '2026-01-01'), (false, '\xf5', '\xf5', 'one there', null),
  (true, '\x06', '\xf1', 'only there', '2026-01-01'),
  (true, '\x07', '\xf7', 'of one who is there', '2026-01-01'), (true, '\xf7', '\xf7', 'one who is there', null),
  (true, '\xa1', '\xf1', 'back', '2026-01-01'), (true, '\xf1', '\xf1', 'survivor', '2026-01-01')
) as c (is_here, digest, person, name, at);
create function pg_temp.back() returns text language sql as $$
  select string_agg(case v.merged_into_id when pg_temp.id('survivor') then 'survivor' else coalesce(v.merged_into_id::text, 'nobody') end, ', ' order by v.domain_id = it.there)
  from public.visitors as v cross join it where v.id = pg_temp.id('back')
$$;

select is(private.rejoin_visitors(1), 1, 'one is merged');
select is(pg_temp.back(), 'survivor, nobody', 'who is back, with the survivor; the twin is not');
select is(
  (select count(*) from pg_locks as l cross join it where l.locktype = 'advisory' and l.pid = pg_backend_pid() and (l.classid::bigint << 32) + l.objid::bigint = private.merge_lock_key(it.here)),
  1::bigint, 'while no batch of the site is stored'
);
-- Who is listed twice is merged once: the first time it is found out again whether it is still to be done.
update public.visitors as v set merged_into_id = null from it where v.id = pg_temp.id('back') and v.domain_id = it.here;
insert into private.visitor_consents (domain_id, digest, person, visitor_id, withdrawn_at)
select it.here, c.digest, '\xf8', pg_temp.id(c.name), now() from it cross join (values ('\xa2'::bytea, 'back'), ('\xf8', 'other survivor')) as c (digest, name);
select is(private.rejoin_visitors(10), 1, 'once');
select is(pg_temp.back(), 'survivor, nobody', 'with the first');

select * from finish();
rollback;
