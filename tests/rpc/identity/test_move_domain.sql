-- A domain changes its owner and keeps its people.
-- row: R14 R20
begin;
select plan(10);
create function pg_temp.call(
  client text, version integer default 1, reason text default 'sold', id text default '10000000-0000-4000-8000-000000000001'
)
returns text language sql as $$
  select tests.refusal(format('select public.move_domain(%L, %L, %s, %L)', id, client, version, reason))
$$;
grant execute on all functions in schema pg_temp to authenticated;
update public.clients set archived_at = now() where name = 'Toto';
select tests.as('admin@admin.com', 'aal2');
select is(
  pg_temp.call('20000000-0000-4000-8000-000000000004', 1, ''), '22023 REASON_REQUIRED',
  'a reason is wanted'
);
select is(
  pg_temp.call('20000000-0000-4000-8000-000000000005'), 'PT409 CLIENT_ARCHIVED',
  'to no archived client'
);
select is(pg_temp.call(gen_random_uuid()::text), 'P0002 NOT_FOUND', 'to nobody');
select is(
  pg_temp.call('20000000-0000-4000-8000-000000000004', 1, 'x', gen_random_uuid()::text),
  'P0002 NOT_FOUND', 'no such domain'
);
select is(pg_temp.call('20000000-0000-4000-8000-000000000004'), null, 'to another client');
select is(
  pg_temp.call('20000000-0000-4000-8000-000000000001'), '40001 STALE_VERSION',
  'not back with the old version'
);
select tests.as('user@user.com');
select is(
  (select array_agg(site_domain || ' ' || client_name) from public.my_domains()),
  array['abtasty.com Cooking'], 'its people stay'
);
select is(
  pg_temp.call('20000000-0000-4000-8000-000000000001', 2), '42501 PERMISSION_DENIED',
  'and may not move it'
);
select tests.environment('production');
select tests.as('admin@admin.com');
select is(
  pg_temp.call('20000000-0000-4000-8000-000000000001', 2), '42501 STEP_UP_REQUIRED',
  'outside local with a strong login only'
);
select tests.as_anon();
select is(tests.refusal('select public.move_domain(null, null, 1)'), '42501', 'anon may not');
select * from finish();
rollback;
