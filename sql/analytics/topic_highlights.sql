-- requires: sql/engagement/compare_topics.sql sql/analytics/report_window.sql sql/identity/domains_with.sql
create or replace function private.topic_highlights(
  wanted private.engagement_filter,
  domain_ids uuid [],
  reported private.report_window,
  is_comparable boolean
)
returns jsonb
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  before private.engagement_filter;
  part record;
  changes private.topic_change [] := '{}';
begin
  wanted.include_test := false;
  wanted."to" := (reported).to_at;
  -- Domains whose numbers begin within the window are asked for what comes after.
  for part in
    select greatest((reported).from_at, tenant.stats_valid_from) as from_at, array_agg(tenant.id) as domain_ids
    from public.domains as tenant
    where
      tenant.id = any(domain_ids)
      and tenant.id = any((select private.domains_with('topics.view'))::uuid [])
      -- Most have none, and comparing costs the same.
      and exists (select from public.topics as topic where topic.domain_id = tenant.id)
      and (tenant.stats_valid_from < (reported).to_at) is not false
    group by 1
  loop
    wanted.domain_ids := part.domain_ids;
    wanted."from" := part.from_at;
    before := wanted;
    before."from" := (reported).previous_from_at;
    before."to" := (reported).from_at;
    changes := changes || array(select changed from private.compare_topics(wanted, before) as changed);
  end loop;
  return jsonb_build_object(
    'top_topic', (
      select
        to_jsonb(topic)
        - '{share_change,trend,previous_conversations,previous_classified,previous_share,previous_lower,previous_upper}'::text []
      from unnest(changes) as topic
      where topic.conversations > 0
      order by topic.conversations desc, topic.topic_id, topic.domain_id
      limit 1
    ),
    'biggest_mover', (
      select to_jsonb(topic) from unnest(changes) as topic
      where is_comparable and topic.trend in ('emerging', 'fading')
      order by abs(topic.share_change) desc, topic.topic_id, topic.domain_id
      limit 1
    )
  );
end;
$$;

comment on function private.topic_highlights(
  private.engagement_filter, uuid [], private.report_window, boolean
) is
'The topic of most conversations, and of those that topic_trend calls emerging or fading the one whose share changed most, of the domains where the person may view topics; null where there is none.';

revoke all on function private.topic_highlights(
  private.engagement_filter, uuid [], private.report_window, boolean
) from public;
