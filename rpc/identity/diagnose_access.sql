-- What an admin would want to be told: rows that are allowed, and most likely not meant.
create or replace function public.diagnose_access()
returns table (finding text, subject_id uuid, detail text)
language plpgsql
stable
security definer -- definer: compares people with auth.users
set search_path = ''
as $$
begin
  perform private.require('collaborators.manage');
  return query
  select 'ONE_ADMIN', min(p.id::text)::uuid, min(p.email::text)
  from public.people as p
  inner join public.memberships as m on m.person_id = p.id
  where p.status = 'active' and m.role_key = 'admin' and m.is_all_domains
  having count(*) = 1
  union all
  select 'ACCOUNT_GONE', p.id, p.email::text
  from public.people as p
  where p.status = 'active' and p.auth_user_id is not null
    and not exists (select from auth.users as u where u.id = p.auth_user_id and u.deleted_at is null)
  union all
  select 'NO_ACCOUNT', p.id, p.email::text
  from public.people as p
  where p.status = 'active' and p.auth_user_id is null
  union all
  select 'NO_DOMAIN', p.id, p.email::text
  from public.people as p
  where p.status = 'active' and not exists (
    select from public.memberships as m where m.person_id = p.id and m.valid @> now()
  )
  union all
  select 'INVITATION_EXPIRED', p.id, p.email::text
  from public.people as p
  inner join public.invitations as i on i.person_id = p.id
  where p.status = 'invited' and i.expires_at <= now()
    and i.accepted_at is null and i.cancelled_at is null
  union all
  select 'GRANT_REACHES_NOTHING', g.id, format('%s %s.%s', g.effect, g.resource, g.action)
  from public.person_permissions as g
  where g.expires_at <= now() or not exists (
    select from public.memberships as m
    where m.person_id = g.person_id
      and (g.is_all_domains or m.is_all_domains or m.domain_id = g.domain_id)
  )
  order by 1, 3, 2;
end;
$$;

comment on function public.diagnose_access() is
'Oddities of access, one row each: finding, subject_id, detail. ONE_ADMIN: nobody could replace the only admin. ACCOUNT_GONE, NO_ACCOUNT: active, but cannot sign in. NO_DOMAIN: active, but works nowhere. INVITATION_EXPIRED. GRANT_REACHES_NOTHING (subject: the grant): expired, or in a domain without membership. '
'Needs collaborators.manage. Errors: 42501 PERMISSION_DENIED.';

revoke all on function public.diagnose_access() from public, anon, service_role;
grant execute on function public.diagnose_access() to authenticated;
