-- One programme runs at a time; what it was when stays known, and what has ended never runs again.
-- row: C03 C04 C07 C38 C42
begin;
select plan(25);
-- A local database may do without a strong login; here it is wanted.
update public.security_settings set is_strong_auth_relaxed_locally = false;
-- A twin with the same id in another domain.
insert into public.referral_programmes (domain_id, id, name, status)
select tests.domain('abtasty.com'), p.id, p.name, 'draft' from public.referral_programmes as p where p.name = 'Bring a crowd';

create function pg_temp.set(name text, status text, expected_version integer default null, reason text default 'asked for')
returns text language sql as $$
  select tests.refusal(format('select public.set_programme_status(%L, %L, %L, %L, %L)',
    tests.domain('cooking.example'), md5('referral_programme/' || set.name)::uuid, set.status, set.reason, set.expected_version))
$$;
create function pg_temp.state(name text) returns text language sql security definer as $$
  select format('%s %s %s', p.status, p.live_during @> now(), p.paused_during @> now())
  from public.referral_programmes as p where p.name = state.name and p.domain_id = tests.domain('cooking.example')
$$;
grant execute on all functions in schema pg_temp to public;

select tests.as('business@demo.example');
select is(pg_temp.set('Bring a trader', 'paused'), '42501 STEP_UP_REQUIRED', 'C07: a password is not enough');
select tests.as('business@demo.example', 'aal2');
select is(pg_temp.set('Bring a trader', 'paused', reason => ''), '22023 REASON_REQUIRED', 'C42: a reason is said');
select is(pg_temp.set('Bring a crowd', 'live'), 'PT409 PROGRAMME_RUNNING', 'C38: one runs already');
select is(pg_temp.set('Bring a crowd', 'paused'), 'PT409 TRANSITION_NOT_ALLOWED', 'a draft is not paused');
select is(pg_temp.set('Bring a trader', 'live'), 'PT409 TRANSITION_NOT_ALLOWED', 'what is live is live');
select is(pg_temp.set('Bring a trader', 'draft'), 'PT409 TRANSITION_NOT_ALLOWED', 'and no draft again');
select is(pg_temp.set('Bring a trader', null), 'PT409 TRANSITION_NOT_ALLOWED', 'nor nothing');
select is(pg_temp.set('Bring a trader', 'paused', 99), '40001 STALE_VERSION', 'what somebody else changed is looked at first');
select is(pg_temp.set('Bring a trader', 'paused', 1), null, 'C38: it is paused');
select is(pg_temp.state('Bring a trader'), 'paused f t', 'from now on');
select is((select p.live_during from public.referral_programmes as p where p.status = 'paused'), tstzmultirange(tstzrange('2026-08-01', now())), 'what it was before stays known');
select is(pg_temp.set('Bring a crowd', 'live'), 'PT409 PROGRAMME_RUNNING', 'one that is paused runs, too');
select is(pg_temp.set('Bring a trader', 'live'), null, 'it goes on');
select is(pg_temp.state('Bring a trader'), 'live t f', 'from now on');
select is(pg_temp.set('Bring a trader', 'ended'), null, 'C38: it ends');
select is(pg_temp.state('Bring a trader'), 'ended f f', 'now');
select is(pg_temp.set('Bring a trader', 'live'), 'PT409 TRANSITION_NOT_ALLOWED', 'for good');
select is(pg_temp.set('Bring a crowd', 'live'), null, 'then another may run');
select is(pg_temp.set('Bring a crowd', 'paused'), null, 'be paused');
select is(pg_temp.set('Bring a crowd', 'ended'), null, 'and end');
select is(pg_temp.set('Nothing', 'live'), 'P0002 NOT_FOUND', 'there must be such a programme');
select tests.back();
select is((select p.status from public.referral_programmes as p where p.domain_id = tests.domain('abtasty.com')), 'draft', 'a twin is left alone');
select is(
  (select count(*) from public.audit_log where resource = 'referral_programmes' and action = 'update' and reason = 'asked for'), 6::bigint, 'C42: the audit log tells each, with its reason'
);
select tests.as('support@demo.example', 'aal2');
select is(pg_temp.set('Bring a crowd', 'live'), '42501 PERMISSION_DENIED', 'C04: support starts none');
select tests.as_anon();
select is(pg_temp.set('Bring a crowd', 'live'), '42501', 'nor does anon');

select * from finish();
rollback;
