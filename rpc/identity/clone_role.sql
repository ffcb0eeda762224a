create or replace function public.clone_role(role_key text, new_key text, title text)
returns public.roles
language plpgsql
volatile
security definer -- definer: roles are written by RPCs alone
set search_path = ''
as $$
declare
  cloned public.roles;
begin
  perform private.require('collaborators.manage');
  perform private.begin_sensitive('clone_role', null);
  perform private.require_role_within_rank(clone_role.role_key);
  if coalesce(clone_role.new_key, '') !~ '^[a-z][a-z0-9_]{1,62}$' then
    perform private.bad_input('new_key', 'lower-case letters, digits and _, 2 to 63 of them');
  end if;
  if coalesce(btrim(clone_role.title), '') = '' then
    perform private.bad_input('title', 'missing');
  end if;
  insert into public.roles (
    key, title, rank, landing_route, is_domain_bound, is_mfa_required, is_invitable
  )
  select
    clone_role.new_key, btrim(clone_role.title), r.rank, r.landing_route,
    r.is_domain_bound, r.is_mfa_required, r.is_invitable
  from public.roles as r where r.key = clone_role.role_key
  on conflict (key) do nothing
  returning * into cloned;
  if cloned.key is null then
    perform private.fail('PT409', 'ROLE_EXISTS', 'new_key: there is such a role already');
  end if;
  insert into public.role_permissions (role_key, resource, action, reach)
  select cloned.key, rp.resource, rp.action, rp.reach
  from public.role_permissions as rp where rp.role_key = clone_role.role_key;
  return cloned;
end;
$$;

comment on function public.clone_role(text, text, text) is
'A new role with the rank, rules and permissions of another. Needs collaborators.manage and a recent strong login. '
'Errors: 42501 PERMISSION_DENIED, STEP_UP_REQUIRED, RANK_TOO_LOW; 22023 INVALID_INPUT; PT409 ROLE_EXISTS.';
revoke all on function public.clone_role(text, text, text) from public, anon;
grant execute on function public.clone_role(text, text, text) to authenticated;
