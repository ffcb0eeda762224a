-- Lists of transactions tell the venue and are filtered by it; lists of tickets by what tickets are about.
set local check_function_bodies = off;

alter type private.deal_filter add attribute venue text cascade;

alter type private.ticket_filter
  add attribute platform_user_id uuid cascade,
  add attribute order_id uuid cascade,
  add attribute case_id uuid cascade;

-- Its rows have one more column.
-- squawk-ignore ban-drop-function
drop function public.list_transactions(jsonb, text, integer);

create or replace function public.list_transactions(
  filter jsonb default '{}',
  after text default null,
  page_size integer default 50
)
returns table (
  domain_id uuid, id uuid, chain_ref text, platform_user_id uuid, user_external_id text, token_id uuid,
  token_symbol text, token_decimals integer, order_external_id text, order_type text, side text, amount_minor numeric,
  volume_usd_minor numeric, fee_minor numeric, fee_asset text, status text, venue text,
  occurred_at timestamptz, received_at timestamptz, cursor text
)
language plpgsql
stable
security definer -- definer: two tests of domain_id, the policy's and ours, mislead the planner to other indexes
rows 50
set search_path = ''
set plan_cache_mode = force_custom_plan -- Drops what the filter does not use.
set jit = off
as $$
declare
  wanted constant private.deal_filter := private.read_deal_filter(
    filter, '{
      "order": "text", "status": {"some_of": ["pending", "confirmed", "failed", "reverted"]},
      "venue": ["web", "mobile", "unknown"]
    }'
  );
  mine constant uuid [] := private.permitted_domains('transactions.view', (wanted).domain_ids);
  place record;
begin
  perform private.check_page_size(page_size);
  place := private.read_time_cursor('transactions', after);
  return query
  select
    page.domain_id, page.id, page.chain_ref, page.platform_user_id, trader.external_id, page.token_id,
    token.symbol, token.decimals, page.order_external_id, page.order_type, page.side, page.amount_minor,
    page.volume_usd_minor, page.fee_minor, page.fee_asset, page.status, page.venue, page.occurred_at,
    page.received_at, private.make_time_cursor('transactions', page.occurred_at, page.id, page.domain_id)
  from (
    select newest.*
    from unnest(mine) as tenant (id)
    cross join lateral (
      select t.* from public.transactions as t
      where
        t.domain_id = tenant.id
        and ((wanted).platform_user_id is null or t.platform_user_id = (wanted).platform_user_id)
        and ((wanted).token_id is null or t.token_id = (wanted).token_id)
        and ((wanted)."order" is null or t.order_external_id = (wanted)."order")
        and ((wanted).order_types is null or t.order_type = any((wanted).order_types))
        and ((wanted).side is null or t.side = (wanted).side)
        and ((wanted).status is null or t.status = any((wanted).status))
        and ((wanted).venue is null or t.venue = (wanted).venue)
        and ((wanted)."from" is null or t.occurred_at >= (wanted)."from")
        and ((wanted)."to" is null or t.occurred_at < (wanted)."to")
        and (after is null or (t.occurred_at, t.id, t.domain_id) < (place.at, place.id, place.domain_id))
      order by t.occurred_at desc, t.id desc
      limit page_size
    ) as newest
    order by newest.occurred_at desc, newest.id desc, newest.domain_id desc
    limit page_size
  ) as page
  inner join public.platform_users as trader
    on page.domain_id = trader.domain_id and page.platform_user_id = trader.id
  inner join public.tokens as token on page.domain_id = token.domain_id and page.token_id = token.id
  order by page.occurred_at desc, page.id desc, page.domain_id desc;
end;
$$;

comment on function public.list_transactions(jsonb, text, integer) is
'Transactions, newest first. filter: domain_ids (null: all mine), platform_user_id, token_id, order (the platform''s own id of one), order_types (an array), side, status (an array), venue (web, mobile or unknown), from and to (times; from is included, to is not). '
'after: the cursor of the last row of the page before. page_size: 1 to 500. Needs transactions.view. '
'Errors: 42501 PERMISSION_DENIED for a domain where it is not held; 22023 INVALID_INPUT names a wrong argument or filter key. '
'Example: {"filter": {"status": ["confirmed"], "from": "2026-11-01T00:00:00Z"}, "page_size": 20}';
revoke all on function public.list_transactions(jsonb, text, integer) from public, anon, service_role;
grant execute on function public.list_transactions(jsonb, text, integer) to authenticated;

