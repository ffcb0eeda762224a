create or replace function public.revoke_session(session_id uuid)
returns void
language plpgsql
volatile
security definer -- definer: the sessions belong to the auth service
set search_path = ''
as $$
declare
  own_id uuid := private.current_person_id();
  owner_id uuid;
begin
  if own_id is null then
    perform private.fail('42501', 'PERMISSION_DENIED', 'no active person');
  end if;
  select p.id into owner_id
  from auth.sessions as s inner join public.people as p on p.auth_user_id = s.user_id
  where s.id = revoke_session.session_id;
  -- Somebody else's session is not there, unless the caller manages people.
  if owner_id is null or owner_id <> own_id and not private.holds('collaborators.manage') then
    perform private.fail('P0002', 'NOT_FOUND', 'no such session');
  end if;
  if owner_id <> own_id then
    perform private.require_rank_over(owner_id);
  end if;
  delete from auth.sessions as s where s.id = revoke_session.session_id;
  -- Its access token stays signed until it expires; this list voids it at once.
  insert into private.revoked_sessions (session_id, person_id) values (revoke_session.session_id, owner_id)
  on conflict do nothing;
  perform private.audit_event(
    'revoke_session', 'people', owner_id::text, null, jsonb_build_object('session_id', revoke_session.session_id)
  );
end;
$$;

comment on function public.revoke_session(uuid) is
'Ends one session, and voids its access token at once: the caller''s own, or, with collaborators.manage, that of a person of lower rank. '
'Errors: 42501 PERMISSION_DENIED, RANK_TOO_LOW; P0002 NOT_FOUND, also for sessions of others.';
revoke all on function public.revoke_session(uuid) from public, anon;
grant execute on function public.revoke_session(uuid) to authenticated;
