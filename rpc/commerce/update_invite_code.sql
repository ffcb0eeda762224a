create or replace function public.update_invite_code(
  domain_id uuid,
  code text,
  reason text,
  slots_total integer default null,
  ends_at timestamptz default null,
  is_active boolean default null,
  expected_version integer default null
)
returns public.invite_codes
language plpgsql
volatile
security definer -- definer: nobody holds update on invite_codes
set search_path = ''
as $$
declare
  invite public.invite_codes;
begin
  perform private.require('cohorts.edit', domain_id);
  perform private.begin_sensitive('update_invite_code', update_invite_code.reason);
  invite := private.lock_invite_code(domain_id, update_invite_code.code);
  if expected_version is not null then
    perform private.require_version(expected_version, invite.version);
  end if;
  if slots_total not between greatest(invite.slots_used, 1) and 1000000 then
    perform private.bad_input('slots_total', format('from %s, which are used, to 1000000', invite.slots_used));
  end if;
  if ends_at <= invite.starts_at then
    perform private.bad_input('ends_at', 'lies before the beginning');
  end if;
  update public.invite_codes as c
  set
    slots_total = coalesce(update_invite_code.slots_total, c.slots_total),
    ends_at = coalesce(update_invite_code.ends_at, c.ends_at),
    is_active = coalesce(update_invite_code.is_active, c.is_active)
  where c.domain_id = invite.domain_id and c.id = invite.id
  returning c.* into invite;
  return invite;
end;
$$;

comment on function public.update_invite_code(uuid, text, text, integer, timestamptz, boolean, integer) is
'Gives an invite code more or fewer slots, another end, or switches it off and on; returns it. null leaves things as they are. code: whatever its case. slots_total: no fewer than are used. ends_at: until when, exclusive. is_active: whether it can be redeemed. Needs cohorts.edit, a reason and a recent strong login. '
'Errors: 42501 PERMISSION_DENIED, STEP_UP_REQUIRED; 22023 INVALID_INPUT, REASON_REQUIRED; P0002 NOT_FOUND; 40001 STALE_VERSION.';
revoke all on function public.update_invite_code(uuid, text, text, integer, timestamptz, boolean, integer)
from public, anon, service_role;
grant execute on function public.update_invite_code(uuid, text, text, integer, timestamptz, boolean, integer)
to authenticated;
