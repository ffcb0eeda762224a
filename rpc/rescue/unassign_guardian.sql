create or replace function public.unassign_guardian(domain_id uuid, case_id uuid, guardian_id uuid)
returns void
language plpgsql
volatile
security definer -- definer: nobody holds update on case_guardians
set search_path = ''
as $$
declare
  given public.case_guardians;
begin
  perform private.require('cases.edit', domain_id);
  select g.* into given from public.case_guardians as g
  where g.domain_id = unassign_guardian.domain_id and g.case_id = unassign_guardian.case_id
    and g.guardian_id = unassign_guardian.guardian_id
    and (upper_inf(g.valid) or upper(g.valid) > now())
  order by g.valid
  limit 1
  for update;
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'this guardian does not have this case');
  end if;
  -- What never counted leaves no range behind.
  if lower(given.valid) >= now() then
    delete from public.case_guardians as g
    where g.domain_id = given.domain_id and g.id = given.id;
    return;
  end if;
  update public.case_guardians as g set valid = tstzrange(lower(given.valid), now())
  where g.domain_id = given.domain_id and g.id = given.id;
end;
$$;

comment on function public.unassign_guardian(uuid, uuid, uuid) is
'Takes a case from a guardian; from the next statement on he does not read it. What was stays in the history. Needs cases.edit in the whole domain. '
'Errors: 42501 PERMISSION_DENIED; P0002 NOT_FOUND.';
revoke all on function public.unassign_guardian(uuid, uuid, uuid) from public, anon, service_role;
grant execute on function public.unassign_guardian(uuid, uuid, uuid) to authenticated;
