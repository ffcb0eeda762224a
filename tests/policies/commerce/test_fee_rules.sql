-- Fee rules: read by business and support where they work; closed, and never changed or deleted, not even by the owner.
-- row: C03 C04 C13 C14 C15 C37
begin;
select plan(33);

-- Twins with the same ids in another domain.
insert into public.fee_rules (domain_id, id, rate_ppm, starts_at, reason)
select tests.domain('abtasty.com'), r.id, 20000, r.starts_at, 'A twin' from public.fee_rules as r where r.reason = 'As the others charge';
set constraints all immediate;
create function pg_temp.rates() returns text language sql stable as $$
  select string_agg(r.rate_ppm::text, ' ' order by r.starts_at, r.rate_ppm) from public.fee_rules as r
$$;
-- What becomes of a rule for the whole platform, with its end of the transaction.
create function pg_temp.closed(statement text) returns text language plpgsql as $$
declare
  refused text;
begin
  set constraints all deferred;
  refused := tests.refusal(statement || '; set constraints all immediate');
  set constraints all deferred;
  return refused;
end;
$$;
create function pg_temp.insert(columns text, vals text) returns text language sql as $$
  select format('insert into public.fee_rules (domain_id, rate_ppm, reason, starts_at, %s) values (%L, 1, ''x'', %s)',
    columns, tests.domain('cooking.example'), vals)
$$;
grant execute on all functions in schema pg_temp to public;

select tests.as('business@demo.example');
select is(pg_temp.rates(), '12000 5000 7500 10000 3000 8000 2000', 'C03: business reads the rules of its platform, and no twin');
select tests.as('support@demo.example');
select is(pg_temp.rates(), '12000 5000 7500 10000 20000 3000 8000 2000', 'C04: support those of both its domains');
select tests.as('admin@admin.com', 'aal2');
select is(pg_temp.rates(), '12000 5000 7500 10000 20000 3000 8000 2000', 'admin all');
select is(tests.refusal('update public.fee_rules set ends_at = now()'), '42501', 'nobody writes a row, not even admin');
select is(tests.refusal('insert into public.fee_rules (rate_ppm) values (1)'), '42501', 'nor a new one');
select is(tests.refusal('delete from public.fee_rules'), '42501', 'and none goes');
select tests.as('staff@demo.example', 'aal2');
select is(pg_temp.rates(), null, 'staff reads none');
select tests.as('partner@demo.example');
select is(pg_temp.rates(), null, 'nor does a partner');
select tests.as('user@user.com');
select is(pg_temp.rates(), null, 'nor a client user, not even of the own domain');
select tests.as_anon();
select is(tests.refusal('select from public.fee_rules'), '42501', 'anon is refused');
select tests.as_service();
select is((select count(*) from public.fee_rules), 8::bigint, 'the worker reads all');
select is(tests.refusal('update public.fee_rules set ends_at = now()'), '42501', 'and writes none');
select tests.back();

-- Append-only, for the owner too.
select is(tests.refusal('delete from public.fee_rules'), '42501 APPEND_ONLY', 'a rule is not deleted');
select is(tests.refusal('truncate public.fee_rules cascade'), '42501 APPEND_ONLY', 'nor all of them');
select is(tests.refusal('update public.fee_rules set rate_ppm = 1 where rate_ppm = 8000'), '42501 APPEND_ONLY', 'its rate stays');
select is(tests.refusal('update public.fee_rules set reason = ''x'' where rate_ppm = 8000'), '42501 APPEND_ONLY', 'and its reason');
select is(tests.refusal('update public.fee_rules set starts_at = now() where rate_ppm = 8000'), '42501 APPEND_ONLY', 'and its beginning');
select is(tests.refusal('update public.fee_rules set ends_at = null where rate_ppm = 12000'), '42501 APPEND_ONLY', 'one that has ended is not opened');
select is(tests.refusal('update public.fee_rules set ends_at = ends_at + interval ''1 day'' where rate_ppm = 2000'), '42501 APPEND_ONLY', 'nor made longer');
select is(tests.refusal('update public.fee_rules set ends_at = now() where rate_ppm = 8000'), null, 'it is closed');

-- C13: one rule for the whole platform at any instant; a null scope is no way around.
select is(tests.refusal(pg_temp.insert('ends_at', '''2026-02-01'', ''2026-03-01''')), '23P01', 'C13: two rules for the whole platform never overlap');
select is(tests.refusal(pg_temp.insert('order_type', 'now(), ''dca''')), '23P01', 'nor two of any one scope');
select is(tests.refusal(pg_temp.insert('order_type, provider', 'now(), ''dca'', ''dca''')), null, 'while another scope is another');
select is(tests.refusal(pg_temp.insert('provider, ends_at, kind', 'now(), ''pump.fun'', now() + interval ''1 day'', ''promotion''')), null, 'and a promotion goes beside a rule');
select is(pg_temp.closed('update public.fee_rules set ends_at = now() where rate_ppm = 10000'), '23514 FEE_GAP', 'C13: closing the last leaves a gap');
select is(pg_temp.closed('update public.fee_rules set ends_at = ''2026-06-01'' where rate_ppm = 12000'), '23514 FEE_GAP', 'so does ending one before the next begins');
select is(pg_temp.closed(pg_temp.insert('ends_at', '''2025-01-01'', ''2025-12-01''')), '23514 FEE_GAP', 'and one that lies apart');
select is(pg_temp.closed(pg_temp.insert('ends_at', '''2025-01-01'', ''2026-01-01''')), null, 'one that goes before the first is none');
select is(pg_temp.closed(pg_temp.insert('ends_at', 'now() + interval ''9 days'', now() + interval ''9 days''')), null, 'C13: nor is one that was withdrawn before it began');
select is(pg_temp.closed(pg_temp.insert('ends_at, kind', '''2025-02-01'', ''2025-03-01'', ''promotion''') || '; ' || pg_temp.insert('ends_at', '''2024-01-01'', ''2025-01-01''')), null, 'C15: nor a promotion beside it, which ends');

select is(tests.refusal(pg_temp.insert('kind', 'now(), ''promotion''')), '23514', 'C15: a promotion ends');
select is(tests.refusal(pg_temp.insert('provider, min_minor', 'now(), ''x'', 1')), '23514', 'limits are of an asset');
select is(tests.refusal(pg_temp.insert('provider, ends_at', 'now(), ''x'', now() - interval ''1 day''')), '22000', 'and the end not before the beginning');

select * from finish();
rollback;
