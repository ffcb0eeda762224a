create or replace function public.set_person_status(
  person_id uuid,
  status text,
  reason text,
  expected_version integer default null
)
returns public.people
language plpgsql
volatile
security definer -- definer: status is written by RPCs alone
set search_path = ''
as $$
declare
  person public.people;
begin
  perform private.require('collaborators.manage');
  perform private.begin_sensitive('set_person_status', set_person_status.reason);
  if set_person_status.status is null or set_person_status.status not in ('active', 'disabled') then
    perform private.bad_input('status', 'active or disabled');
  end if;
  person := private.lock_person(set_person_status.person_id, set_person_status.expected_version);
  perform private.require_rank_over(person.id);
  if person.status = 'invited' then
    perform private.bad_input('person_id', 'this person has not joined yet; cancel the invitation instead');
  end if;
  if person.status = set_person_status.status then
    return person;
  end if;
  if set_person_status.status = 'disabled' then
    perform private.end_sessions(person.id);
  end if;
  update public.people as p set status = set_person_status.status where p.id = person.id returning * into person;
  perform private.enqueue(
    case person.status when 'disabled' then 'auth.ban' else 'auth.unban' end,
    format('auth.status:%s:%s', person.id, person.version),
    jsonb_build_object('person_id', person.id, 'auth_user_id', person.auth_user_id)
  );
  return person;
end;
$$;

comment on function public.set_person_status(uuid, text, text, integer) is
'Disables a person (every session ends at once; auth.ban goes to the outbox) or enables again, with the same memberships. The same status again does nothing. '
'Needs collaborators.manage, a reason and a recent strong login. '
'Errors: 42501 PERMISSION_DENIED, STEP_UP_REQUIRED, NOT_YOURSELF, RANK_TOO_LOW, LAST_ADMIN; 22023 INVALID_INPUT, REASON_REQUIRED; P0002 NOT_FOUND; 40001 STALE_VERSION.';
revoke all on function public.set_person_status(uuid, text, text, integer) from public, anon;
grant execute on function public.set_person_status(uuid, text, text, integer) to authenticated;
