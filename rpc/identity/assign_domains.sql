create or replace function public.assign_domains(
  person_id uuid,
  domain_ids uuid [],
  expected_version integer,
  role_key text default null,
  is_all_domains boolean default false,
  reason text default null
)
returns public.people
language plpgsql
volatile
security definer -- definer: memberships are written by RPCs alone
set search_path = ''
as $$
declare
  person public.people;
  given_role text;
begin
  perform private.require('collaborators.manage');
  perform private.begin_sensitive('assign_domains', assign_domains.reason);
  if domain_ids is null then
    perform private.bad_input('domain_ids', 'must be an array; [] takes every domain away');
  end if;
  person := private.lock_person(assign_domains.person_id);
  perform private.require_rank_over(person.id);
  given_role := coalesce(assign_domains.role_key, person.role_key);
  perform private.require_role_within_rank(given_role);
  perform private.require_version(assign_domains.expected_version, person.version);
  if coalesce(assign_domains.is_all_domains, false) then
    perform private.set_memberships(person.id, given_role, domain_ids, true);
  else
    perform private.set_person_domains(person.id, domain_ids, given_role);
  end if;
  -- Access is part of what an editor read, so the person's version rises with it.
  update public.people as p set updated_at = now() where p.id = person.id returning * into person;
  return person;
end;
$$;

comment on function public.assign_domains(uuid, uuid [], integer, text, boolean, text) is
'Makes these domains, and no others, the person''s. [] leaves none: empty is nothing, never everything; all domains need is_all_domains and []. '
'New domains get role_key, or the person''s main role. Needs collaborators.manage and a recent strong login. '
'Errors: 42501 PERMISSION_DENIED, STEP_UP_REQUIRED, NOT_YOURSELF, RANK_TOO_LOW, LAST_ADMIN, ROLE_IS_DOMAIN_BOUND; 22023 INVALID_INPUT; P0002 NOT_FOUND; 40001 STALE_VERSION.';

revoke all on function public.assign_domains(uuid, uuid [], integer, text, boolean, text)
from public, anon, service_role;
grant execute on function public.assign_domains(uuid, uuid [], integer, text, boolean, text) to authenticated;
