-- Who changes the fees of a platform holds its lock to the end of the transaction, and no other platform's; so does who scores.
-- row: C13 C55
begin;
select plan(8);

-- Whether the transaction holds the lock of this name after a call, which is then taken back.
create function pg_temp.holds(lock_name text, call text) returns boolean language plpgsql as $$
declare
  answer boolean;
begin
  execute call;
  answer := exists (
    select from pg_catalog.pg_locks as l
    where l.locktype = 'advisory' and l.pid = pg_backend_pid() and l.granted and l.objsubid = 1
      and (l.classid::bigint << 32) | l.objid::bigint = hashtextextended(lock_name, 0)
  );
  raise exception 'enough' using errcode = 'UNDO1';
exception
  when sqlstate 'UNDO1' then return answer;
end;
$$;
grant execute on all functions in schema pg_temp to public;
create temporary table names on commit drop as
select 'fees of ' || tests.domain('cooking.example') as here, 'fees of ' || tests.domain('abtasty.com') as elsewhere;
grant select on names to public;

select is(pg_temp.holds(here, 'select 1'), false, 'nobody before a call') from names;
select is(pg_temp.holds(here, 'select private.lock_fees(tests.domain(''cooking.example''))'), true, 'the lock of a platform') from names;
select is(pg_temp.holds(elsewhere, 'select private.lock_fees(tests.domain(''cooking.example''))'), false, 'is not that of another') from names;
select is(pg_temp.holds('run_risk_upkeep', 'select public.run_risk_upkeep()'), true, 'whoever scores users');
select tests.as('admin@admin.com', 'aal2');
select is(pg_temp.holds(here, 'select public.close_fee_rule(r.domain_id, r.id, ''x'') from public.fee_rules as r where r.reason = ''A large trader'''), true, 'whoever closes a rule') from names;
select is(pg_temp.holds(here, 'select public.create_fee_rule(tests.domain(''cooking.example''), ''{"order_type": "twap"}'', 5, ''x'')'), true, 'or makes one') from names;
select is(pg_temp.holds(here, 'select public.set_platform_fee(tests.domain(''cooking.example''), 20000, ''x'')'), true, 'or sets the fee of the whole platform') from names;
select is(pg_temp.holds(elsewhere, 'select public.set_platform_fee(tests.domain(''cooking.example''), 20000, ''x'')'), false, 'of this one alone') from names;

select * from finish();
rollback;
