-- requires: sql/support/ticket_links.sql
create or replace function private.ticket_link(domain_id uuid, ticket_id uuid)
returns public.ticket_links
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  link public.ticket_links;
begin
  select l.* into link from public.ticket_links as l
  where l.domain_id = ticket_link.domain_id and l.ticket_id = ticket_link.ticket_id
  order by l.created_at desc, l.id desc
  limit 1;
  return link;
end;
$$;

comment on function private.ticket_link(uuid, uuid) is
'The issue that stands for a ticket in another system, wherever that is; the newest, null where there is none. Whether the caller may see the ticket is asked before.';
revoke all on function private.ticket_link(uuid, uuid) from public, anon, authenticated, service_role;
