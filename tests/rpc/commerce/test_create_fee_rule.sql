-- Rules for a part of the platform: for users, cohorts, tokens, providers, order types, and for one order.
-- row: C03 C04 C07 C14 C15 C33 C34 C37 C42
begin;
select plan(38);
-- A local database may do without a strong login; here it is wanted.
update public.security_settings set is_strong_auth_relaxed_locally = false;

create function pg_temp.make(scope jsonb, rate_ppm integer default 4000, more text default '', site text default 'cooking.example', reason text default 'asked for')
returns text language plpgsql as $$
declare
  call constant text := format('select outcome || '' '' || requoted from public.create_fee_rule(%L, %L, %L, %L %s)',
    tests.domain(site), make.scope, make.rate_ppm, make.reason, make.more);
  answer text;
begin
  execute call into answer;
  return answer;
exception
  when others then
    return tests.refusal(call);
end;
$$;
create function pg_temp.the(kind text, name text, site text default 'cooking.example') returns jsonb language sql security definer as $$
  select case kind
    when 'order' then (select jsonb_build_object('order_id', o.id) from public.orders as o where o.external_id = name)
    when 'token' then (select jsonb_build_object('token_id', t.id) from public.tokens as t where t.address = name)
    when 'user' then jsonb_build_object('platform_user_id', md5('platform_user/' || site || name)::uuid)
    when 'cohort' then jsonb_build_object('cohort_id', md5('cohort/' || site || name)::uuid)
  end
$$;
create function pg_temp.frozen(external_id text) returns text language sql security definer as $$
  select o.fee_quote ->> 'rate_ppm' from public.orders as o where o.external_id = frozen.external_id
$$;
grant execute on all functions in schema pg_temp to public;

select tests.as('business@demo.example');
select is(pg_temp.make('{"order_type": "twap"}'), '42501 STEP_UP_REQUIRED', 'C07: a password is not enough');
select tests.as('business@demo.example', 'aal2');
select is(pg_temp.make('{"order_type": "twap"}', reason => ''), '22023 REASON_REQUIRED', 'C42: a reason is said');
select is(pg_temp.make('{"order_type": "twap"}'), 'done 0', 'C14: a rule for an order type');
select is(pg_temp.make('{"order_type": "twap"}'), '23P01 FEE_RULE_OVERLAPS', 'once at a time');
select is(pg_temp.make('{"order_type": "twap", "provider": "raydium"}', 0), 'done 0', 'C15: for a type at a provider, and for nothing at all');
select is(pg_temp.make(pg_temp.the('token', 'So11111111')), 'done 0', 'C15: for a token');
select is(pg_temp.make(pg_temp.the('user', 'user-1003')), 'done 0', 'C33: for a user');
select is(pg_temp.make(pg_temp.the('user', 'user-1003') || pg_temp.the('token', 'So11111111'), more => ', ends_at => now() + interval ''1 day'''), 'done 0', 'C33: with a token, and an end');
select is(pg_temp.make(pg_temp.the('cohort', 'Early traders')), 'done 0', 'C34: for a cohort');
select is(pg_temp.make(pg_temp.the('token', 'So11111111'), more => ', kind => ''promotion'''), '22023 INVALID_INPUT', 'C15: a promotion ends');
select is(pg_temp.make(pg_temp.the('token', 'So11111111'), 0, ', kind => ''promotion'', ends_at => now() + interval ''2 days'''), 'done 0', 'C15: and may stand beside a rule');
select is(pg_temp.make('{}', 0, ', kind => ''promotion'', ends_at => now() + interval ''2 days'''), 'done 0', 'even for the whole platform');
select is(pg_temp.make('{}'), '22023 INVALID_INPUT', 'while a rule for that is set otherwise');
select is(pg_temp.make('{"order_type": "limit"}', more => ', kind => ''discount'''), '22023 INVALID_INPUT', 'a kind is one of two');
select is(pg_temp.make('{"order_type": "swap"}'), '22023 INVALID_INPUT', 'a type is one of six');
select is(pg_temp.make('{"specificity": 99}'), '22023 INVALID_INPUT', 'and a scope a scope');
select is(pg_temp.make('{"reason": "x"}'), '22023 INVALID_INPUT', 'of those that there are');
select is(pg_temp.make(null), '22023 INVALID_INPUT', 'nothing is not everything');
select is(pg_temp.make('"token_id"'), '22023 INVALID_INPUT', 'nor is a word');
select is(pg_temp.make('{"provider": 5}'), '22023 INVALID_INPUT', 'a provider is a text');
select is(pg_temp.make('{"token_id": "x"}'), '22023 INVALID_INPUT', 'an id an id');
select is(pg_temp.make(pg_temp.the('user', 'user-9999')), 'P0002 NOT_FOUND', 'of something that is there');
select is(pg_temp.make(pg_temp.the('cohort', 'Monthly givers', 'toto.example')), 'P0002 NOT_FOUND', 'in the own domain');
select is(pg_temp.make('{"order_type": "vwap"}', -1), '22023 INVALID_INPUT', 'a rate below zero is refused');
select is(pg_temp.make('{"order_type": "vwap"}', 50001), 'approval_requested 0', 'one above five per cent needs a second one');
select is(pg_temp.make('{"order_type": "vwap"}', 4000, ', starts_at => ''2026-11-01'''), 'approval_requested 0', 'so does a start in the past');
select is(pg_temp.make('{"order_type": "vwap"}', 4000, ', starts_at => ''2026-11-02'', ends_at => ''2026-11-01'''), '22023 INVALID_INPUT', 'an end lies after the start');
select is(pg_temp.make('{"order_type": "vwap"}', 4000, ', min_minor => 5, max_minor => 4, limit_asset => ''USDC'''), '22023 INVALID_INPUT', 'and a maximum not below the minimum');

