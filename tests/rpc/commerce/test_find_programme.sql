-- The programme of a time is the one of that platform that was live or paused then.
-- row: C38
begin;
select plan(6);

insert into public.referral_programmes (domain_id, id, name, status, live_during, paused_during)
select tests.domain(one.site), md5('programme ' || one.name)::uuid, one.name, 'ended', one.live::tstzmultirange, one.paused::tstzmultirange
from (values
  ('abtasty.com', 'earlier', '{[2019-01-01,2019-02-01)}', '{[2019-02-01,2019-03-01)}'),
  ('abtasty.com', 'later', '{[2019-04-01,2019-05-01)}', '{}'),
  ('cooking.example', 'elsewhere', '{[2019-03-01,2019-04-01)}', '{[2019-05-01,2019-06-01)}')
) as one (site, name, live, paused);

create function pg_temp.named(at timestamptz, site text default 'abtasty.com') returns text language sql as $$
  select p.name from private.find_programme(tests.domain(site), named.at) as p
$$;
select is(pg_temp.named('2019-01-15'), 'earlier', 'live');
select is(pg_temp.named('2019-02-15'), 'earlier', 'or paused');
select is(pg_temp.named('2019-04-15'), 'later', 'the next one');
select is(pg_temp.named('2019-03-15'), null, 'none between them, though another platform had one');
select is(pg_temp.named('2019-05-15'), null, 'nor afterwards, though its own was paused');
select is(pg_temp.named('2019-05-15', 'cooking.example'), 'elsewhere', 'which is its own there');

select * from finish();
rollback;
