create or replace function public.my_tickets(
  domain uuid default null,
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
  mine uuid [] := private.member_domains();
  place record;
  wanted private.ticket_filter;
begin
  perform private.check_page_size(page_size);
  place := private.read_time_cursor('tickets', after);
  if domain is not null then
    if domain <> all(mine) then
      perform private.fail('42501', 'PERMISSION_DENIED', 'you do not work in this domain');
    end if;
    mine := array[domain];
  end if;
  wanted.reporter_id := private.current_person_id();
  wanted.domain_ids := mine;
  wanted.after_at := place.at;
  wanted.after_id := place.id;
  wanted.after_domain_id := place.domain_id;
  wanted.page_size := my_tickets.page_size;
  return query select page.* from private.ticket_page(wanted) as page;
end;
$$;

comment on function public.my_tickets(uuid, text, integer) is
'The tickets that one has written oneself, newest first, each with the issue that stands for it in Linear, HubSpot or elsewhere (link_provider): its identifier, address and state there (null until it has told us), and the status here. domain: null for all in which one works. '
'after: the cursor of the last row of the page before. page_size: 1 to 500. Errors: 42501 PERMISSION_DENIED for a domain in which one does not work; 22023 INVALID_INPUT.';
revoke all on function public.my_tickets(uuid, text, integer) from public, anon, service_role;
grant execute on function public.my_tickets(uuid, text, integer) to authenticated;
