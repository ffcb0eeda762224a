create or replace function public.revoke_person_permission(grant_id uuid, reason text)
returns void
language plpgsql
volatile
security definer -- definer: grants are written by RPCs alone
set search_path = ''
as $$
declare
  given public.person_permissions;
begin
  perform private.require('collaborators.manage');
  perform private.begin_sensitive('revoke_person_permission', revoke_person_permission.reason);
  select g.* into given from public.person_permissions as g where g.id = revoke_person_permission.grant_id;
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'no such grant');
  end if;
  perform private.lock_person(given.person_id);
  perform private.require_rank_over(given.person_id);
  -- To lift a ban is to give, and nobody gives what he does not hold.
  if given.effect = 'deny' then
    perform private.require(given.resource || '.' || given.action, given.domain_id);
  end if;
  delete from public.person_permissions as g where g.id = revoke_person_permission.grant_id;
end;
$$;

comment on function public.revoke_person_permission(uuid, text) is
'Takes one grant of grant_person_permission back, allow or deny. Needs collaborators.manage, a reason, a recent strong login and, for a deny, the permission itself. '
'Errors: 42501 PERMISSION_DENIED, STEP_UP_REQUIRED, NOT_YOURSELF, RANK_TOO_LOW; 22023 REASON_REQUIRED; P0002 NOT_FOUND.';
revoke all on function public.revoke_person_permission(uuid, text) from public, anon;
grant execute on function public.revoke_person_permission(uuid, text) to authenticated;
