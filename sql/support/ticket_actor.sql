-- requires: sql/support/may_see_ticket.sql
create or replace function private.ticket_actor(domain_id uuid, reporter_id uuid)
returns text
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  if domain_id = any(private.domains_with('support.edit')) then
    return 'support';
  end if;
  if domain_id = any(private.domains_with('tickets.edit')) then
    return 'reporter';
  end if;
  -- One's own needs no permission, only to work there.
  if reporter_id = private.current_person_id() and domain_id = any(private.member_domains()) then
    return 'reporter';
  end if;
  return null;
end;
$$;

comment on function private.ticket_actor(uuid, uuid) is
'As what the caller changes tickets of that reporter: support, reporter, or null for not at all. See ticket_transitions.';
revoke all on function private.ticket_actor(uuid, uuid) from public, anon, authenticated, service_role;
