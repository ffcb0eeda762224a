-- Answers "why does she see that?" and "why not?" from the same function that decides.
create or replace function public.why_can(person_id uuid, permission text, domain_id uuid default null)
returns jsonb
language plpgsql
stable
security definer -- definer: permission_scope is for our own functions only
set search_path = ''
as $$
declare
  person public.people;
  scope record;
  scope_with_password record;
  is_archived boolean := coalesce(
    (select d.archived_at is not null from public.domains as d where d.id = why_can.domain_id), false
  );
begin
  perform private.require('collaborators.manage');
  perform private.check_permission_name(permission);
  select p.* into person from public.people as p where p.id = why_can.person_id;
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'no such person');
  end if;
  scope := private.permission_scope(person.id, permission, true);
  scope_with_password := private.permission_scope(person.id, permission, false);
  return jsonb_build_object(
    'is_allowed', person.status = 'active' and not is_archived
      and private.scope_covers(scope.is_everywhere, scope.allowed, scope.denied, domain_id),
    'needs_strong_login', scope is distinct from scope_with_password,
    'person_status', person.status,
    'is_domain_archived', is_archived,
    'memberships', private.explain_memberships(person.id, permission, domain_id),
    'exceptions', private.explain_exceptions(person.id, permission, domain_id)
  );
end;
$$;

comment on function public.why_can(uuid, text, uuid) is
'Whether a person has a permission in a domain (without one: over all domains, for what belongs to none), and every fact that decides it: person_status, is_domain_archived, needs_strong_login, memberships with the actions their role gives and their reach, exceptions. is_allowed speaks of whole domains: a permission that reaches less (org, assigned) does not count. Needs collaborators.manage. '
'Errors: 42501 PERMISSION_DENIED; 22023 INVALID_INPUT; P0002 NOT_FOUND.';

revoke all on function public.why_can(uuid, text, uuid) from public, anon, service_role;
grant execute on function public.why_can(uuid, text, uuid) to authenticated;
