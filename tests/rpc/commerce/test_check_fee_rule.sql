-- What a fee rule cannot be is said of the field that is wrong, before any constraint would.
-- row: C13 C33 C34
begin;
select plan(11);

create function pg_temp.fault(rule jsonb) returns text language plpgsql as $$
begin
  perform private.check_fee_rule(jsonb_populate_record(null::public.fee_rules, '{"kind": "rule"}' || rule));
  return null;
exception when invalid_parameter_value then
  return sqlerrm;
end;
$$;
create function pg_temp.promotion(rule jsonb) returns text language sql as $$
  select pg_temp.fault('{"kind": "promotion", "ends_at": "2999-01-01"}' || rule)
$$;

select is(pg_temp.fault('{}'), null, 'a rule from now on');
select is(pg_temp.fault('{"min_minor": 1, "max_minor": 2, "limit_asset": "USDC"}'), null, 'one with limits');
select is(pg_temp.promotion('{}'), null, 'a promotion with an end');
select alike(pg_temp.promotion('{"min_minor": 1, "limit_asset": "USDC"}'), '%a promotion has no limits%', 'not with a minimum');
select alike(pg_temp.promotion('{"max_minor": 1, "limit_asset": "USDC"}'), '%a promotion has no limits%', 'nor a maximum');
select alike(pg_temp.promotion('{"ends_at": null}'), '%a promotion ends%', 'nor without an end');
select alike(pg_temp.fault('{"starts_at": "infinity"}'), '%lies after starts_at%', 'what never begins is no rule');
select alike(pg_temp.fault('{"starts_at": "-infinity", "ends_at": "2999-01-01"}'), '%lies after starts_at%', 'nor what always was');
select alike(pg_temp.fault('{"min_minor": -1, "max_minor": 5, "limit_asset": "USDC"}'), '%from 0 on%', 'no minimum below 0');
select alike(pg_temp.fault('{"max_minor": -1, "limit_asset": "USDC"}'), '%from 0 on%', 'no maximum either');
select alike(pg_temp.fault('{"min_minor": 1}'), '%goes with min_minor or max_minor%', 'no limit without its asset');

select * from finish();
rollback;
