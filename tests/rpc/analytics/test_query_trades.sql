-- Trades count to a cohort that their user was in then, in their domain: the same user elsewhere is somebody else.
-- row: C21 C51 R26
begin;
select plan(4);

create temporary table sites as select tests.domain('abtasty.com') as here, tests.domain('cooking.example') as there;
create temporary table both_sites as select d.* from sites as s cross join lateral (values (s.here, 'here'), (s.there, 'there')) as d (id, name);
insert into public.platform_users (domain_id, id, external_id, joined_at) select d.id, md5('cohort user')::uuid, 'cohort user', '2026-03-01Z' from both_sites as d;
insert into public.tokens (domain_id, id, chain, address) select d.id, md5('cohort token')::uuid, 'solana', 'Cohort' from both_sites as d;
insert into public.transactions (
  domain_id, chain_ref, platform_user_id, token_id, order_type, side, amount_minor, volume_usd_minor, fee_minor, fee_asset, status, occurred_at, told_at, told_by
)
select d.id, 'solana:cohort ' || d.name || t.day, md5('cohort user')::uuid, md5('cohort token')::uuid, 'market', 'buy', 1, t.day, 0, 'USDC', 'confirmed',
  make_timestamptz(2026, 3, t.day, 0, 0, 0, 'UTC'), '2026-03-01Z', gen_random_uuid()
from both_sites as d cross join (values (2), (4)) as t (day);
insert into public.cohorts (domain_id, id, name, priority) select d.id, md5('cohort ' || d.name)::uuid, 'Cohort ' || d.name, 9 from both_sites as d;
insert into public.cohort_members (domain_id, cohort_id, platform_user_id, valid)
select d.id, md5('cohort ' || d.name)::uuid, md5('cohort user')::uuid, case d.name when 'here' then tstzrange('2026-03-03Z', null) else tstzrange('2026-03-01Z', null) end
from both_sites as d;
create function pg_temp.told(dims text [], cohort text default null) returns text language sql as $$
  select string_agg(concat_ws(' ', coalesce(c.name, 'none'), q.transactions, q.volume_usd_minor), ', ' order by c.name)
  from sites as s cross join lateral private.query_trades(
    array[s.here], '2026-03-01Z', '2026-03-09Z', dims, case when cohort is null then '{}' else jsonb_build_object('cohort_id', array[md5('cohort ' || cohort)::uuid]) end
  ) as q left join public.cohorts as c on c.id = (q.parts ->> 'cohort_id')::uuid
$$;

select is(pg_temp.told('{cohort_id}'), 'Cohort here 1 4, none 1 2', 'divided by cohorts');
select is(pg_temp.told('{cohort_id}', 'here'), 'Cohort here 1 4', 'of one, divided by it');
select is(pg_temp.told('{}', 'here'), 'none 1 4', 'of one, since the user came to it');
select is(pg_temp.told('{}', 'there'), null, 'none of a cohort of the other domain');

select * from finish();
rollback;
