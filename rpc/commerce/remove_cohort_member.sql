create or replace function public.remove_cohort_member(
  domain_id uuid,
  cohort_id uuid,
  platform_user_id uuid,
  reason text
)
returns void
language plpgsql
volatile
security definer -- definer: nobody holds update on cohort_members
set search_path = ''
as $$
declare
  member public.cohort_members;
begin
  perform private.require('cohorts.edit', domain_id);
  perform private.begin_sensitive('remove_cohort_member', remove_cohort_member.reason);
  select m.* into member from public.cohort_members as m
  where m.domain_id = remove_cohort_member.domain_id and m.cohort_id = remove_cohort_member.cohort_id
    and m.platform_user_id = remove_cohort_member.platform_user_id
    and (upper_inf(m.valid) or upper(m.valid) > now())
  for update;
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'this user does not belong to this cohort');
  end if;
  -- What never counted leaves no range behind.
  if lower(member.valid) >= now() then
    delete from public.cohort_members as m where m.domain_id = member.domain_id and m.id = member.id;
    return;
  end if;
  update public.cohort_members as m set valid = tstzrange(lower(member.valid), now())
  where m.domain_id = member.domain_id and m.id = member.id;
end;
$$;

comment on function public.remove_cohort_member(uuid, uuid, uuid, text) is
'Takes a user out of a cohort, at once; what was stays in the history. Needs cohorts.edit, a reason and a recent strong login. '
'Errors: 42501 PERMISSION_DENIED, STEP_UP_REQUIRED; 22023 REASON_REQUIRED; P0002 NOT_FOUND.';
revoke all on function public.remove_cohort_member(uuid, uuid, uuid, text) from public, anon, service_role;
grant execute on function public.remove_cohort_member(uuid, uuid, uuid, text) to authenticated;