create or replace function private.read_ticket_filter(filter jsonb)
returns private.ticket_filter
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  given constant jsonb := private.read_filter(
    filter,
    '{
      "domain_ids": "uuids",
      "status": {"some_of": ["new", "open", "pending", "on_hold", "resolved", "closed"]},
      "kind": ["chatbot", "general"],
      "priority": ["urgent", "high", "normal", "low"],
      "assignee_id": "uuid",
      "is_unassigned": "boolean",
      "is_overdue": "boolean",
      "platform_user_id": "uuid",
      "order_id": "uuid",
      "case_id": "uuid",
      "text": "text"
    }'
  );
  wanted private.ticket_filter := jsonb_populate_record(null::private.ticket_filter, given - 'text');
begin
  wanted.query := websearch_to_tsquery('private.plain_words', given ->> 'text');
  return wanted;
end;
$$;

comment on function private.read_ticket_filter(jsonb) is
'The filter of a list of tickets with its types. Raises 22023 that names an unknown or ill-typed key. Null means no filter.';
revoke all on function private.read_ticket_filter(jsonb) from public, anon, authenticated, service_role;

create or replace function private.find_tickets(wanted private.ticket_filter)
returns table (domain_id uuid, id uuid, created_at timestamptz)
language plpgsql
stable
security definer -- definer: under row security the search of texts could not use its index
rows 50
set search_path = ''
set plan_cache_mode = force_custom_plan -- Drops the conditions that the filter does not use.
set jit = off -- A limit makes the plan cheaper than it looks: compiling it costs more than reading.
as $$
begin
  return query
  select page.*
  from unnest((wanted).domain_ids) as tenant (id)
  cross join lateral (
    select t.domain_id, t.id, t.created_at
    from public.tickets as t
    where
      t.domain_id = tenant.id
      and ((wanted).reporter_id is null or t.reporter_id = (wanted).reporter_id)
      and ((wanted).after_at is null or (t.created_at, t.id, t.domain_id)
        < ((wanted).after_at, (wanted).after_id, (wanted).after_domain_id))
      and ((wanted).status is null or t.status = any((wanted).status))
      and ((wanted).kind is null or t.kind = (wanted).kind)
      and ((wanted).priority is null or t.priority = (wanted).priority)
      and ((wanted).assignee_id is null or t.assignee_id = (wanted).assignee_id)
      and ((wanted).platform_user_id is null or t.platform_user_id = (wanted).platform_user_id)
      and ((wanted).order_id is null or t.order_id = (wanted).order_id)
      and ((wanted).case_id is null or t.case_id = (wanted).case_id)
      and ((wanted).is_unassigned is null or (t.assignee_id is null) = (wanted).is_unassigned)
      -- In the words of tickets_overdue_idx, then which of these are.
      and ((wanted).is_overdue is distinct from true or t.is_response_late or t.is_resolution_late
        or t.response_due_at is not null or t.resolution_due_at is not null)
      and ((wanted).is_overdue is null or (wanted).is_overdue = coalesce(
        t.is_response_late or t.is_resolution_late or t.response_due_at < now() or t.resolution_due_at < now(), false
      ))
      and ((wanted).query is null or t.tsv @@ (wanted).query)
    order by t.created_at desc, t.id desc
    limit (wanted).page_size
  ) as page
  order by page.created_at desc, page.id desc, page.domain_id desc
  limit (wanted).page_size;
end;
$$;

comment on function private.find_tickets(private.ticket_filter) is
'The tickets of these domains that the filter means, newest first. Whether the caller may see them is asked before.';
revoke all on function private.find_tickets(private.ticket_filter) from public, anon, authenticated, service_role;

comment on function public.list_tickets(jsonb, text, integer) is
'Tickets, newest first, whoever wrote them; my_tickets() lists the own ones. Needs tickets.view. filter: domain_ids (null: all mine), status (an array), kind, priority, assignee_id, is_unassigned, platform_user_id, order_id, case_id (what they are about), is_overdue (an answer or the end is or was late, as in ticket_detail), text (words of title and description). '
'after: the cursor of the last row of the page before. page_size: 1 to 500. Errors: 42501 PERMISSION_DENIED for a domain that is not yours, or tickets.view held nowhere; 22023 INVALID_INPUT names a wrong argument or filter key. '
'Example: {"filter": {"status": ["new", "open"], "is_unassigned": true}, "page_size": 20}';
