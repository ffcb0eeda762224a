-- requires: sql/identity/person_permissions.sql sql/identity/person_exceptions.sql
-- Part of why_can(), which has checked the caller.
create or replace function private.explain_exceptions(person_id uuid, permission text, domain_id uuid)
returns jsonb
language plpgsql
stable
security definer -- definer: reads person_permissions past RLS
set search_path = ''
as $$
begin
  return coalesce((
    select jsonb_agg(jsonb_build_object(
      'effect', p.effect, 'action', p.action, 'is_all_domains', p.is_all_domains,
      'domain_id', p.domain_id, 'expires_at', p.expires_at, 'reason', p.reason,
      'counts_now', p.expires_at is null or p.expires_at > now()
    ) order by p.effect desc, p.action, p.domain_id)
    from public.person_permissions as p
    where p.person_id = explain_exceptions.person_id
      and p.resource = split_part(permission, '.', 1)
      and p.action = any(
        private.actions_giving(split_part(permission, '.', 2))
        || private.actions_taking(split_part(permission, '.', 2))
      )
      and (p.is_all_domains or p.domain_id = explain_exceptions.domain_id)
  ), '[]');
end;
$$;

comment on function private.explain_exceptions(uuid, text, uuid) is
'The exceptions of a person that bear on the permission in the domain, expired ones included.';

revoke all on function private.explain_exceptions(uuid, text, uuid) from public;