-- C14: one order, before anything of it was traded.
select is(pg_temp.frozen('order-3'), '10000', 'C14: what was quoted is still what it was, whatever was changed');
select is(pg_temp.make(pg_temp.the('order', 'order-3'), 1000), 'done 1', 'C14: a gesture for one order');
select is(pg_temp.frozen('order-3'), '1000', 'is in its quote');
select is(pg_temp.make(pg_temp.the('order', 'order-2'), 1000), 'PT409 ORDER_FILLED', 'C14: one of which something was traded keeps its fee');
select is(pg_temp.make(pg_temp.the('order', 'order-3'), 900, ', starts_at => now()'), '22023 INVALID_INPUT', 'it begins when the order was placed');

-- C37: nothing without a fee for the whole platform, whatever else there is.
select tests.back();
insert into public.fee_rules (domain_id, kind, provider, rate_ppm, starts_at, ends_at, reason)
select tests.domain('toto.example'), other.kind, other.provider, 1, now() - interval '1 day', other.ends_at, 'x'
from (values ('rule', 'x', null::timestamptz), ('promotion', null, now() + interval '1 day'), ('rule', null, now() - interval '1 day')) as other (kind, provider, ends_at);
select tests.as('admin@admin.com', 'aal2');
select is(pg_temp.make(pg_temp.the('cohort', 'Monthly givers', 'toto.example'), site => 'toto.example'), 'PT409 NO_PLATFORM_FEE', 'C37: a rule stands on a fee of the whole platform');
select is((select outcome from public.set_platform_fee(tests.domain('toto.example'), 10000, 'x', now() + interval '1 day')), 'done', 'which may be planned');
select is(pg_temp.make(pg_temp.the('cohort', 'Monthly givers', 'toto.example'), site => 'toto.example'), 'PT409 NO_PLATFORM_FEE', 'C37: and has to be there for all of its time');
select tests.as('support@demo.example', 'aal2');
select is(pg_temp.make('{"order_type": "limit"}'), '42501 PERMISSION_DENIED', 'C04: support makes no rule');
select tests.as_anon();
select is(pg_temp.make('{"order_type": "limit"}'), '42501', 'nor does anon');

select * from finish();
rollback;
