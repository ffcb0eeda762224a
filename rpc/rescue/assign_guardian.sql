create or replace function public.assign_guardian(
  domain_id uuid,
  case_id uuid,
  guardian_id uuid,
  role text default 'primary'
)
returns public.case_guardians
language plpgsql
volatile
security definer -- definer: nobody holds insert on case_guardians
set search_path = ''
as $$
declare
  assigned public.case_guardians;
begin
  perform private.require('cases.edit', domain_id);
  perform private.require_case(assign_guardian.domain_id, assign_guardian.case_id);
  if role is null or role not in ('primary', 'co') then
    perform private.bad_input('role', 'primary or co');
  end if;
  if not private.may_be_guardian(guardian_id, domain_id) then
    perform private.bad_input('guardian_id', 'an active guardian of this domain');
  end if;
  insert into public.case_guardians (domain_id, case_id, guardian_id, role, valid)
  values (
    assign_guardian.domain_id, assign_guardian.case_id, assign_guardian.guardian_id, assign_guardian.role,
    tstzrange(now(), null)
  )
  returning * into assigned;
  return assigned;
exception
  when exclusion_violation then
    perform private.fail(
      '23P01', 'GUARDIAN_OVERLAPS', 'the case has a primary guardian, or this guardian has the case already',
      'Call unassign_guardian() first, or assign as co.'
    );
end;
$$;

comment on function public.assign_guardian(uuid, uuid, uuid, text) is
'Gives a case to a guardian from now on; returns the assignment. role: primary (one at a time) or co. Needs cases.edit in the whole domain. '
'Errors: 42501 PERMISSION_DENIED; P0002 NOT_FOUND; 22023 INVALID_INPUT; 23P01 GUARDIAN_OVERLAPS.';
revoke all on function public.assign_guardian(uuid, uuid, uuid, text) from public, anon, service_role;
grant execute on function public.assign_guardian(uuid, uuid, uuid, text) to authenticated;
