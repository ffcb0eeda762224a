create or replace function public.add_cohort_member(
  domain_id uuid,
  cohort_id uuid,
  platform_user_id uuid,
  reason text,
  ends_at timestamptz default null
)
returns public.cohort_members
language plpgsql
volatile
security definer -- definer: nobody holds insert on cohort_members
set search_path = ''
as $$
declare
  member public.cohort_members;
begin
  perform private.require('cohorts.edit', domain_id);
  perform private.begin_sensitive('add_cohort_member', add_cohort_member.reason);
  perform private.require_cohort(domain_id, cohort_id);
  if ends_at <= now() then
    perform private.bad_input('ends_at', 'lies in the past');
  end if;
  perform private.lock_platform_user(domain_id, platform_user_id);
  insert into public.cohort_members (domain_id, cohort_id, platform_user_id, valid)
  values (
    add_cohort_member.domain_id, add_cohort_member.cohort_id, add_cohort_member.platform_user_id,
    tstzrange(now(), add_cohort_member.ends_at)
  )
  returning * into member;
  return member;
exception
  when exclusion_violation then
    perform private.fail('23P01', 'ALREADY_MEMBER', 'the user belongs to this cohort already');
end;
$$;

comment on function public.add_cohort_member(uuid, uuid, uuid, text, timestamptz) is
'Takes a user into a cohort from now on; returns the membership. ends_at: when it ends by itself; null: never. Needs cohorts.edit, a reason and a recent strong login. '
'Errors: 42501 PERMISSION_DENIED, STEP_UP_REQUIRED; 22023 INVALID_INPUT, REASON_REQUIRED; P0002 NOT_FOUND; 23P01 ALREADY_MEMBER.';
revoke all on function public.add_cohort_member(uuid, uuid, uuid, text, timestamptz)
from public, anon, service_role;
grant execute on function public.add_cohort_member(uuid, uuid, uuid, text, timestamptz) to authenticated;
