-- requires: sql/support/tickets.sql sql/identity/permitted_in.sql sql/identity/member_domains.sql
-- The same rule as the policies of tickets and their notes, for functions that run as their owner.
create or replace function private.ticket_access(
  domain_id uuid,
  reporter_id uuid,
  out may_see boolean,
  out may_see_notes boolean,
  out actor text
)
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  held constant text [] := private.permitted_in(
    domain_id, '{tickets.view,tickets.edit,support.view,support.edit}'
  );
  is_own boolean;
begin
  -- One's own needs no permission, only to work there. Whoever may edit them all is not asked whose it is.
  is_own := 'tickets.edit' <> all(held)
    and coalesce(reporter_id = private.current_person_id(), false)
    and domain_id = any(private.member_domains());
  may_see := 'tickets.view' = any(held) or is_own;
  may_see_notes := 'support.view' = any(held);
  actor := case
    when 'support.edit' = any(held) then 'support'
    when 'tickets.edit' = any(held) or is_own then 'reporter'
  end;
end;
$$;

comment on function private.ticket_access(uuid, uuid) is
'What the caller may do with tickets of that domain by that reporter. may_see: all of them with tickets.view, the own ones while working there. actor: as what he changes them, support, reporter, or null for not at all; see ticket_transitions.';
revoke all on function private.ticket_access(uuid, uuid) from public, anon, authenticated, service_role;
