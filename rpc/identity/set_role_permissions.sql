create or replace function public.set_role_permissions(
  role_key text,
  permissions text [],
  reason text,
  expected_version integer
)
returns public.roles
language plpgsql
volatile
security definer -- definer: role permissions are written by RPCs alone
set search_path = ''
as $$
declare
  changed public.roles;
  unknown text;
begin
  perform private.require('collaborators.manage');
  perform private.begin_sensitive('set_role_permissions', set_role_permissions.reason);
  perform private.require_role_within_rank(set_role_permissions.role_key);
  -- Locks the role against a second change, and raises its version.
  select r.* into changed from public.roles as r where r.key = set_role_permissions.role_key for update;
  -- The next deployment would put them back without a word.
  if changed.is_system then
    perform private.fail(
      '42501', 'SYSTEM_ROLE', 'the roles of the product keep their permissions',
      'Call clone_role and change the clone.'
    );
  end if;
  perform private.require_version(set_role_permissions.expected_version, changed.version);
  update public.roles as r set updated_at = now() where r.key = set_role_permissions.role_key returning * into changed;
  select w.name into unknown from unnest(set_role_permissions.permissions) as w (name)
  where not exists (select from public.permissions as p where p.resource || '.' || p.action = w.name);
  if found or set_role_permissions.permissions is null then
    perform private.bad_input('permissions', format('no such permission: %s', coalesce(unknown, 'null')));
  end if;
  -- Only what is new is asked for: nobody gives what he does not hold.
  perform private.require(w.name) from unnest(set_role_permissions.permissions) as w (name)
  where not exists (
    select from public.role_permissions as rp
    where rp.role_key = changed.key and rp.resource || '.' || rp.action = w.name
  );
  -- What a role may do with a resource reaches as far as before: another action widens nothing.
  insert into public.role_permissions (role_key, resource, action, reach)
  select distinct changed.key, split_part(w.name, '.', 1), split_part(w.name, '.', 2), coalesce((
    select min(rp.reach) from public.role_permissions as rp
    where rp.role_key = changed.key and rp.resource = split_part(w.name, '.', 1)
  ), 'domain')
  from unnest(set_role_permissions.permissions) as w (name)
  on conflict do nothing;
  delete from public.role_permissions as rp
  where rp.role_key = changed.key and rp.resource || '.' || rp.action <> all(set_role_permissions.permissions);
  return changed;
end;
$$;

comment on function public.set_role_permissions(text, text [], text, integer) is
'Makes these the permissions of a role that is no part of the product, written resource.action; counts at the very next statement of whoever holds it. '
'Needs collaborators.manage, a reason, a recent strong login and, for what is new, the permission itself. '
'Errors: 42501 PERMISSION_DENIED, STEP_UP_REQUIRED, RANK_TOO_LOW, SYSTEM_ROLE; 22023 INVALID_INPUT, REASON_REQUIRED; 40001 STALE_VERSION.';
revoke all on function public.set_role_permissions(text, text [], text, integer) from public, anon;
grant execute on function public.set_role_permissions(text, text [], text, integer) to authenticated;
