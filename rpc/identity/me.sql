-- requires: rpc/notify/unread_count.sql
-- One call after sign-in: who am I, what may I do, where do I start.
-- definer: reads roles and settings past RLS, for the caller's own rows.
create or replace function public.me()
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  me uuid := private.require_person();
begin
  return (
    select jsonb_build_object(
      'person', jsonb_build_object(
        'id', p.id, 'email', p.email, 'display_name', p.display_name, 'phone', p.phone,
        'avatar_path', p.avatar_path, 'locale', p.locale, 'time_zone', p.time_zone,
        'org_id', p.org_id, 'status', p.status, 'version', p.version
      ),
      'role', jsonb_build_object(
        'key', r.key, 'title', r.title, 'rank', r.rank, 'is_mfa_required', r.is_mfa_required
      ),
      'landing_route', r.landing_route,
      'permissions', (
        select coalesce(jsonb_agg(distinct held.permission), '[]') from public.my_permissions() as held
      ),
      'permission_version', private.permission_version(me),
      'domains', (
        select coalesce(jsonb_agg(to_jsonb(d)), '[]') from public.my_domains(page_size => 500) as d
      ),
      'strong_auth', private.strong_auth(),
      'unread_notifications', public.unread_count(),
      'environment', private.environment(),
      'feature_flags', (
        select coalesce(jsonb_object_agg(substr(s.key, length('feature.') + 1), s.value), '{}')
        from public.env_settings as s
        where s.environment = private.environment() and s.key like 'feature.%'
      )
    )
    from public.people as p
    inner join public.roles as r on r.key = p.role_key
    where p.id = me
  );
end;
$$;

comment on function public.me() is
'The caller: person, role, landing_route, permissions (held in at least one domain), permission_version, domains (the first 500), strong_auth, unread_notifications, environment, feature_flags (settings named feature.*). Raises 42501 ACCOUNT_NOT_ACTIVE.';

revoke all on function public.me() from public, anon, service_role;
grant execute on function public.me() to authenticated;
