create or replace function public.request_credential_reset(person_id uuid, kind text, reason text)
returns text
language plpgsql
volatile
security definer -- definer: sessions and the outbox are out of everybody's reach
set search_path = ''
as $$
declare
  person public.people;
  topic text := case request_credential_reset.kind
    when 'password' then 'auth.recovery' when 'mfa' then 'auth.delete_factors'
    when 'passkeys' then 'auth.delete_passkeys' when 'sessions' then 'mail.sessions_ended' end;
begin
  perform private.require('collaborators.manage');
  perform private.begin_sensitive('request_credential_reset', request_credential_reset.reason);
  if topic is null then
    perform private.bad_input('kind', 'password, mfa, passkeys or sessions');
  end if;
  person := private.lock_person(request_credential_reset.person_id);
  perform private.require_rank_over(person.id);
  if person.status <> 'active' or person.auth_user_id is null then
    perform private.bad_input('person_id', 'this person has no account in use');
  end if;
  if request_credential_reset.kind in ('mfa', 'passkeys')
    and (select x.is_second_admin_required from public.security_settings as x)
    and not private.use_approval(
      'request_credential_reset', person.id, jsonb_build_object('kind', request_credential_reset.kind),
      request_credential_reset.reason
    ) then
    return 'approval_requested';
  end if;
  perform private.end_sessions(person.id);
  perform private.enqueue(
    topic, format('%s:%s:%s', topic, person.id, person.version),
    jsonb_build_object(
      'person_id', person.id, 'auth_user_id', person.auth_user_id, 'kind', request_credential_reset.kind
    )
  );
  perform private.audit_event(
    'request_credential_reset', 'people', person.id::text, null,
    jsonb_build_object('kind', request_credential_reset.kind)
  );
  return 'done';
end;
$$;

comment on function public.request_credential_reset(uuid, text, text) is
'Ends a person''s sessions and has the worker send one recovery mail (password), remove the second factors (mfa) or the passkeys, and tell the person. Never returns a link or a password. Returns done, or, for mfa and passkeys where security_settings wants a second admin, approval_requested: see approve_operation(). '
'Needs collaborators.manage, a reason and a recent strong login. '
'Errors: 42501 PERMISSION_DENIED, STEP_UP_REQUIRED, NOT_YOURSELF, RANK_TOO_LOW; 22023 INVALID_INPUT, REASON_REQUIRED; P0002 NOT_FOUND.';
revoke all on function public.request_credential_reset(uuid, text, text) from public, anon;
grant execute on function public.request_credential_reset(uuid, text, text) to authenticated;
