create or replace function public.set_person_role(
  person_id uuid,
  role_key text,
  reason text,
  expected_version integer
)
returns public.people
language plpgsql
volatile
security definer -- definer: roles are written by RPCs alone
set search_path = ''
as $$
declare
  person public.people;
begin
  perform private.require('collaborators.manage');
  perform private.begin_sensitive('set_person_role', set_person_role.reason);
  person := private.lock_person(set_person_role.person_id);
  perform private.require_rank_over(person.id);
  perform private.require_role_within_rank(set_person_role.role_key);
  perform private.require_version(set_person_role.expected_version, person.version);
  update public.memberships as m set role_key = set_person_role.role_key
  where m.person_id = person.id and m.role_key <> set_person_role.role_key;
  update public.people as p set role_key = set_person_role.role_key where p.id = person.id
  returning * into person;
  perform private.enqueue(
    'mail.role_changed', format('mail.role_changed:%s:%s', person.id, person.version),
    jsonb_build_object('person_id', person.id, 'role_key', person.role_key)
  );
  return person;
end;
$$;

comment on function public.set_person_role(uuid, text, text, integer) is
'Gives a person another role, in every domain in which the person works; counts at the very next statement. Tells the person by mail. '
'Needs collaborators.manage, a reason and a recent strong login. '
'Errors: 42501 PERMISSION_DENIED, STEP_UP_REQUIRED, NOT_YOURSELF, RANK_TOO_LOW, LAST_ADMIN, ROLE_IS_DOMAIN_BOUND; 22023 INVALID_INPUT, REASON_REQUIRED; P0002 NOT_FOUND; 40001 STALE_VERSION.';
revoke all on function public.set_person_role(uuid, text, text, integer) from public, anon;
grant execute on function public.set_person_role(uuid, text, text, integer) to authenticated;
