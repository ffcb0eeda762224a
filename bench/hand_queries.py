"""The best queries by hand for what the list and detail RPCs answer; they know no row security."""

HAND_LIST = """
select talk.domain_id, talk.id, talk.visitor_id, visitor.email, visitor.account_id,
  coalesce(account.company_name, account.company_domain), talk.started_at, talk.last_message_at,
  talk.total_turns, talk.language, talk.status, talk.outcome, talk.is_test,
  left(opening.content, 200), talk.score, talk.scorer,
  'conversations.' || encode(
    uuid_send(talk.id) || uuid_send(talk.domain_id) || timestamptz_send(talk.started_at), 'hex'
  )
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
  ),
  'visitors.' || encode(
    uuid_send(visitor.id) || uuid_send(visitor.domain_id)
    || timestamptz_send(visitor.last_seen_at), 'hex'
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
select entry.*, 'timeline.' || encode(
  uuid_send(entry.id) || uuid_send(person.domain_id) || timestamptz_send(entry.occurred_at), 'hex'
)
from person cross join lateral (
  select kind::text, id, occurred_at, session_id, conversation_id, url, properties
  from session_events as event
  where event.domain_id = person.domain_id and event.visitor_id = any(person.ids)
    and event.kind <> 'message'
  union all
  select 'conversation', id, started_at, session_id, id, null,
    jsonb_build_object('turns', total_turns, 'outcome', outcome, 'status', status)
  from conversations as talk
  where talk.domain_id = person.domain_id and talk.visitor_id = any(person.ids)
  union all
  select 'consent', told.id, told.occurred_at, null, null, null,
    jsonb_build_object('state', told.state, 'purposes', told.purposes, 'source', told.source)
  from private.consent_events as told
  where told.domain_id = person.domain_id and told.digest = any(array(
    select same.digest
    from private.visitor_consents as consent
    join private.visitor_consents as same
      on same.domain_id = consent.domain_id and same.person = consent.person
    where consent.domain_id = person.domain_id and consent.digest = any(array(
      select sha256(uuid_send(person.domain_id) || uuid_send(known.id))
      from unnest(person.ids) as known (id)
    ))
  ))
  union all
  select 'crm_sync', sent.id, coalesce(sent.last_synced_at, sent.updated_at), null, null, null,
    jsonb_build_object('state', sent.state, 'error', sent.error, 'remote_id', sent.remote_id)
  from sync_configs as config
  join sync_records as sent on sent.domain_id = config.domain_id and sent.config_id = config.id
  where config.domain_id = person.domain_id and sent.object = 'contacts'
    and sent.local_id = any(person.ids)
) as entry (kind, id, occurred_at, session_id, conversation_id, url, details)
order by entry.occurred_at desc, entry.id desc limit 50
"""
HAND_ACCOUNTS = """
select account.domain_id, account.id, account.company_domain, account.company_name,
  account.enrichment_data, people.*, talk.conversations, talk.conversions,
  case
    when talk.conversions > 0 then 'high'
    when talk.proposals > 0 or talk.conversations > 1 then 'medium'
    when talk.conversations = 1 then 'low' else 'none'
  end,
  encode(convert_to(concat_ws(
    '|', 'accounts', account.id, account.domain_id, account.company_domain
  ), 'utf8'), 'hex')
from (
  select * from accounts where domain_id = %s order by company_domain limit 50
) as account
cross join lateral (
  select count(distinct visitor.id), count(session.id), max(session.last_activity_at)
  from visitors as visitor
  left join visitor_sessions as session
    on visitor.domain_id = session.domain_id and visitor.id = session.visitor_id
    and not session.is_test
  where visitor.domain_id = account.domain_id and visitor.account_id = account.id
    and visitor.merged_into_id is null and not visitor.is_test
) as people
cross join lateral (
  select count(*) as conversations,
    count(*) filter (where demo_booked or email_captured) as conversions,
    count(*) filter (where demo_proposed or cta_clicked) as proposals
  from visitors as visitor
  join conversations as talk
    on visitor.domain_id = talk.domain_id and visitor.id = talk.visitor_id and not talk.is_test
  where visitor.domain_id = account.domain_id and visitor.account_id = account.id
) as talk
order by account.company_domain
"""
HAND_TICKET = """
select jsonb_build_object(
  'ticket', to_jsonb(ticket) - '{tsv,idempotency_key}'::text[],
  'is_overdue', ticket.is_response_late or ticket.is_resolution_late
    or coalesce(now() > ticket.response_due_at, false)
    or coalesce(now() > ticket.resolution_due_at, false),
  'reporter_name', (select display_name from people where id = ticket.reporter_id),
  'assignee_name', (select display_name from people where id = ticket.assignee_id),
  'link', (
    select to_jsonb(link) - '{domain_id,ticket_id}'::text[] from ticket_links as link
    where link.domain_id = ticket.domain_id and link.ticket_id = ticket.id
  ),
  'timeline', (
    select jsonb_agg(jsonb_build_object(
      'kind', entry.kind, 'id', entry.id, 'at', entry.at, 'actor', entry.actor,
      'person_id', entry.person_id, 'person_name', person.display_name, 'body', entry.body,
      'from', entry.from_value, 'to', entry.to_value
    ) order by entry.at, entry.id)
    from (
      select kind, id, created_at, actor, actor_id, null, from_value, to_value
      from ticket_events as event
      where event.domain_id = ticket.domain_id and event.ticket_id = ticket.id
      union all
      select 'comment', id, created_at, null, author_id, body, null, null
      from ticket_comments as comment
      where comment.domain_id = ticket.domain_id and comment.ticket_id = ticket.id
    ) as entry (kind, id, at, actor, person_id, body, from_value, to_value)
    left join people as person on person.id = entry.person_id
  ),
  'transitions', (
    select jsonb_agg(status.key order by status.position)
    from ticket_transitions as allowed
    join ticket_statuses as status on status.key = allowed.to_status
    where allowed.from_status = ticket.status and allowed.actor = 'support'
  ),
  'notes', (
    select jsonb_agg(jsonb_build_object(
      'id', note.id, 'at', note.created_at, 'person_id', note.author_id,
      'person_name', person.display_name, 'body', note.body
    ) order by note.created_at, note.id)
    from ticket_notes as note join people as person on person.id = note.author_id
    where note.domain_id = ticket.domain_id and note.ticket_id = ticket.id
  )
)
from tickets as ticket where ticket.domain_id = %s and ticket.id = %s
"""
# From the rollup, too: nobody would count conversations for a list of topics.
HAND_TOPICS = """
with counted as (
  select * from private.count_topic_blocks(array[%s::uuid], %s, %s, null, 'UTC')
)
select topic.domain_id, topic.id, topic.name, topic.status, topic.parent_id, topic.version,
  coalesce(counted.conversations, 0) as conversations, base.classified,
  round(counted.conversations::numeric / nullif(base.classified, 0), 6),
  encode(convert_to(concat_ws(
    '|', 'topics', topic.id, topic.domain_id, coalesce(counted.conversations, 0)
  ), 'utf8'), 'hex')
from topics as topic
left join counted on counted.topic_id = topic.id
left join counted as base on base.topic_id is null
where topic.domain_id = %s and topic.status <> 'merged'
order by conversations desc, topic.id desc limit 50
"""
