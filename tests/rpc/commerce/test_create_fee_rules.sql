-- The same rule for many tokens, all of them or none.
-- row: C03 C04 C15 C42
begin;
select plan(12);
-- A local database may do without a strong login; here it is wanted.
update public.security_settings set is_strong_auth_relaxed_locally = false;

create function pg_temp.make(addresses text [], more text default '') returns text language plpgsql as $$
declare
  call constant text := format('select count(*) || '' '' || max(outcome) from public.create_fee_rules(%L, %L, 0, ''This weekend'' %s)',
    tests.domain('cooking.example'), array(select coalesce(t.id, gen_random_uuid()) from unnest(addresses) as a (address) left join public.tokens as t on t.address = a.address), more);
  answer text;
begin
  execute call into answer;
  return answer;
exception
  when others then
    return tests.refusal(call);
end;
$$;
grant execute on all functions in schema pg_temp to public;

select tests.as('business@demo.example');
select is(pg_temp.make('{So11111111}'), '42501 STEP_UP_REQUIRED', 'C07: a password is not enough');
select tests.as('business@demo.example', 'aal2');
select is(pg_temp.make('{So11111111,Ladle22222}', ', kind => ''promotion'', ends_at => now() + interval ''2 days'''), '2 done', 'C15: 0 % on these tokens this weekend');
select is((select count(*) from public.fee_rules as r where r.reason = 'This weekend' and r.kind = 'promotion'), 2::bigint, 'a rule for each');
select is(pg_temp.make('{Whisk33333,Ladle22222}', ', kind => ''promotion'', ends_at => now() + interval ''2 days'''), '23P01 FEE_RULE_OVERLAPS', 'of which one was there');
select is((select count(*) from public.fee_rules as r where r.reason = 'This weekend'), 2::bigint, 'all or none');
select is(pg_temp.make('{Whisk33333,Nothing}'), 'P0002 NOT_FOUND', 'each must be there');
select is(pg_temp.make('{}'), '22023 INVALID_INPUT', 'there must be some');
select is(pg_temp.make('{}', ', scope => ''{"order_type": "vwap"}'''), '22023 INVALID_INPUT', 'whatever else is asked of an order');
select is(pg_temp.make(array_fill('Nothing'::text, '{1001}')), '22023 INVALID_INPUT', 'and at most 1,000');
select is(pg_temp.make('{Whisk33333}', ', scope => jsonb_build_object(''order_id'', (select o.id from public.orders as o where o.external_id = ''order-3''))'), '22023 INVALID_INPUT', 'for no single order');
select is(pg_temp.make('{Whisk33333,So11111111}', ', starts_at => ''2026-11-01'''), '1 approval_requested', 'a start in the past waits for a second one');
select tests.as('support@demo.example', 'aal2');
select is(pg_temp.make('{Whisk33333}'), '42501 PERMISSION_DENIED', 'C04: support makes none');

select * from finish();
rollback;
