-- A rule is simulated over the trades of its own platform, of its time, that it would have been for.
-- row: C13 C33 C34
begin;
select plan(10);

create function pg_temp.trades(rule jsonb default '{}', since timestamptz default '-infinity', before timestamptz default 'infinity') returns uuid [] language sql as $$
  select array_agg(s.transaction_id order by s.transaction_id) from private.simulate_charges(
    jsonb_populate_record(null::public.fee_rules, jsonb_build_object('domain_id', tests.domain('cooking.example'), 'kind', 'rule', 'rate_ppm', 100) || rule),
    since, before
  ) as s
$$;
create function pg_temp.expected(condition text) returns uuid [] language plpgsql as $$
declare
  found uuid [];
begin
  execute 'select array_agg(c.transaction_id order by c.transaction_id) from public.fee_charges as c
    left join public.orders as o on (o.domain_id, o.id) = (c.domain_id, c.order_id)
    where c.rate_ppm is not null and c.domain_id = tests.domain(''cooking.example'') and ' || condition into found;
  return found;
end;
$$;
-- Something that some trades have and others do not.
create temporary table chosen on commit drop as
select c.order_id, c.platform_user_id, c.token_id, c.order_type, o.provider, c.occurred_at
from public.fee_charges as c inner join public.orders as o on (o.domain_id, o.id) = (c.domain_id, c.order_id)
where c.domain_id = tests.domain('cooking.example') and c.rate_ppm is not null and c.token_id is not null and o.provider is not null
order by c.occurred_at desc, c.id limit 1;
create function pg_temp.scopes() returns text [] language sql as $$
  select array_agg(scope.key order by scope.key) from chosen cross join jsonb_each(to_jsonb(chosen) - 'occurred_at') as scope
  where pg_temp.trades(jsonb_build_object(scope.key, scope.value))
    = pg_temp.expected(format('%s.%I = %L', case scope.key when 'provider' then 'o' else 'c' end, scope.key, scope.value #>> '{}'))
$$;

select is(pg_temp.trades(), pg_temp.expected('true'), 'without a scope: all');
select is(pg_temp.scopes(), '{order_id,order_type,platform_user_id,provider,token_id}', 'by each scope: those of it');
select is(pg_temp.trades(since => occurred_at), pg_temp.expected(format('c.occurred_at >= %L', occurred_at)), 'since a time, which is of it') from chosen;
select is(pg_temp.trades(before => occurred_at), pg_temp.expected(format('c.occurred_at < %L', occurred_at)), 'before a time, which is not') from chosen;

-- One user in a cohort, whose trades of a while ago count; others are in another one.
insert into public.cohorts (domain_id, id, name, priority)
select tests.domain(site), md5(name)::uuid, name, 9000 + length(name) from unnest('{abtasty.com,cooking.example}'::text []) as site, unnest('{Simulated,Simulated as well}'::text []) as name;
insert into public.platform_users select (jsonb_populate_record(u, jsonb_build_object('domain_id', tests.domain('abtasty.com'), 'referrer_id', null))).*
from public.platform_users as u where u.domain_id = tests.domain('cooking.example');
insert into public.cohort_members (domain_id, cohort_id, platform_user_id, valid)
select tests.domain('cooking.example'), md5('Simulated')::uuid, s.platform_user_id, tstzrange('2000-01-01', null) from chosen as s
union all
select tests.domain('cooking.example'), md5('Simulated as well')::uuid, u.id, tstzrange('2000-01-01', null) from public.platform_users as u where u.domain_id = tests.domain('cooking.example')
union all
select tests.domain('abtasty.com'), md5('Simulated')::uuid, u.id, tstzrange('2000-01-01', null) from public.platform_users as u where u.domain_id = tests.domain('abtasty.com');
select is(
  pg_temp.trades(jsonb_build_object('cohort_id', md5('Simulated'))), pg_temp.expected(format('c.platform_user_id = %L', platform_user_id)), 'of a cohort: its members of this platform'
) from chosen;
select isnt(pg_temp.trades(jsonb_build_object('cohort_id', md5('Simulated'))), pg_temp.expected('true'), 'who are not all') from chosen;
update public.cohort_members set valid = tstzrange('2000-01-01', (select coalesce(max(o.placed_at), max(s.occurred_at)) from chosen as s left join public.orders as o on o.id = s.order_id and o.domain_id = tests.domain('cooking.example')))
where cohort_id = md5('Simulated')::uuid and domain_id = tests.domain('cooking.example');
select is(
  pg_temp.trades(jsonb_build_object('cohort_id', md5('Simulated'))),
  pg_temp.expected(format('c.platform_user_id = %L and coalesce(o.placed_at, c.occurred_at) < (select o.placed_at from public.orders as o where o.id = %L and o.domain_id = c.domain_id)', platform_user_id, order_id)),
  'as long as they were members when they placed the order'
) from chosen;

-- The same orders elsewhere, with a provider that none here has.
insert into public.tokens select (jsonb_populate_record(t, jsonb_build_object('domain_id', tests.domain('abtasty.com')))).* from public.tokens as t where t.domain_id = tests.domain('cooking.example');
insert into public.orders select (jsonb_populate_record(o, jsonb_build_object('domain_id', tests.domain('abtasty.com'), 'provider', 'elsewhere'))).* from public.orders as o where o.domain_id = tests.domain('cooking.example');
select is(pg_temp.trades('{"provider": "elsewhere"}'), null, 'what an order of the same id has elsewhere is not of this one');
select is(pg_temp.trades(), pg_temp.expected('true'), 'and each trade is there once');
insert into public.transactions select (jsonb_populate_record(t, jsonb_build_object('domain_id', tests.domain('abtasty.com')))).*
from public.transactions as t where t.domain_id = tests.domain('cooking.example');
insert into public.fee_rules (domain_id, id, provider, rate_ppm, starts_at, reason) values (tests.domain('abtasty.com'), md5('rule')::uuid, 'elsewhere', 7, '2026-01-01', 'x');
insert into public.fee_charges
select (jsonb_populate_record(c, jsonb_build_object('domain_id', tests.domain('abtasty.com'), 'rule_id', md5('rule'), 'promotion_id', null))).*
from public.fee_charges as c where c.domain_id = tests.domain('cooking.example') on conflict do nothing;
select is(pg_temp.trades(), pg_temp.expected('true'), 'nor is a trade of the same id elsewhere one of this platform');

select * from finish();
rollback;
