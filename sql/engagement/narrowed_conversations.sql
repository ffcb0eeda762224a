-- requires: sql/engagement/engagement_filter.sql sql/engagement/messages.sql sql/engagement/same_topics.sql
create or replace function private.narrowed_conversations(
  wanted private.engagement_filter,
  domain_ids uuid [],
  after_at timestamptz,
  after_id uuid,
  after_domain_id uuid,
  page_size integer
)
returns table (domain_id uuid, id uuid, visitor_id uuid, started_at timestamptz)
language plpgsql
stable
security definer -- definer: under row security the search of texts could not use its index
rows 50
set search_path = ''
set plan_cache_mode = force_custom_plan -- Drops the conditions that the filter does not use.
set jit = off -- A limit makes the plan cheaper than it looks: compiling it costs more than reading.
as $$
declare
  query constant tsquery := websearch_to_tsquery('private.plain_words', (wanted).text);
  same_topics constant uuid [] := private.same_topics(domain_ids, (wanted).topic_id);
begin
  return query
  select page.*
  from unnest(domain_ids) as tenant (id)
  cross join lateral (
    select talk.domain_id, talk.id, talk.visitor_id, talk.started_at
    from public.conversations as talk
    where
      talk.domain_id = tenant.id
      and (after_at is null
        or (talk.started_at, talk.id, talk.domain_id) < (after_at, after_id, after_domain_id))
      and ((wanted)."from" is null or talk.started_at >= (wanted)."from")
      and ((wanted)."to" is null or talk.started_at < (wanted)."to")
      and (coalesce((wanted).include_test, false) or not talk.is_test)
      and ((wanted).outcome is null or talk.outcome = (wanted).outcome)
      and ((wanted).language is null or talk.language = (wanted).language)
      and ((wanted).status is null or talk.status = (wanted).status)
      and ((wanted).text is null or talk.id in (
        select message.conversation_id from public.messages as message
        where message.domain_id = tenant.id and message.tsv @@ query
      ))
      and (((wanted).has_email is null and (wanted).account_id is null) or exists (
        select from public.visitors as visitor
        where
          visitor.domain_id = talk.domain_id and visitor.id = talk.visitor_id
          and ((wanted).has_email is null or (visitor.email is not null) = (wanted).has_email)
          and ((wanted).account_id is null or visitor.account_id = (wanted).account_id)
      ))
      and ((wanted).topic_id is null or exists (
        select from public.conversation_topics as held
        where
          held.domain_id = talk.domain_id and held.conversation_id = talk.id
          and held.topic_id = any(same_topics)
      ))
      and ((wanted).score_min is null or talk.score >= (wanted).score_min)
      and ((wanted).score_max is null or talk.score <= (wanted).score_max)
    order by talk.started_at desc, talk.id desc
    limit page_size
  ) as page
  order by page.started_at desc, page.id desc, page.domain_id desc
  limit page_size;
end;
$$;

comment on function private.narrowed_conversations(
  private.engagement_filter, uuid [], timestamptz, uuid, uuid, integer
) is
'The conversations of these domains that the filter means, newest first; all of them where page_size is null. Whether the caller may see them is asked before.';

revoke all on function private.narrowed_conversations(
  private.engagement_filter, uuid [], timestamptz, uuid, uuid, integer
) from public, anon, authenticated, service_role;
