-- requires: sql/platform/default_privileges.sql
-- edit implies view, manage implies all, delete implies nothing else. Every request asks: bound bodies become a part
-- of the query that calls them, and need no search path.
-- lint: allow function_search_path: a bound body looks nothing up, and it has no rights of its own
create or replace function private.actions_giving(action text)
returns text []
language sql
immutable
parallel safe
security invoker
return case
  when action = 'view' then '{view,edit,manage}'::text []
  when action is not null then array[action, 'manage']
end;

-- Nobody changes what he may not see, so a denied view takes all; manage needs every action.
-- lint: allow function_search_path: a bound body looks nothing up, and it has no rights of its own
create or replace function private.actions_taking(action text)
returns text []
language sql
immutable
parallel safe
security invoker
return case
  when action = 'manage' then '{view,edit,delete,manage}'::text []
  when action is not null then array[action, 'view']
end;

-- definer: reads person_permissions past RLS.
create or replace function private.person_exceptions(
  person_id uuid,
  resource text,
  action text,
  out is_allowed boolean,
  out is_denied boolean,
  out allowed uuid [],
  out denied uuid []
)
language plpgsql
stable
parallel safe
security definer
set search_path = ''
set plan_cache_mode = force_generic_plan
as $$
begin
  select
    coalesce(bool_or(p.is_all_domains) filter (where p.effect = 'allow'), false),
    coalesce(bool_or(p.is_all_domains) filter (where p.effect = 'deny'), false),
    coalesce(array_agg(p.domain_id) filter (where p.effect = 'allow' and not p.is_all_domains), '{}'),
    coalesce(array_agg(p.domain_id) filter (where p.effect = 'deny' and not p.is_all_domains), '{}')
  into is_allowed, is_denied, allowed, denied
  from public.person_permissions as p
  where p.person_id = person_exceptions.person_id
    and p.resource = person_exceptions.resource
    and (p.expires_at is null or p.expires_at > now())
    and case p.effect
      when 'allow' then p.action = any(private.actions_giving(person_exceptions.action))
      else p.action = any(private.actions_taking(person_exceptions.action))
    end;
end;
$$;

comment on function private.actions_giving(text) is 'The granted actions that include this one.';
comment on function private.actions_taking(text) is 'The denied actions that exclude this one.';
comment on function private.person_exceptions(uuid, text, text) is
'What person_permissions adds and takes for one permission: everywhere, or in the listed domains.';

revoke all on function private.actions_giving(text) from public;
revoke all on function private.actions_taking(text) from public;
revoke all on function private.person_exceptions(uuid, text, text) from public;
