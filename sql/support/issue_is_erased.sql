-- requires: sql/support/ticket_links.sql
create or replace function private.issue_is_erased(issue_id uuid)
returns boolean
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return exists (
    select from public.ticket_links as link
    inner join public.tickets as ticket
      on link.domain_id = ticket.domain_id and link.ticket_id = ticket.id
    where link.id = issue_is_erased.issue_id and ticket.message_content = '[erased]'
  );
end;
$$;

comment on function private.issue_is_erased(uuid) is
'Whether this issue stands for a ticket whose words were erased.';
revoke all on function private.issue_is_erased(uuid) from public, anon, authenticated, service_role;
