-- How long history is kept is set by admins, with a second factor and a reason.
-- row: C49
begin;
select plan(25);

create function pg_temp.keep(history text default 'access_log', keep_days integer default 100, expected_version integer default null, reason text default 'asked for')
returns text language sql as $$
  select tests.refusal(format('select public.set_retention(%L, %L, %L, %L)', history, keep_days, coalesce(expected_version, 1), reason))
$$;
create function pg_temp.policies() returns text language sql as $$
  select string_agg(format('%s %s %s', p.history, coalesce(p.keep_days::text, 'ever'), p.version), ', ' order by p.history) from public.retention_policies as p
$$;
grant execute on all functions in schema pg_temp to public;
update public.security_settings set is_strong_auth_relaxed_locally = false;

select is(pg_temp.policies(), 'access_log 395 1, event_log 730 1, event_quarantine 30 1', 'what comes with the installation');
select tests.as('admin@admin.com');
select is(pg_temp.keep(), '42501 STEP_UP_REQUIRED', 'a password is not enough');
select tests.as('admin@admin.com', 'aal2');
select is(pg_temp.keep(reason => ' '), '22023 REASON_REQUIRED', 'nor is no reason');
select is(pg_temp.keep(), null, 'admin sets one');
select is(pg_temp.policies(), 'access_log 100 2, event_log 730 1, event_quarantine 30 1', 'and no other');
select is(pg_temp.keep(), '40001 STALE_VERSION', 'a stale version is refused');
select is(pg_temp.keep(keep_days => 89, expected_version => 2), '22023 INVALID_INPUT', 'fewer than the least');
select is(pg_temp.keep(keep_days => 36501, expected_version => 2), '22023 INVALID_INPUT', 'more than a hundred years');
select is(pg_temp.keep(keep_days => 90, expected_version => 2), null, 'the least');
select is(pg_temp.keep(keep_days => 36500, expected_version => 3), null, 'the most');
select is(tests.refusal('select public.set_retention(''access_log'', null, 4, ''x'')'), null, 'for ever');
select is(pg_temp.policies(), 'access_log ever 5, event_log 730 1, event_quarantine 30 1', 'is no number');
select is(pg_temp.keep('audit_log'), 'P0002 NOT_FOUND', 'the audit log has none');
select is(pg_temp.keep(null), 'P0002 NOT_FOUND', 'nor has nothing');
select tests.as('support@demo.example', 'aal2');
select is(pg_temp.keep('event_log'), '42501 PERMISSION_DENIED', 'support sets none');
select tests.as('business@demo.example', 'aal2');
select is(pg_temp.keep('event_log'), '42501 PERMISSION_DENIED', 'nor business');
select tests.as('user@user.com', 'aal2');
select is(pg_temp.keep('event_log'), '42501 PERMISSION_DENIED', 'nor a client user');
select tests.back();
insert into public.memberships (person_id, role_key, is_all_domains) values (tests.person('support@demo.example'), 'support', true);
select tests.as('support@demo.example', 'aal2');
select is(pg_temp.keep('event_log'), '42501 PERMISSION_DENIED', 'support of all domains neither');
select tests.as_anon();
select is(pg_temp.keep('event_log'), '42501', 'anon may not ask');
select tests.as_service();
select is(pg_temp.keep('event_log'), '42501', 'nor the worker');
select tests.back();
select is(
  (select array_agg(l.reason order by l.id) from public.audit_log as l where l.resource = 'retention_policies' and l.action = 'update'),
  '{"asked for","asked for","asked for",x}', 'the audit log tells of each, with the reason'
);

-- An admin of one domain alone.
update public.role_permissions set action = 'manage' where role_key = 'client_user' and resource = 'settings';
select tests.as('user@user.com', 'aal2');
select is(pg_temp.keep('event_log'), '42501 PERMISSION_DENIED', 'who manages the settings of a domain sets none');
select is((select count(*) from public.retention_policies), 0::bigint, 'nor reads any');
select tests.back();
select is(private.retention_cutoff('event_log'), now() - interval '730 days', 'from when on history is kept');
select is(private.retention_cutoff('access_log'), null, 'or for ever');

select * from finish();
rollback;
