-- requires: sql/support/find_tickets.sql sql/support/ticket_row.sql sql/support/ticket_comments.sql sql/support/ticket_link.sql sql/engagement/make_time_cursor.sql
create or replace function private.ticket_page(wanted private.ticket_filter)
returns setof private.ticket_row
language plpgsql
stable
security definer -- definer: names of people, and links and comments of one's own tickets, are past RLS
rows 50
set search_path = ''
as $$
begin
  return query
  select
    t.domain_id, t.id, t.number, t.kind, t.title, t.status, t.priority,
    t.reporter_id, reporter.display_name, t.assignee_id, assignee.display_name,
    t.created_at, greatest(t.updated_at, (
      select max(c.created_at) from public.ticket_comments as c
      where c.domain_id = t.domain_id and c.ticket_id = t.id
    )), t.version,
    link.provider, link.identifier, link.url, link.state_type,
    private.make_time_cursor('tickets', t.created_at, t.id, t.domain_id)
  from private.find_tickets(wanted) as found
  inner join public.tickets as t on t.domain_id = found.domain_id and t.id = found.id
  inner join public.people as reporter on reporter.id = t.reporter_id
  left join public.people as assignee on assignee.id = t.assignee_id
  cross join lateral private.ticket_link(t.domain_id, t.id) as link
  order by t.created_at desc, t.id desc, t.domain_id desc;
end;
$$;

comment on function private.ticket_page(private.ticket_filter) is
'A page of tickets as the lists show it. Whether the caller may see them is asked before.';
revoke all on function private.ticket_page(private.ticket_filter) from public, anon, authenticated, service_role;
