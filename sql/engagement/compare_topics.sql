-- requires: sql/engagement/topic_change.sql sql/engagement/count_topics.sql sql/engagement/wilson_bound.sql
create or replace function private.compare_topics(
  wanted private.engagement_filter,
  before private.engagement_filter
)
returns setof private.topic_change
language plpgsql
stable
security invoker
rows 100
set search_path = ''
as $$
declare
  tenants constant uuid [] := private.permitted_domains('topics.view', (wanted).domain_ids);
begin
  return query
  with present as (
    select counted.* from private.count_topics(wanted, tenants) as counted
  ), past as (
    select counted.* from private.count_topics(before, tenants) as counted
  ), compared as (
    select
      topic.domain_id, topic.id, topic.name,
      coalesce(present.conversations, 0) as n, coalesce(now_all.classified, 0) as n_all,
      coalesce(past.conversations, 0) as p, coalesce(then_all.classified, 0) as p_all
    from (
      select present.domain_id, present.topic_id from present
      union
      select past.domain_id, past.topic_id from past
    ) as seen
    inner join public.topics as topic
      on seen.domain_id = topic.domain_id and seen.topic_id = topic.id and topic.status = 'active'
    left join present on topic.domain_id = present.domain_id and topic.id = present.topic_id
    left join past on topic.domain_id = past.domain_id and topic.id = past.topic_id
    left join present as now_all on topic.domain_id = now_all.domain_id and now_all.topic_id is null
    left join past as then_all on topic.domain_id = then_all.domain_id and then_all.topic_id is null
  ), bounded as (
    select
      compared.*,
      private.wilson_bound(compared.n, compared.n_all, -1) as n_low,
      private.wilson_bound(compared.n, compared.n_all, 1) as n_high,
      private.wilson_bound(compared.p, compared.p_all, -1) as p_low,
      private.wilson_bound(compared.p, compared.p_all, 1) as p_high,
      least(compared.n_all, compared.p_all) >= 20 as is_enough
    from compared
  )
  select
    row.domain_id, row.id, row.name,
    row.n, row.n_all, round(row.n::numeric / nullif(row.n_all, 0), 6), row.n_low, row.n_high,
    row.p, row.p_all, round(row.p::numeric / nullif(row.p_all, 0), 6), row.p_low, row.p_high,
    case when row.is_enough then round(row.n::numeric / row.n_all - row.p::numeric / row.p_all, 6) end,
    case
      when not row.is_enough then 'unknown'
      when row.n_low > row.p_high then 'emerging'
      when row.n_high < row.p_low then 'fading'
      else 'steady'
    end
  from bounded as row
  order by row.n desc, row.p desc, row.id;
end;
$$;

comment on function private.compare_topics(private.engagement_filter, private.engagement_filter) is
'Active topics in two windows, with the trend from the one before: see topic_trend.';

revoke all on function private.compare_topics(private.engagement_filter, private.engagement_filter) from public;
