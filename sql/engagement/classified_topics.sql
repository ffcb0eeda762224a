-- requires: sql/engagement/find_conversations.sql sql/engagement/conversation_topics.sql
-- The one place that says what a topic's numbers count.
create or replace function private.classified_topics(wanted private.engagement_filter)
returns table (domain_id uuid, conversation_id uuid, started_at timestamptz, topic_ids uuid [])
language plpgsql
stable
security definer -- definer: row security on each of three tables costs more than the counting
rows 1000
set search_path = ''
set plan_cache_mode = force_custom_plan -- Drops the conditions that the filter does not use.
set enable_seqscan = off -- Estimates are of no use for so many kinds of windows: look keys up.
set jit = off -- What seqscan costs where it cannot be avoided would make it compile every plan.
as $$
declare
  -- What a topic's numbers tell of single conversations, only those learn who may view them.
  asks_more constant boolean := num_nonnulls(
    (wanted).score_min, (wanted).score_max, (wanted).outcome, (wanted).language, (wanted).has_email,
    (wanted).account_id, (wanted).status, (wanted).text, (wanted).topic_id
  ) > 0;
begin
  return query
  select
    talk.domain_id, talk.id, talk.started_at,
    array(
      select held.topic_id
      from public.conversation_topics as held
      where held.domain_id = talk.domain_id and held.conversation_id = talk.id
    )
  from unnest(private.permitted_domains('topics.view', (wanted).domain_ids)) as tenant (id)
  cross join lateral (
    select known.domain_id, known.id, known.started_at
    from public.conversations as known
    where
      known.domain_id = tenant.id
      and known.topics_at is not null
      and ((wanted)."from" is null or known.started_at >= (wanted)."from")
      and ((wanted)."to" is null or known.started_at < (wanted)."to")
      and (coalesce((wanted).include_test, false) or not known.is_test)
  ) as talk
  where
    not asks_more
    or (talk.domain_id, talk.id) in (
      select found.domain_id, found.id from private.find_conversations(wanted) as found
    );
end;
$$;

comment on function private.classified_topics(private.engagement_filter) is
'The classified conversations that the filter means, each with its topics, as they were named: merged ones too. Needs topics.view; a filter on more than time and domain also conversations.view.';

revoke all on function private.classified_topics(private.engagement_filter) from public;
