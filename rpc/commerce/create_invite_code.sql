create or replace function public.create_invite_code(
  domain_id uuid,
  code text,
  slots_total integer,
  cohort_id uuid default null,
  owner_user_id uuid default null,
  starts_at timestamptz default now(),
  ends_at timestamptz default null
)
returns public.invite_codes
language plpgsql
volatile
security definer -- definer: nobody holds insert on invite_codes
set search_path = ''
as $$
declare
  invite public.invite_codes;
begin
  perform private.require('cohorts.edit', domain_id);
  perform private.begin_sensitive('create_invite_code', null);
  if code ~ '^[A-Za-z0-9_-]{6,12}$' is not true then
    perform private.bad_input('code', '6 to 12 letters, digits, _ or -');
  elsif exists (select from private.reserved_words as r where r.word = lower(create_invite_code.code)) then
    perform private.bad_input('code', 'is reserved');
  end if;
  if slots_total between 1 and 1000000 is not true then
    perform private.bad_input('slots_total', '1 to 1000000');
  end if;
  if ends_at <= greatest(starts_at, now()) then
    perform private.bad_input('ends_at', 'lies in the past or before the beginning');
  end if;
  if cohort_id is not null then
    perform private.require_cohort(domain_id, cohort_id);
  end if;
  if owner_user_id is not null then
    perform private.lock_platform_user(domain_id, owner_user_id);
  end if;
  insert into public.invite_codes (domain_id, code, slots_total, cohort_id, owner_user_id, starts_at, ends_at)
  values (
    create_invite_code.domain_id, create_invite_code.code, create_invite_code.slots_total,
    create_invite_code.cohort_id, create_invite_code.owner_user_id,
    coalesce(create_invite_code.starts_at, now()), create_invite_code.ends_at
  )
  returning * into invite;
  return invite;
exception
  when unique_violation then
    perform private.fail('23505', 'INVITE_CODE_TAKEN', 'code: there is one in this domain');
end;
$$;

comment on function public.create_invite_code(uuid, text, integer, uuid, uuid, timestamptz, timestamptz) is
'Makes an invite code; returns it. code: 6 to 12 letters, digits, _ or -; unique in the domain, whatever its case. slots_total: how many users may redeem it, 1 to 1000000. cohort_id: the cohort it leads into. owner_user_id: the user who brings whoever redeems it. starts_at: from when on it can be redeemed. ends_at: exclusive; null: without end. Needs cohorts.edit and a recent strong login. '
'Errors: 42501 PERMISSION_DENIED, STEP_UP_REQUIRED; 22023 INVALID_INPUT; P0002 NOT_FOUND of the cohort or owner; 23505 INVITE_CODE_TAKEN.';
revoke all on function public.create_invite_code(uuid, text, integer, uuid, uuid, timestamptz, timestamptz)
from public, anon, service_role;
grant execute on function public.create_invite_code(uuid, text, integer, uuid, uuid, timestamptz, timestamptz)
to authenticated;
