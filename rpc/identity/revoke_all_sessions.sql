create or replace function public.revoke_all_sessions(person_id uuid default null, reason text default null)
returns integer
language plpgsql
volatile
security definer -- definer: the sessions belong to the auth service
set search_path = ''
as $$
declare
  own_id uuid := private.current_person_id();
  target_id uuid := coalesce(revoke_all_sessions.person_id, own_id);
  ended integer;
begin
  if own_id is null then
    perform private.fail('42501', 'PERMISSION_DENIED', 'no active person');
  end if;
  -- Signing oneself out everywhere is what one does after losing the second factor: it demands nothing.
  if target_id <> own_id then
    perform private.require('collaborators.manage');
    perform private.begin_sensitive('revoke_all_sessions', revoke_all_sessions.reason);
    perform private.lock_person(target_id);
    perform private.require_rank_over(target_id);
  end if;
  ended := private.end_sessions(target_id);
  perform private.audit_event(
    'revoke_all_sessions', 'people', target_id::text, null, jsonb_build_object('ended', ended)
  );
  return ended;
end;
$$;

comment on function public.revoke_all_sessions(uuid, text) is
'Ends every session of a person, the caller''s own by default, and voids their access tokens at once. Returns how many sessions there were. '
'For somebody else it needs collaborators.manage, a reason and a recent strong login. '
'Errors: 42501 PERMISSION_DENIED, STEP_UP_REQUIRED, RANK_TOO_LOW; 22023 REASON_REQUIRED; P0002 NOT_FOUND.';
revoke all on function public.revoke_all_sessions(uuid, text) from public, anon;
grant execute on function public.revoke_all_sessions(uuid, text) to authenticated;
