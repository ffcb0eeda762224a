create or replace function public.list_conversations(
  filter jsonb default '{}',
  after text default null,
  page_size integer default 50
)
returns table (
  domain_id uuid,
  id uuid,
  visitor_id uuid,
  visitor_email text,
  account_id uuid,
  account_name text,
  started_at timestamptz,
  last_message_at timestamptz,
  total_turns integer,
  language text,
  status text,
  outcome text,
  is_test boolean,
  first_message text,
  score numeric,
  scorer text,
  cursor text
)
language plpgsql
stable
security definer -- definer: two tests of domain_id, the policy's and ours, mislead the planner to other indexes
rows 50
set search_path = ''
set plan_cache_mode = force_generic_plan -- find_conversations has chosen the rows: one plan fits all.
as $$
declare
  wanted constant private.engagement_filter := private.read_engagement_filter(filter);
  visitors_in constant uuid [] := private.permitted_among('visitors.view', wanted.domain_ids);
  place record;
begin
  page_size := private.check_page_size(page_size);
  place := private.read_time_cursor('conversations', after);
  return query
  select
    talk.domain_id, talk.id, talk.visitor_id, visitor.email, visitor.account_id,
    coalesce(account.company_name, account.company_domain),
    talk.started_at, talk.last_message_at, talk.total_turns, talk.language, talk.status,
    talk.outcome, talk.is_test, left(opening.content, 200), talk.score, talk.scorer,
    private.make_time_cursor('conversations', found.started_at, found.id, found.domain_id)
  from private.find_conversations(
    wanted, place.at, place.id, place.domain_id, page_size
  ) as found
  inner join public.conversations as talk
    on found.domain_id = talk.domain_id and found.id = talk.id
  left join public.visitors as visitor
    on talk.domain_id = visitor.domain_id and talk.visitor_id = visitor.id
    and talk.domain_id = any(visitors_in)
  left join public.accounts as account
    on visitor.domain_id = account.domain_id and visitor.account_id = account.id
    -- Asked where there is an account at all.
    and visitor.domain_id = any((select private.domains_with('accounts.view'))::uuid [])
  left join lateral (
    select message.content from public.messages as message
    where message.domain_id = talk.domain_id and message.conversation_id = talk.id
    order by message.seq
    limit 1
  ) as opening on true
  order by found.started_at desc, found.id desc, found.domain_id desc;
end;
$$;

comment on function public.list_conversations(jsonb, text, integer) is
'Conversations, newest first. filter: from, to (half-open, on started_at), domain_ids (null: all mine), score_min, score_max, outcome, language, has_email, account_id, topic_id (with what was merged into it), status, text, include_test (false: test traffic is left out). after: the cursor of the last row of the page before. page_size: 1 to 500. Errors: 22023 names a wrong argument or filter key; 42501 a domain that is not yours, or conversations.view held nowhere. Example: {"filter": {"outcome": "demo_booked", "language": "fr"}, "page_size": 20}';

revoke all on function public.list_conversations(jsonb, text, integer) from public, anon;
grant execute on function public.list_conversations(jsonb, text, integer) to authenticated;
