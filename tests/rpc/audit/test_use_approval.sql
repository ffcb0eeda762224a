-- An approval is of one call of one person: of this operation, on this subject, with these arguments, once and in time.
-- row: C07
begin;
select plan(11);

delete from public.approvals;
-- Whether the call is approved where there is one approval, which differs in so much; what was done is taken back.
create function pg_temp.approved(differs jsonb) returns boolean language plpgsql as $$
declare
  answer boolean;
begin
  insert into public.approvals (rpc, subject_id, arguments, reason, requested_by, approved_by, used_at, expires_at)
  select a.rpc, a.subject_id, a.arguments, 'x', a.requested_by, a.approved_by, a.used_at, a.expires_at
  from jsonb_populate_record(null::public.approvals, jsonb_build_object(
    'rpc', 'request_credential_reset', 'subject_id', md5('subject'), 'arguments', '{"kind": "mfa"}'::jsonb,
    'requested_by', tests.person('admin@admin.com'), 'approved_by', tests.person('staff@demo.example'),
    'expires_at', now() + interval '1 hour'
  ) || differs) as a;
  answer := private.use_approval('request_credential_reset', md5('subject')::uuid, '{"kind": "mfa"}', 'x');
  raise exception 'enough' using errcode = 'UNDO1';
exception
  when sqlstate 'UNDO1' then return answer;
end;
$$;

select tests.as('admin@admin.com', 'aal2');
set local role none;
select is(pg_temp.approved('{}'), true, 'the very call');
select is(pg_temp.approved(jsonb_build_object('requested_by', tests.person('support@demo.example'))), false, 'what somebody else asked for');
select is(pg_temp.approved('{"rpc": "announce"}'), false, 'another operation');
select is(pg_temp.approved(jsonb_build_object('subject_id', md5('another'))), false, 'another subject');
select is(pg_temp.approved('{"arguments": {"kind": "password"}}'), false, 'other arguments');
select is(pg_temp.approved('{"approved_by": null}'), false, 'what nobody has approved');
select is(pg_temp.approved(jsonb_build_object('used_at', now())), false, 'what was used');
select is(pg_temp.approved(jsonb_build_object('expires_at', now())), false, 'what has expired');

delete from private.outbox;
select is(private.use_approval('request_credential_reset', md5('subject')::uuid, '{"kind": "mfa"}', 'x'), false, 'the first call asks');
select is((select array_agg(o.topic) from private.outbox as o), '{mail.approval_wanted}', 'and others are told by mail');
update public.approvals set approved_by = tests.person('staff@demo.example');
select is(
  array[
    private.use_approval('request_credential_reset', md5('subject')::uuid, '{"kind": "mfa"}', 'x'),
    private.use_approval('request_credential_reset', md5('subject')::uuid, '{"kind": "mfa"}', 'x')
  ], '{t,f}', 'approved it acts, once'
);

select * from finish();
rollback;
