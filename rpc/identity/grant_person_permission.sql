create or replace function public.grant_person_permission(
  person_id uuid,
  permission text,
  effect text,
  reason text,
  domain_id uuid default null,
  expires_at timestamptz default null
)
returns public.person_permissions
language plpgsql
volatile
security definer -- definer: grants are written by RPCs alone
set search_path = ''
as $$
#variable_conflict use_column
declare
  granted public.person_permissions;
begin
  perform private.require('collaborators.manage');
  perform private.begin_sensitive('grant_person_permission', grant_person_permission.reason);
  perform private.lock_person(grant_person_permission.person_id);
  -- Again, under the lock: two admins who deny each other at the same moment would leave nobody.
  perform private.require('collaborators.manage');
  perform private.require_rank_over(grant_person_permission.person_id);
  perform from public.permissions as p where p.resource || '.' || p.action = grant_person_permission.permission;
  if not found then
    perform private.bad_input('permission', 'no such permission; it is written resource.action');
  end if;
  if grant_person_permission.effect is null or grant_person_permission.effect not in ('allow', 'deny') then
    perform private.bad_input('effect', 'allow or deny');
  end if;
  if grant_person_permission.expires_at <= now() then
    perform private.bad_input('expires_at', 'in the past');
  end if;
  -- Nobody gives what he does not hold; a domain that is not there is a domain where nothing is held.
  perform private.require(grant_person_permission.permission, grant_person_permission.domain_id);
  insert into public.person_permissions as g (
    person_id, resource, action, effect, domain_id, is_all_domains, expires_at, reason
  )
  values (
    grant_person_permission.person_id, split_part(grant_person_permission.permission, '.', 1),
    split_part(grant_person_permission.permission, '.', 2), grant_person_permission.effect,
    grant_person_permission.domain_id, grant_person_permission.domain_id is null,
    grant_person_permission.expires_at, btrim(grant_person_permission.reason)
  )
  on conflict (person_id, resource, action, effect, domain_id)
  do update set expires_at = excluded.expires_at, reason = excluded.reason
  returning * into granted;
  return granted;
end;
$$;

comment on function public.grant_person_permission(uuid, text, text, text, uuid, timestamptz) is
'Gives one person a permission (effect allow) or takes it (deny beats every allow), in one domain or, without domain_id, wherever the person works. Again: changes expiry and reason. '
'Needs collaborators.manage, the permission itself, a reason and a recent strong login. '
'Errors: 42501 PERMISSION_DENIED, STEP_UP_REQUIRED, NOT_YOURSELF, RANK_TOO_LOW; 22023 INVALID_INPUT, REASON_REQUIRED; P0002 NOT_FOUND.';
revoke all on function public.grant_person_permission(uuid, text, text, text, uuid, timestamptz) from public, anon;
grant execute on function public.grant_person_permission(uuid, text, text, text, uuid, timestamptz) to authenticated;
