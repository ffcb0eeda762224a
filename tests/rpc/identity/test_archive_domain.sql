-- row: R14 R20
begin;
select plan(12);
create function pg_temp.call(
  rpc text, version integer, reason text default 'closed', id text default '10000000-0000-4000-8000-000000000001'
)
returns text language sql as $$
  select tests.refusal(format('select public.%I(%L, %s, %L)', rpc, id, version, reason))
$$;
grant execute on all functions in schema pg_temp to authenticated;
select tests.as('user@user.com');
select is(pg_temp.call('archive_domain', 1), '42501 PERMISSION_DENIED', 'a client user may not archive');
select is(pg_temp.call('restore_domain', 1), '42501 PERMISSION_DENIED', 'nor restore');
select tests.as('admin@admin.com', 'aal2');
select is(pg_temp.call('archive_domain', 1, null), '22023 REASON_REQUIRED', 'a reason is wanted');
select is(pg_temp.call('archive_domain', 1), null, 'admin archives');
select is(pg_temp.call('archive_domain', 1), '40001 STALE_VERSION', 'once with one version');
select tests.as('user@user.com');
select is(private.domains_with('conversations.view'), '{}'::uuid [], 'its people have nothing at once');
select is_empty('select * from public.my_domains()', 'and no domain');
select tests.as('admin@admin.com', 'aal2');
select is(
  pg_temp.call('archive_domain', 1, 'x', gen_random_uuid()::text),
  'P0002 NOT_FOUND', 'no such domain'
);
select is(pg_temp.call('restore_domain', 2), null, 'admin restores');
select tests.as('user@user.com');
select is(cardinality(private.domains_with('conversations.view')), 1, 'its people are back');
select tests.as_anon();
select is(tests.refusal('select public.archive_domain(null, 1)'), '42501', 'anon may not archive');
select is(tests.refusal('select public.restore_domain(null, 1)'), '42501', 'nor restore');
select * from finish();
rollback;
