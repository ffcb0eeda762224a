-- requires: sql/support/ticket_access.sql sql/platform/fail.sql
create or replace function private.lock_ticket(
  domain_id uuid,
  ticket_id uuid,
  out ticket public.tickets,
  out actor text
)
language plpgsql
volatile
security definer -- definer: nobody holds update on tickets
set search_path = ''
as $$
begin
  select t.* into ticket from public.tickets as t
  where t.domain_id = lock_ticket.domain_id and t.id = lock_ticket.ticket_id
    and (private.ticket_access(t.domain_id, t.reporter_id)).may_see
  for update;
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such ticket');
  end if;
  actor := (private.ticket_access(ticket.domain_id, ticket.reporter_id)).actor;
  if actor is null then
    perform private.fail('42501', 'PERMISSION_DENIED', 'tickets.edit is not permitted');
  end if;
end;
$$;

comment on function private.lock_ticket(uuid, uuid) is
'The ticket, locked, and as what the caller may change it. Raises P0002 NOT_FOUND for one that the caller does not see, 42501 PERMISSION_DENIED for one that he only sees.';
revoke all on function private.lock_ticket(uuid, uuid) from public, anon, authenticated, service_role;
