create or replace function public.list_tickets(
  filter jsonb default '{}',
  after text default null,
  page_size integer default 50
)
returns table (
  domain_id uuid, id uuid, number integer, kind text, title text, status text, priority text,
  reporter_id uuid, reporter_name text, assignee_id uuid, assignee_name text,
  created_at timestamptz, last_change_at timestamptz, version integer,
  link_provider text, link_identifier text, link_url text, link_state text, cursor text
)
language plpgsql
stable
security definer -- definer: ticket_page is for our own functions only
rows 50
set search_path = ''
as $$
declare
  place record;
  wanted private.ticket_filter;
begin
  perform private.check_page_size(page_size);
  place := private.read_time_cursor('tickets', after);
  wanted := private.read_ticket_filter(filter);
  wanted.domain_ids := private.permitted_domains('tickets.view', wanted.domain_ids);
  wanted.after_at := place.at;
  wanted.after_id := place.id;
  wanted.after_domain_id := place.domain_id;
  wanted.page_size := list_tickets.page_size;
  return query select page.* from private.ticket_page(wanted) as page;
end;
$$;

comment on function public.list_tickets(jsonb, text, integer) is
'Tickets, newest first, whoever wrote them, each with the issue that stands for it elsewhere, as in my_tickets(), which lists the own ones. Needs tickets.view. filter: domain_ids (null: all mine), status (an array), kind, priority, assignee_id, is_unassigned, platform_user_id, order_id, case_id (what they are about), is_overdue (an answer or the end is or was late, as in ticket_detail), text (words of title and description). '
'after: the cursor of the last row of the page before. page_size: 1 to 500. Errors: 42501 PERMISSION_DENIED for a domain that is not yours, or tickets.view held nowhere; 22023 INVALID_INPUT names a wrong argument or filter key. '
'Example: {"filter": {"status": ["new", "open"], "is_unassigned": true}, "page_size": 20}';
revoke all on function public.list_tickets(jsonb, text, integer) from public, anon, service_role;
grant execute on function public.list_tickets(jsonb, text, integer) to authenticated;
