create or replace function public.list_visitors(
  filter jsonb default '{}',
  after text default null,
  page_size integer default 50
)
returns table (
  domain_id uuid,
  id uuid,
  email text,
  account_id uuid,
  account_name text,
  enrichment_data jsonb,
  first_seen_at timestamptz,
  last_seen_at timestamptz,
  is_test boolean,
  sessions bigint,
  conversations bigint,
  cursor text
)
language plpgsql
stable
security definer -- definer: two tests of domain_id, the policy's and ours, mislead the planner to other indexes
rows 50
set search_path = ''
set plan_cache_mode = force_generic_plan -- find_visitors has chosen the rows: one plan fits all.
as $$
declare
  wanted constant private.engagement_filter := private.read_engagement_filter(filter);
  talks_in constant uuid [] := private.permitted_among('conversations.view', wanted.domain_ids);
  place record;
begin
  page_size := private.check_page_size(page_size);
  place := private.read_time_cursor('visitors', after);
  return query
  select
    visitor.domain_id, visitor.id, visitor.email, visitor.account_id,
    coalesce(account.company_name, account.company_domain), visitor.enrichment_data,
    visitor.first_seen_at, visitor.last_seen_at, visitor.is_test,
    (
      select count(*) from public.visitor_sessions as session
      where session.domain_id = visitor.domain_id and session.visitor_id = visitor.id
    ),
    (
      select count(*) from public.conversations as talk
      where
        talk.domain_id = visitor.domain_id and talk.visitor_id = visitor.id
        and visitor.domain_id = any(talks_in)
    ),
    private.make_time_cursor('visitors', found.last_seen_at, found.id, found.domain_id)
  from private.find_visitors(
    wanted, place.at, place.id, place.domain_id, page_size
  ) as found
  inner join public.visitors as visitor
    on found.domain_id = visitor.domain_id and found.id = visitor.id
  left join public.accounts as account
    on visitor.domain_id = account.domain_id and visitor.account_id = account.id
    -- Asked where there is an account at all.
    and visitor.domain_id = any((select private.domains_with('accounts.view'))::uuid [])
  order by found.last_seen_at desc, found.id desc, found.domain_id desc;
end;
$$;

comment on function public.list_visitors(jsonb, text, integer) is
'Visitors, last seen first. filter: the same object as list_conversations; from and to ask for a session in the period, and what is asked of conversations for at least one such conversation. after, page_size and errors as there. Example: {"filter": {"has_email": true}}';

revoke all on function public.list_visitors(jsonb, text, integer) from public, anon;
grant execute on function public.list_visitors(jsonb, text, integer) to authenticated;
