-- requires: sql/analytics/score_domains.sql sql/analytics/is_narrowed.sql
-- requires: sql/analytics/found_conversations.sql sql/engagement/current_conversation_scores.sql
create or replace function private.score_report(
  wanted private.engagement_filter,
  domain_ids uuid [],
  from_at timestamptz,
  to_at timestamptz
)
returns setof private.block_scores
language plpgsql
stable
security invoker
rows 20
set search_path = ''
as $$
begin
  if not private.is_narrowed(wanted) then
    return query select * from private.score_domains(domain_ids, from_at, to_at);
    return;
  end if;
  return query
  select
    judged.domain_id, null::smallint, null::integer, judged.rubric_version,
    count(*), sum(judged.score), private.count_deciles(array_agg(judged.score)),
    max(judged.score), (array_agg(judged.id order by judged.score desc, judged.id))[1],
    min(judged.score), (array_agg(judged.id order by judged.score, judged.id))[1]
  from (
    select talk.domain_id, talk.id, current.rubric_version, current.score
    from private.found_conversations(wanted, domain_ids, from_at, to_at) as talk
    cross join lateral (
      select newest.rubric_version, newest.score
      from public.current_conversation_scores as newest
      where newest.domain_id = talk.domain_id and newest.conversation_id = talk.id
      limit 1 -- There is one at most; said so, the view is asked for this conversation alone.
    ) as current
    where talk.score is not null
  ) as judged
  group by judged.domain_id, judged.rubric_version;
end;
$$;

comment on function private.score_report(private.engagement_filter, uuid [], timestamptz, timestamptz) is
'The scores of a window: from the rollups, or from the conversations themselves where the filter asks for some of them only.';

revoke all on function private.score_report(private.engagement_filter, uuid [], timestamptz, timestamptz)
from public;
