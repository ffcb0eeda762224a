-- Lists of tickets show the issue wherever it is: they showed that of Linear alone. What they return is made anew, as its
-- columns stand in an order.
set local check_function_bodies = off;

-- squawk-ignore ban-drop-function
drop function public.list_tickets(jsonb, text, integer);

-- squawk-ignore ban-drop-function
drop function public.my_tickets(uuid, text, integer);

-- squawk-ignore ban-drop-function
drop function private.ticket_page(private.ticket_filter);

-- squawk-ignore ban-drop-type
drop type private.ticket_row;

create type private.ticket_row as (
  domain_id uuid,
  id uuid,
  number integer,
  kind text,
  title text,
  status text,
  priority text,
  reporter_id uuid,
  reporter_name text,
  assignee_id uuid,
  assignee_name text,
  created_at timestamptz,
  last_change_at timestamptz,
  version integer,
  link_provider text,
  link_identifier text,
  link_url text,
  link_state text,
  cursor text
);

create or replace function private.ticket_link(
  domain_id uuid,
  ticket_id uuid
)
  returns public.ticket_links
  language plpgsql
  stable
  set search_path to ''
  as $function$
declare
  link public.ticket_links;
begin
  select l.* into link from public.ticket_links as l
  where l.domain_id = ticket_link.domain_id and l.ticket_id = ticket_link.ticket_id
  order by l.created_at desc, l.id desc
  limit 1;
  return link;
end;
$function$;

create function private.ticket_page(
  wanted private.ticket_filter
)
  returns setof private.ticket_row
  language plpgsql
  stable
  security definer
  rows 50
  set search_path to ''
  as $function$
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
$function$;

create function public.list_tickets(
  filter jsonb default '{}'::jsonb,
  after text default null::text,
  page_size integer default 50
)
  returns table (
    domain_id uuid,
    id uuid,
    number integer,
    kind text,
    title text,
    status text,
    priority text,
    reporter_id uuid,
    reporter_name text,
    assignee_id uuid,
    assignee_name text,
    created_at timestamp with time zone,
    last_change_at timestamp with time zone,
    version integer,
    link_provider text,
    link_identifier text,
    link_url text,
    link_state text,
    cursor text
  )
  language plpgsql
  stable
  security definer
  rows 50
  set search_path to ''
  as $function$
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
$function$;

revoke all on function public.list_tickets(jsonb, text, integer) from public, anon, service_role;

create function public.my_tickets(
  domain uuid default null::uuid,
  after text default null::text,
  page_size integer default 50
)
  returns table (
    domain_id uuid,
    id uuid,
    number integer,
    kind text,
    title text,
    status text,
    priority text,
    reporter_id uuid,
    reporter_name text,
    assignee_id uuid,
    assignee_name text,
    created_at timestamp with time zone,
    last_change_at timestamp with time zone,
    version integer,
    link_provider text,
    link_identifier text,
    link_url text,
    link_state text,
    cursor text
  )
  language plpgsql
  stable
  security definer
  rows 50
  set search_path to ''
  as $function$
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
$function$;

revoke all on function public.my_tickets(uuid, text, integer) from public, anon, service_role;

create or replace function public.ticket_detail(
  domain_id uuid,
  ticket_id uuid
)
  returns jsonb
  language plpgsql
  stable
  security definer
  set search_path to ''
  set plan_cache_mode to 'force_generic_plan'
  as $function$
declare
  detail jsonb;
