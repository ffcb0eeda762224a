-- Archiving closes every domain of a client for everybody; restoring opens exactly those again.
-- row: R14
begin;
select plan(15);
create function pg_temp.call(rpc text, version integer, reason text default 'contract ended')
returns text language sql as $$
  select tests.refusal(format('select public.%I(%L, %s, %L)', rpc, '20000000-0000-4000-8000-000000000001', version, reason))
$$;
grant execute on all functions in schema pg_temp to authenticated;
update public.domains set archived_at = '2026-02-02' where site_domain = 'sub.abtasty.com';

select tests.as('user@user.com');
select is(cardinality(private.domains_with('conversations.view')), 1, 'the user has a domain');
select is(pg_temp.call('archive_client', 1), '42501 PERMISSION_DENIED', 'which he may not archive');
select tests.as('admin@admin.com', 'aal2');
select is(pg_temp.call('archive_client', 1, ' '), '22023 REASON_REQUIRED', 'a reason is wanted');
select is(pg_temp.call('archive_client', 7), '40001 STALE_VERSION', 'and the version');
select is(pg_temp.call('archive_client', 1), null, 'admin archives the client');
select tests.as('user@user.com');
select is(private.domains_with('conversations.view'), '{}'::uuid [], 'the user has nothing at once');
select tests.as('admin@admin.com', 'aal2');
select is(cardinality(private.domains_with('conversations.view')), 4, 'admin neither: four domains are left');
select is(pg_temp.call('restore_client', 2), null, 'admin restores it');
select tests.as('user@user.com');
select is(cardinality(private.domains_with('conversations.view')), 1, 'the user is back');
select tests.back();
select is(
  (select array_agg(site_domain) from public.domains where archived_at is not null),
  array['sub.abtasty.com'], 'what was closed before stays closed'
);
select is(
  (select array_agg(distinct reason) from public.audit_log
    where resource in ('clients', 'domains') and reason is not null),
  array['contract ended'], 'the log has the reason'
);
select tests.environment('production');
select tests.as('admin@admin.com');
select is(
  pg_temp.call('archive_client', 3), '42501 STEP_UP_REQUIRED',
  'outside local with a strong login only'
);
select is(pg_temp.call('restore_client', 3), '42501 STEP_UP_REQUIRED', 'both ways');
select tests.as('admin@admin.com', 'aal2');
select is(
  tests.refusal('select public.archive_client(gen_random_uuid(), 1, ''x'')'),
  'P0002 NOT_FOUND', 'no such client'
);
select tests.as_anon();
select is(tests.refusal('select public.archive_client(null, 1)'), '42501', 'anon may not');
select * from finish();
rollback;
