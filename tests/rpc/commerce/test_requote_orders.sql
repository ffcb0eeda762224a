-- A rule that starts in the past quotes the orders again that it could be for, and of which nothing was traded.
-- row: C14 C15 C33 C42
begin;
select plan(20);

-- Twins of a user, of his token and of his orders, with the same ids in another domain.
insert into public.platform_users (domain_id, id, external_id, joined_at)
select tests.domain('abtasty.com'), u.id, u.external_id, u.joined_at
from public.platform_users as u where u.external_id in ('user-1001', 'user-1002') and u.domain_id = tests.domain('cooking.example');
insert into public.tokens (domain_id, id, chain, address)
select tests.domain('abtasty.com'), t.id, t.chain, t.address from public.tokens as t where t.address = 'So11111111';
create function pg_temp.place(
  name text, days numeric default 8, status text default 'open', who text default 'user-1002', token text default 'So11111111',
  provider text default 'raydium', type text default 'market', site text default 'cooking.example'
) returns void language sql as $$
  insert into public.orders (domain_id, id, external_id, platform_user_id, token_id, provider, order_type, side, size_minor, status, placed_at, told_at, told_by)
  select tests.domain(site), md5('order ' || name)::uuid, place.name, md5('platform_user/cooking.example' || who)::uuid,
    (select t.id from public.tokens as t where t.address = place.token limit 1), place.provider, place.type, 'buy', 5, place.status, now() - make_interval(secs => days * 86400), now(), gen_random_uuid()
$$;
create function pg_temp.trade(name text, status text, site text default 'cooking.example') returns void language sql as $$
  insert into public.transactions (domain_id, chain_ref, platform_user_id, token_id, order_external_id, order_type, side, amount_minor, volume_usd_minor, fee_minor, fee_asset, status, occurred_at, told_at, told_by)
  select tests.domain(site), 'trade of ' || name, gen_random_uuid(), gen_random_uuid(), trade.name, 'market', 'buy', 1, 1, 1, 'USDC', trade.status, now(), now(), gen_random_uuid()
$$;
-- The orders that are quoted otherwise than "as it was"; after that all are as they were.
create function pg_temp.requoted() returns text language plpgsql security definer as $$
declare
  names text;
begin
  select string_agg(o.external_id, ', ' order by o.external_id, o.domain_id) into names from public.orders as o where o.fee_quote is distinct from '"as it was"';
  update public.orders set fee_quote = '"as it was"';
  return names;
end;
$$;
-- What business asks for, and somebody else who manages fees agrees to.
create function pg_temp.decide(call text) returns text language plpgsql as $$
declare
  answer text;
begin
  perform tests.as('business@demo.example', 'aal2');
  execute call into answer;
  if answer like 'approval_requested%' then
    perform tests.as('admin@admin.com', 'aal2');
    perform public.approve_operation((select a.id from public.approvals as a where a.used_at is null));
    perform tests.as('business@demo.example', 'aal2');
    execute call into answer;
  end if;
  perform tests.back();
  return answer;
end;
$$;
create function pg_temp.rule(scope jsonb, days numeric default 10, until numeric default null, site text default 'cooking.example') returns text language sql as $$
  select pg_temp.decide(format('select outcome || '' '' || requoted from public.create_fee_rule(%L, %L, 4000, ''late'', starts_at => %L, ends_at => %L)',
    tests.domain(site), scope, now() - make_interval(secs => days * 86400), now() - make_interval(secs => until * 86400)))
$$;
create function pg_temp.gesture(name text) returns text language sql as $$
  select pg_temp.decide(format('select outcome || '' '' || requoted from public.create_fee_rule(%L, %L, 4000, ''a gesture'')',
    tests.domain('cooking.example'), jsonb_build_object('order_id', md5('order ' || name)::uuid)))
$$;
create function pg_temp.told() returns text language sql as $$
  select string_agg(concat_ws(' ', d.site_domain, l.resource, l.after ->> 'orders', r.reason), ', ' order by l.id) from public.audit_log as l
  join public.domains as d on d.id = l.domain_id left join public.fee_rules as r on r.id::text = l.after ->> 'rule_id' where l.action = 'requote'
$$;
grant execute on all functions in schema pg_temp to public;