begin
  select jsonb_build_object(
    'ticket', to_jsonb(shown) - '{tsv,idempotency_key}'::text [],
    'is_overdue', shown.is_response_late or shown.is_resolution_late
      or coalesce(now() > shown.response_due_at, false) or coalesce(now() > shown.resolution_due_at, false),
    'reporter_name', (select p.display_name from public.people as p where p.id = shown.reporter_id),
    'assignee_name', (select p.display_name from public.people as p where p.id = shown.assignee_id),
    'link', (
      select to_jsonb(l) - '{domain_id,ticket_id}'::text []
      from private.ticket_link(shown.domain_id, shown.id) as l where l.id is not null
    ),
    'timeline', coalesce((
      select jsonb_agg(e.shown order by e.at, e.id) from private.ticket_entries as e
      where e.domain_id = shown.domain_id and e.ticket_id = shown.id
    ), '[]'),
    'transitions', coalesce((
      select jsonb_agg(s.key order by s.position)
      from public.ticket_transitions as allowed
      inner join public.ticket_statuses as s on s.key = allowed.to_status
      where allowed.from_status = shown.status and allowed.actor = access.actor
    ), '[]')
  )
  -- No key for whoever may not read them: not even an empty list.
  || case when access.may_see_notes then jsonb_build_object('notes', coalesce((
    select jsonb_agg(n.shown order by n.at, n.id) from private.named_ticket_notes as n
    where n.domain_id = shown.domain_id and n.ticket_id = shown.id
  ), '[]')) else '{}' end
  into detail
  from public.tickets as shown
  cross join lateral private.ticket_access(shown.domain_id, shown.reporter_id) as access
  where shown.domain_id = ticket_detail.domain_id and shown.id = ticket_detail.ticket_id and access.may_see;
  if detail is null then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such ticket');
  end if;
  return detail;
end;
$function$;

comment on function private.ticket_link(uuid, uuid) is 'The issue that stands for a ticket in another system, wherever that is; the newest, null where there is none. Whether the caller may see the ticket is asked before.';

comment on function public.list_tickets(jsonb, text, integer) is 'Tickets, newest first, whoever wrote them, each with the issue that stands for it elsewhere, as in my_tickets(), which lists the own ones. Needs tickets.view. filter: domain_ids (null: all mine), status (an array), kind, priority, assignee_id, is_unassigned, platform_user_id, order_id, case_id (what they are about), is_overdue (an answer or the end is or was late, as in ticket_detail), text (words of title and description). after: the cursor of the last row of the page before. page_size: 1 to 500. Errors: 42501 PERMISSION_DENIED for a domain that is not yours, or tickets.view held nowhere; 22023 INVALID_INPUT names a wrong argument or filter key. Example: {"filter": {"status": ["new", "open"], "is_unassigned": true}, "page_size": 20}';

comment on function public.my_tickets(uuid, text, integer) is 'The tickets that one has written oneself, newest first, each with the issue that stands for it in Linear, HubSpot or elsewhere (link_provider): its identifier, address and state there (null until it has told us), and the status here. domain: null for all in which one works. after: the cursor of the last row of the page before. page_size: 1 to 500. Errors: 42501 PERMISSION_DENIED for a domain in which one does not work; 22023 INVALID_INPUT.';

comment on function public.ticket_detail(uuid, uuid) is 'One ticket as {ticket, is_overdue (whether an answer or the end was or is late), reporter_name, assignee_name, link (the issue that stands for it in Linear, HubSpot or elsewhere), timeline (events and public comments, oldest first), transitions (the statuses to which the caller may move it)}, for support also notes (oldest first). For whoever has tickets.view there, and for its reporter. Errors: P0002 NOT_FOUND when it is not there or not visible.';

comment on type private.ticket_row is 'A ticket as the lists show it. last_change_at: of the ticket or its newest comment. link_…: the issue that stands for it in another system, see private.ticket_link.';

revoke all on function private.ticket_link(uuid, uuid) from public, anon, authenticated, service_role;

grant execute on function public.list_tickets(jsonb, text, integer) to authenticated;

grant execute on function public.my_tickets(uuid, text, integer) to authenticated;

comment on function private.ticket_page(private.ticket_filter) is 'A page of tickets as the lists show it. Whether the caller may see them is asked before.';

revoke all on function private.ticket_page(private.ticket_filter) from public, anon, authenticated, service_role;

update public.export_kinds
set columns = '{id,number,kind,title,status,priority,reporter_name,assignee_name,created_at,last_change_at,'
  'link_provider,link_identifier,link_url}'
where kind = 'tickets';
