-- Two admins for one operation.
-- row: C07
begin;
select plan(26);
-- A local database may do without a strong login; here it is wanted.
update public.security_settings set is_strong_auth_relaxed_locally = false, is_second_admin_required = true;

-- A second admin.
insert into public.memberships (person_id, role_key, is_all_domains) values (tests.person('staff@demo.example'), 'admin', true);
update public.people set role_key = 'admin' where id = tests.person('staff@demo.example');
create function pg_temp.reset(kind text default 'mfa', target integer default 2) returns text language sql as $$
  select public.request_credential_reset(('00000000-0000-4000-8000-00000000000' || target)::uuid, kind, 'lost it')
$$;
create function pg_temp.approve() returns text language sql as $$
  select tests.refusal(format('select public.approve_operation(%L)', (select max(a.id::text) from public.approvals as a)))
$$;
grant execute on all functions in schema pg_temp to anon, authenticated;

select tests.as('admin@admin.com', 'aal2');
select is(pg_temp.reset(), 'approval_requested', 'the first call asks');
select is(pg_temp.reset(), 'approval_requested', 'asking again changes nothing');
select is((select count(*) from public.approvals), 1::bigint, 'it is one request');
select is(pg_temp.approve(), '42501 NOT_YOURSELF', 'nobody approves the own request');
select is(tests.refusal('update public.approvals set approved_by = null'), '42501', 'nor through the table');
select tests.back();
select is((select count(*) from private.outbox where topic like 'auth.%'), 0::bigint, 'nothing has happened yet');
select is((select count(*) from private.outbox where topic = 'mail.approval_wanted'), 2::bigint, 'but that others are told');

select tests.as('support@demo.example', 'aal2');
select is(tests.refusal('select public.approve_operation(gen_random_uuid())'), '42501 PERMISSION_DENIED', 'support approves nothing');
select is((select count(*) from public.approvals), 0::bigint, 'and sees no requests');
select tests.as('user@user.com', 'aal2');
select is(tests.refusal('select public.approve_operation(gen_random_uuid())'), '42501 PERMISSION_DENIED', 'a client user approves nothing');
select is((select count(*) from public.approvals), 0::bigint, 'and sees no requests');
select tests.as_anon();
select is(tests.refusal('select public.approve_operation(gen_random_uuid())'), '42501', 'anon approves nothing');
select tests.as('staff@demo.example');
select is(pg_temp.approve(), '42501 STEP_UP_REQUIRED', 'the other admin needs a strong login');
select tests.as('staff@demo.example', 'aal2');
select is(tests.refusal('select public.approve_operation(gen_random_uuid())'), 'P0002 NOT_FOUND', 'a request is wanted');
select tests.back();
-- Another request, which somebody else made.
insert into public.approvals (id, rpc, subject_id, arguments, reason, requested_by, expires_at)
select '00000000-0000-4000-8000-000000000001', a.rpc, a.subject_id, '{"kind": "other"}', a.reason, tests.person('support@demo.example'), a.expires_at from public.approvals as a;
select tests.as('staff@demo.example', 'aal2');
select is(pg_temp.approve(), null, 'the other admin approves');
select is((select a.approved_by from public.approvals as a where a.id = '00000000-0000-4000-8000-000000000001'), null, 'this request and no other');
select is(pg_temp.approve(), 'PT409 APPROVAL_CLOSED', 'once');
select is(pg_temp.reset(), 'approval_requested', 'the approval is not for the approver');

select tests.as('admin@admin.com', 'aal2');
select is(pg_temp.reset('passkeys'), 'approval_requested', 'nor for another kind');
select is(pg_temp.reset('mfa', 4), 'approval_requested', 'nor for another person');
select is(pg_temp.reset(), 'done', 'the same call acts now');
select is(pg_temp.reset(), 'approval_requested', 'once');
select tests.back();
select is(
  (select array_agg(topic) from private.outbox where topic like 'auth.%'), array['auth.delete_factors'], 'the factors go'
);

update public.approvals set expires_at = now() where used_at is null;
select tests.as('staff@demo.example', 'aal2');
select is(
  tests.refusal($$ select public.approve_operation(id) from public.approvals where used_at is null and requested_by <> tests.person('staff@demo.example') limit 1 $$),
  'PT409 APPROVAL_CLOSED', 'what has expired is not approved'
);
select tests.back();
update public.approvals set approved_by = tests.person('staff@demo.example') where arguments ->> 'kind' = 'passkeys';
select tests.as('admin@admin.com', 'aal2');
select is(pg_temp.reset('passkeys'), 'approval_requested', 'nor used');

select tests.back();
insert into public.approvals (rpc, subject_id, arguments, reason, requested_by, approved_by, expires_at)
select 'set_person_status', a.subject_id, a.arguments, a.reason, a.requested_by, tests.person('staff@demo.example'), now() + interval '1 day'
from public.approvals as a where a.arguments ->> 'kind' = 'passkeys' and a.requested_by = tests.person('admin@admin.com');
select tests.as('admin@admin.com', 'aal2');
select is(pg_temp.reset('passkeys'), 'approval_requested', 'nor that of another operation');

select * from finish();
rollback;
