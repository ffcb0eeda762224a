-- row: R14
begin;
select plan(3);
update public.clients set archived_at = now() where name = 'Toto';
update public.domains set archived_at = now() where site_domain = 'toto.example';
create function pg_temp.call(id text) returns text language sql as $$
  select tests.refusal(format('select public.restore_domain(%L, 2, ''back'')', id))
$$;
grant execute on all functions in schema pg_temp to authenticated;
select tests.as('admin@admin.com', 'aal2');
select is(
  pg_temp.call('10000000-0000-4000-8000-000000000006'), 'PT409 CLIENT_ARCHIVED',
  'not while its client is closed'
);
select is(pg_temp.call(gen_random_uuid()::text), 'P0002 NOT_FOUND', 'no such domain');
select tests.environment('production');
select tests.as('admin@admin.com');
select is(
  pg_temp.call('10000000-0000-4000-8000-000000000006'), '42501 STEP_UP_REQUIRED',
  'outside local with a strong login only'
);
select * from finish();
rollback;
