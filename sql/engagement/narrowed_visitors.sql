-- requires: sql/engagement/find_conversations.sql sql/engagement/visitor_sessions.sql
create or replace function private.narrowed_visitors(
  wanted private.engagement_filter,
  domain_ids uuid [],
  after_at timestamptz,
  after_id uuid,
  after_domain_id uuid,
  page_size integer
)
returns table (domain_id uuid, id uuid, account_id uuid, last_seen_at timestamptz)
language plpgsql
stable
security definer -- definer: two tests of domain_id, the policy's and ours, mislead the planner to other indexes
rows 50
set search_path = ''
set plan_cache_mode = force_custom_plan -- Drops the conditions that the filter does not use.
set jit = off -- A limit makes the plan cheaper than it looks: compiling it costs more than reading.
as $$
declare
  asks_for_talk constant boolean := num_nonnulls(
    (wanted).score_min, (wanted).score_max, (wanted).outcome, (wanted).language, (wanted).status,
    (wanted).text, (wanted).topic_id
  ) > 0;
begin
  return query
  select page.*
  from unnest(domain_ids) as tenant (id)
  cross join lateral (
    select visitor.domain_id, visitor.id, visitor.account_id, visitor.last_seen_at
    from public.visitors as visitor
    where
      visitor.domain_id = tenant.id
      and visitor.merged_into_id is null
      and (after_at is null or (visitor.last_seen_at, visitor.id, visitor.domain_id)
        < (after_at, after_id, after_domain_id))
      and (coalesce((wanted).include_test, false) or not visitor.is_test)
      and ((wanted).has_email is null or (visitor.email is not null) = (wanted).has_email)
      and ((wanted).account_id is null or visitor.account_id = (wanted).account_id)
      and (((wanted)."from" is null and (wanted)."to" is null) or exists (
        select from public.visitor_sessions as session
        where
          session.domain_id = visitor.domain_id and session.visitor_id = visitor.id
          and ((wanted)."from" is null or session.last_activity_at >= (wanted)."from")
          and ((wanted)."to" is null or session.first_event_at < (wanted)."to")
      ))
      and (not asks_for_talk or (visitor.domain_id, visitor.id) in (
        select talk.domain_id, talk.visitor_id from private.find_conversations(wanted) as talk
      ))
    order by visitor.last_seen_at desc, visitor.id desc
    limit page_size
  ) as page
  order by page.last_seen_at desc, page.id desc, page.domain_id desc
  limit page_size;
end;
$$;

comment on function private.narrowed_visitors(
  private.engagement_filter, uuid [], timestamptz, uuid, uuid, integer
) is
'The visitors of these domains that the filter means, last seen first; all of them where page_size is null. Whether the caller may see them is asked before.';

revoke all on function private.narrowed_visitors(
  private.engagement_filter, uuid [], timestamptz, uuid, uuid, integer
) from public, anon, authenticated, service_role;
