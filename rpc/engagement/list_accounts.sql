create or replace function public.list_accounts(
  filter jsonb default '{}',
  after text default null,
  page_size integer default 50
)
returns table (
  domain_id uuid,
  id uuid,
  company_domain text,
  company_name text,
  enrichment_data jsonb,
  visitors bigint,
  sessions bigint,
  conversations bigint,
  conversions bigint,
  intent text,
  last_activity_at timestamptz,
  cursor text
)
language plpgsql
stable
security definer -- definer: two tests of domain_id, the policy's and ours, for each visitor of each account
rows 50
set search_path = ''
set plan_cache_mode = force_generic_plan -- It looks up by keys alone.
as $$
declare
  wanted constant private.engagement_filter := private.read_engagement_filter(filter);
  mine constant uuid [] := private.permitted_domains('accounts.view', wanted.domain_ids);
  visits_in constant uuid [] := private.permitted_among('visitors.view', wanted.domain_ids);
  talks_in constant uuid [] := private.permitted_among('conversations.view', wanted.domain_ids);
  is_filtered constant boolean :=
    coalesce(nullif(jsonb_strip_nulls(filter), 'null'), '{}') - '{domain_ids,include_test,account_id}'::text [] <> '{}';
  place constant text [] := private.read_cursor('accounts', after);
begin
  page_size := private.check_page_size(page_size);
  return query
  select
    page.domain_id, page.id, page.company_domain, page.company_name, page.enrichment_data,
    case when may.see_visits then stats.visitors else 0 end,
    case when may.see_visits then stats.sessions else 0 end,
    case when may.see_talks then stats.conversations else 0 end,
    case when may.see_talks then stats.conversions else 0 end,
    case when may.see_talks then stats.intent else 'none' end,
    case when may.see_visits then stats.last_activity_at end,
    private.make_cursor('accounts', page.company_domain, page.id, page.domain_id)
  from private.find_accounts(wanted, mine, is_filtered, place[3], place[2]::uuid, page_size) as page
  cross join lateral (
    select counted.* from public.account_stats as counted
    where counted.domain_id = page.domain_id and counted.account_id = page.id
  ) as stats
  cross join lateral (
    -- Conversations are counted through visitors: as by the policies, who sees no visitors sees none of them.
    select
      page.domain_id = any(visits_in), page.domain_id = any(visits_in) and page.domain_id = any(talks_in)
  ) as may (see_visits, see_talks)
  order by page.company_domain, page.domain_id;
end;
$$;

comment on function public.list_accounts(jsonb, text, integer) is
'Companies with their engagement (see account_stats), by company domain. filter: the same object as list_conversations; an account is listed when one of its visitors is meant. after, page_size and errors as there. Example: {"filter": {"from": "2026-11-01T00:00:00Z"}}';

revoke all on function public.list_accounts(jsonb, text, integer) from public, anon;
grant execute on function public.list_accounts(jsonb, text, integer) to authenticated;
