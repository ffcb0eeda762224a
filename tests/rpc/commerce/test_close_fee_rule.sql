-- A rule ends now; what holds for the whole platform does not.
-- row: C03 C04 C07 C13 C37 C42
begin;
select plan(16);
-- A local database may do without a strong login; here it is wanted.
update public.security_settings set is_strong_auth_relaxed_locally = false;

create function pg_temp.close(reason text, why text default 'no more') returns text language sql as $$
  select tests.refusal(format('select public.close_fee_rule(%L, %L, %L)', tests.domain('cooking.example'),
    coalesce((select r.id from public.fee_rules as r where r.reason = close.reason), gen_random_uuid()), close.why))
$$;
grant execute on all functions in schema pg_temp to public;

select tests.as('business@demo.example');
select is(pg_temp.close('A large trader'), '42501 STEP_UP_REQUIRED', 'C07: a password is not enough');
select tests.as('business@demo.example', 'aal2');
select is(pg_temp.close('A large trader', ' '), '22023 REASON_REQUIRED', 'C42: a reason is said');
select is(pg_temp.close('A large trader'), null, 'business ends a rule');
select ok((select r.ends_at between now() and clock_timestamp() from public.fee_rules as r where r.reason = 'A large trader'), 'now');
select is(pg_temp.close('A large trader'), 'PT409 FEE_RULE_CLOSED', 'once');
select is(pg_temp.close('As the others charge'), 'PT409 PLATFORM_FEE_NEEDED', 'C37: the rest stands on what holds for the whole platform');
select is(pg_temp.close('The first fee'), 'PT409 PLATFORM_FEE_NEEDED', 'at any time');
select is(pg_temp.close('Nothing'), 'P0002 NOT_FOUND', 'there must be such a rule');
select public.create_fee_rule(tests.domain('cooking.example'), '{"order_type": "vwap"}', 1, 'Next month', starts_at => now() + interval '1 month');
select is(pg_temp.close('Next month'), null, 'one that is planned');
select ok((select r.ends_at = r.starts_at and isempty(r.valid) from public.fee_rules as r where r.reason = 'Next month'), 'never begins');
select public.create_fee_rule(tests.domain('cooking.example'), (select jsonb_build_object('order_id', o.id) from public.orders as o where o.external_id = 'order-3'), 1, 'A gesture');
select is((select o.fee_quote ->> 'rate_ppm' from public.orders as o where o.external_id = 'order-3'), '1', 'what one order was promised');
select is(pg_temp.close('A gesture'), null, 'is taken back');
select is((select o.fee_quote ->> 'rate_ppm' from public.orders as o where o.external_id = 'order-3'), '10000', 'and the order charged as others are');
select public.create_fee_rule(tests.domain('cooking.example'), (select jsonb_build_object('order_id', o.id) from public.orders as o where o.external_id = 'order-3'), 1, 'Another');
select tests.back();
update public.orders set status = 'partly_filled' where external_id = 'order-3';
select tests.as('business@demo.example', 'aal2');
select is(pg_temp.close('Another'), 'PT409 ORDER_FILLED', 'not once something of it was traded');
select tests.as('support@demo.example', 'aal2');
select is(pg_temp.close('Regular buyers pay less'), '42501 PERMISSION_DENIED', 'C04: support ends none');
select tests.as_anon();
select is(tests.refusal(format('select public.close_fee_rule(%L, %L, ''x'')', gen_random_uuid(), gen_random_uuid())), '42501', 'nor does anon');

select * from finish();
rollback;
