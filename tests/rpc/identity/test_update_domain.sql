-- row: R14 R20
begin;
select plan(7);
create function pg_temp.call(
  version integer, args text, id text default '10000000-0000-4000-8000-000000000001'
)
returns text language sql as $$
  select tests.refusal(format('select public.update_domain(%L, %s, %s)', id, version, args))
$$;
grant execute on all functions in schema pg_temp to authenticated;
select tests.as('admin@admin.com');
select is(pg_temp.call(1, 'stats_valid_from => ''2026-03-01Z'''), null, 'a date changes');
select is(
  (select row(site_domain, environment, stats_valid_from at time zone 'UTC', version)::text
    from public.domains where site_domain = 'abtasty.com'),
  '(abtasty.com,production,"2026-03-01 00:00:00",2)', 'and nothing else'
);
select is(pg_temp.call(1, 'environment => ''test'''), '40001 STALE_VERSION', 'a stale version is refused');
select is(pg_temp.call(2, 'environment => ''moon'''), '22023 INVALID_INPUT', 'an environment that is none');
select is(
  pg_temp.call(2, 'environment => ''test''', gen_random_uuid()::text),
  'P0002 NOT_FOUND', 'no such domain'
);
select tests.as('user@user.com', 'aal2');
select is(
  pg_temp.call(2, 'environment => ''test'''), '42501 PERMISSION_DENIED',
  'a client user may not change his own'
);
select tests.as_anon();
select is(tests.refusal('select public.update_domain(null, 1)'), '42501', 'nor anon');
select * from finish();
rollback;
