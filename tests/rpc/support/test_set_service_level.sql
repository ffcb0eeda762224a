-- Who says when support works and how soon it answers: for a domain, a client, or everywhere.
-- row: R11 R25
begin;
select plan(22);

create function pg_temp.try(more text, zone text default 'UTC', hours text default '{"1": [["09:00", "18:00"]]}', targets text default '{"high": {"response": 60}}')
returns text language sql as $$
  select tests.refusal(format('select public.set_service_level(%L, %L, %L%s)', zone, hours, targets, more))
$$;
create function pg_temp.of(site text) returns text language sql as $$
  select format(', domain_id => %L', tests.domain(site))
$$;
grant execute on all functions in schema pg_temp to public;

select tests.as('user@user.com', 'aal2');
select is(pg_temp.try(pg_temp.of('abtasty.com')), '42501 PERMISSION_DENIED', 'not a client user');
select is(pg_temp.try(''), '42501 PERMISSION_DENIED', 'for everybody even less');
select tests.as('support@demo.example', 'aal2');
select is(pg_temp.try(pg_temp.of('toto.example')), '42501 PERMISSION_DENIED', 'support not in another domain');
select is(pg_temp.try(''), '42501 PERMISSION_DENIED', 'nor everywhere');
select is(
  pg_temp.try(', client_id => ''20000000-0000-4000-8000-000000000004'''), '42501 PERMISSION_DENIED', 'nor for a client'
);
select is(pg_temp.try(pg_temp.of('abtasty.com') || ', client_id => gen_random_uuid()'), '22023 INVALID_INPUT', 'for one of both');
select is(pg_temp.try(pg_temp.of('abtasty.com'), zone => 'Mars/Base'), '22023 INVALID_INPUT', 'in a zone that there is');
select is(pg_temp.try(pg_temp.of('abtasty.com'), zone => null), '22023 INVALID_INPUT', 'and not in none');
select is(pg_temp.try(pg_temp.of('abtasty.com'), hours => '{"9": []}'), '22023 INVALID_INPUT', 'hours of the week');
select is(pg_temp.try(pg_temp.of('abtasty.com'), hours => null), '22023 INVALID_INPUT', 'and not none');
select is(pg_temp.try(pg_temp.of('abtasty.com'), targets => '{"high": 5}'), '22023 INVALID_INPUT', 'targets by priority');
select is(pg_temp.try(pg_temp.of('abtasty.com'), targets => null), '22023 INVALID_INPUT', 'and not none');
select is(pg_temp.try(pg_temp.of('abtasty.com') || ', holidays => ''{2026-12-25}'''), null, 'in its own domain it may');
select is(pg_temp.try(pg_temp.of('abtasty.com') || ', holidays => null'), null, 'and again');
select tests.as('admin@admin.com', 'aal2');
select is(pg_temp.try(', client_id => gen_random_uuid()'), 'P0002 NOT_FOUND', 'admin for a client that there is');
select is(pg_temp.try(', client_id => ''20000000-0000-4000-8000-000000000004'''), null, 'for one that there is');
select is(pg_temp.try(''), null, 'and everywhere');
select tests.as_anon();
select is(pg_temp.try(''), '42501', 'anon may not');
select tests.as_service();
select is(pg_temp.try(''), '42501', 'nor the secret key');

select tests.back();
select results_eq(
  $$select p.domain_id = tests.domain('abtasty.com'), p.client_id, p.holidays, p.replaced_at is null, p.created_by = tests.person('support@demo.example')
  from private.sla_policies as p where p.domain_id is not null order by p.id$$,
  $$values (true, null::uuid, '{2026-12-25}'::date[], false, true), (true, null, '{}', true, true)$$, 'the one before is kept, and counts no more'
);
select is((select count(*) from private.sla_policies where replaced_at is null), 3::bigint, 'one counts for each');
select is(
  (select count(*) from public.audit_log where action = 'set_service_level'), 4::bigint, 'each is in the audit log'
);

select * from finish();
rollback;
