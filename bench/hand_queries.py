"""The best queries by hand for what the list and detail RPCs answer; they know no row security."""

HAND_LIST = """
select talk.domain_id, talk.id, talk.visitor_id, visitor.email, visitor.account_id,
  coalesce(account.company_name, account.company_domain), talk.started_at, talk.last_message_at,
  talk.total_turns, talk.language, talk.status, talk.outcome, talk.is_test,
  left(opening.content, 200), talk.score, talk.scorer
from (
  select * from conversations where domain_id = %s and not is_test
  order by started_at desc, id desc limit 50
) as talk
left join visitors as visitor
  on talk.domain_id = visitor.domain_id and talk.visitor_id = visitor.id
left join accounts as account
  on visitor.domain_id = account.domain_id and visitor.account_id = account.id
left join lateral (
  select content from messages as message
  where message.domain_id = talk.domain_id and message.conversation_id = talk.id
  order by seq limit 1
) as opening on true
order by talk.started_at desc, talk.id desc
"""
HAND_DETAIL = """
select jsonb_build_object(
  'conversation', to_jsonb(talk), 'visitor', to_jsonb(visitor), 'account', to_jsonb(account),
  'session', to_jsonb(session),
  'messages', (
    select jsonb_agg(to_jsonb(m) - '{domain_id,conversation_id,tsv}'::text[] order by m.seq)
    from messages as m where m.domain_id = talk.domain_id and m.conversation_id = talk.id
  ),
  'score', (
    select to_jsonb(s) - '{domain_id,conversation_id}'::text[]
    from conversation_scores as s
    where s.domain_id = talk.domain_id and s.conversation_id = talk.id
    order by
      array_position(array['human', 'llm', 'rule'], s.scorer), s.rubric_version desc,
      s.scored_at desc, s.id desc
    limit 1
  ),
  'scores', (
    select jsonb_agg(
      to_jsonb(s) - '{domain_id,conversation_id}'::text[] order by s.scored_at desc, s.id
    )
    from conversation_scores as s
    where s.domain_id = talk.domain_id and s.conversation_id = talk.id
  )
)
from conversations as talk
left join visitors as visitor
  on talk.domain_id = visitor.domain_id and talk.visitor_id = visitor.id
left join accounts as account
  on visitor.domain_id = account.domain_id and visitor.account_id = account.id
left join visitor_sessions as session
  on talk.domain_id = session.domain_id and talk.session_id = session.id
where talk.domain_id = %s and talk.id = %s
"""
HAND_VISITORS = """
select visitor.domain_id, visitor.id, visitor.email, visitor.account_id,
  coalesce(account.company_name, account.company_domain), visitor.enrichment_data,
  visitor.first_seen_at, visitor.last_seen_at, visitor.is_test,
  (
    select count(*) from visitor_sessions as session
    where session.domain_id = visitor.domain_id and session.visitor_id = visitor.id
  ),
  (
    select count(*) from conversations as talk
    where talk.domain_id = visitor.domain_id and talk.visitor_id = visitor.id
  )
from (
  select * from visitors where domain_id = %s and not is_test and merged_into_id is null
  order by last_seen_at desc, id desc limit 50
) as visitor
left join accounts as account
  on visitor.domain_id = account.domain_id and visitor.account_id = account.id
order by visitor.last_seen_at desc, visitor.id desc
"""
HAND_TIMELINE = """
with wanted as (select %s::uuid as domain_id, %s::uuid as id), person as (
  select visitor.domain_id, array_agg(visitor.id) as ids
  from wanted
  join visitors as asked on asked.domain_id = wanted.domain_id and asked.id = wanted.id
  join visitors as visitor
    on visitor.domain_id = asked.domain_id
    and coalesce(asked.merged_into_id, asked.id) in (visitor.id, visitor.merged_into_id)
  group by visitor.domain_id
)
select entry.* from person cross join lateral (
  select kind::text, id, occurred_at, session_id, conversation_id, url, properties
  from session_events as event
  where event.domain_id = person.domain_id and event.visitor_id = any(person.ids)
    and event.kind <> 'message'
  union all
  select 'conversation', id, started_at, session_id, id, null,
    jsonb_build_object('turns', total_turns, 'outcome', outcome, 'status', status)
  from conversations as talk
  where talk.domain_id = person.domain_id and talk.visitor_id = any(person.ids)
) as entry order by entry.occurred_at desc, entry.id desc limit 50
"""
