create or replace function public.set_person_org(
  person_id uuid,
  org_id uuid,
  expected_version integer,
  reason text default null
)
returns public.people
language plpgsql
volatile
security definer -- definer: the organization decides what a partner sees, so no column grant
set search_path = ''
as $$
declare
  person public.people;
begin
  perform private.require('collaborators.manage');
  perform private.begin_sensitive('set_person_org', set_person_org.reason);
  person := private.lock_person(set_person_org.person_id);
  perform private.require_rank_over(person.id);
  perform private.require_version(set_person_org.expected_version, person.version);
  if org_id is not null and not exists (
    select from public.clients as c where c.id = set_person_org.org_id and c.archived_at is null
  ) then
    perform private.bad_input('org_id', 'no such client');
  end if;
  update public.people as p set org_id = set_person_org.org_id where p.id = person.id
  returning * into person;
  return person;
end;
$$;

comment on function public.set_person_org(uuid, uuid, integer, text) is
'Says which organization (a client) a person works for, or none. Needs collaborators.manage and a recent strong login. '
'Errors: 42501 PERMISSION_DENIED, STEP_UP_REQUIRED, NOT_YOURSELF, RANK_TOO_LOW; 22023 INVALID_INPUT; P0002 NOT_FOUND; 40001 STALE_VERSION.';

revoke all on function public.set_person_org(uuid, uuid, integer, text) from public, anon, service_role;
grant execute on function public.set_person_org(uuid, uuid, integer, text) to authenticated;