-- The twin has been filled, and lies before the order of the same id.
select pg_temp.place('a-plain', site => 'abtasty.com'), pg_temp.place('a-twin', 9, 'filled', site => 'abtasty.com');
select pg_temp.place('a-plain'), pg_temp.place('a-twin');
select pg_temp.place('at-the-start', 10), pg_temp.place('before-it', 10.001), pg_temp.place('before-the-end', 5.001), pg_temp.place('at-the-end', 5);
select pg_temp.place('of-another-user', who => 'user-1001'), pg_temp.place('of-another-token', token => 'Ladle22222'), pg_temp.place('elsewhere', provider => 'pump.fun');
select pg_temp.place('nowhere', provider => null), pg_temp.place('another-type', type => 'twap');
select pg_temp.place('filled', status => 'filled'), pg_temp.place('partly-filled', status => 'partly_filled'), pg_temp.place('cancelled', status => 'cancelled');
select pg_temp.place('seen-on-chain'), pg_temp.trade('seen-on-chain', 'pending'), pg_temp.place('confirmed'), pg_temp.trade('confirmed', 'confirmed');
select pg_temp.place('tried'), pg_temp.trade('tried', 'failed'), pg_temp.place('undone'), pg_temp.trade('undone', 'reverted');
select pg_temp.place('a-namesake'), pg_temp.trade('a-namesake', 'confirmed', 'abtasty.com');
select pg_temp.requoted();

create function pg_temp.scope(variadic parts text[]) returns jsonb language sql as $$
  select jsonb_object_agg(said.key, said.value) from jsonb_each(jsonb_build_object(
    'platform_user_id', md5('platform_user/cooking.exampleuser-1002')::uuid, 'order_type', 'market', 'provider', 'raydium',
    'token_id', (select t.id from public.tokens as t where t.address = 'So11111111' limit 1)
  )) as said where said.key = any(parts)
$$;
select is(pg_temp.rule(pg_temp.scope('platform_user_id', 'token_id', 'provider', 'order_type'), 10, 5), 'done 7', 'C42: a rule of last week, to which a second one agreed');
select is(pg_temp.requoted(), 'a-namesake, a-plain, a-twin, at-the-start, before-the-end, tried, undone', 'C14: is for what was placed while it holds and not traded, of that user, token, provider and type, and of no twin');
select is(pg_temp.told(), 'cooking.example orders 7 late', 'C42: the audit log tells how many, and by which rule');
select is(pg_temp.rule('{"order_type": "custom"}'), 'done 0', 'C14: where no order was placed that it could be for');
select is(pg_temp.requoted(), null, 'none is quoted again');
select is(pg_temp.told(), 'cooking.example orders 7 late', 'and nothing told');
select is(pg_temp.rule('{"order_type": "twap"}', 8), 'done 1', 'C15: a rule for a type, without an end');
select is(pg_temp.requoted(), 'another-type', 'is for all orders of that type');
select is(pg_temp.rule(pg_temp.scope('platform_user_id'), 8), 'done 11', 'C33: one for a user');
select is(pg_temp.requoted(), 'a-namesake, a-plain, a-twin, another-type, at-the-end, before-the-end, elsewhere, nowhere, of-another-token, tried, undone', 'is for all of that user''s');
select is(pg_temp.rule(pg_temp.scope('token_id'), 8), 'done 11', 'C15: one for a token');
select is(pg_temp.requoted(), 'a-namesake, a-plain, a-twin, another-type, at-the-end, before-the-end, elsewhere, nowhere, of-another-user, tried, undone', 'is for all of that token');
select is(pg_temp.rule('{"provider": "pump.fun", "order_type": "market"}', 8), 'done 1', 'C15: one for a provider');
select is(pg_temp.requoted(), 'elsewhere', 'is for what is traded there');
select is(pg_temp.decide(format('select outcome || '' '' || requoted from public.set_platform_fee(%L, 9000, ''late'', now() - interval ''8 days'')', tests.domain('cooking.example'))), 'done 13', 'C13: another fee of the whole platform');
select is(pg_temp.requoted(), 'a-namesake, a-plain, a-twin, another-type, at-the-end, before-the-end, elsewhere, nowhere, of-another-token, of-another-user, order-3, tried, undone', 'is for all that were placed since');

-- C14: one order, and none of the same id.
select is(pg_temp.gesture('a-twin'), 'done 1', 'C14: a gesture for one order, whatever became of its twin');
select is(pg_temp.requoted(), 'a-twin', 'changes that one');
select pg_temp.place('placed-just-now', 0);
select is(pg_temp.gesture('placed-just-now'), 'done 1', 'also where it has only just come in');
select is(tests.refusal($$select pg_temp.gesture('seen-on-chain')$$), 'PT409 ORDER_FILLED', 'one that a chain has already seen keeps its fee');


select * from finish();
rollback;
