-- rpc/engagement/conversation_detail.sql
create or replace function public.conversation_detail(domain_id uuid, conversation_id uuid)
returns jsonb
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  detail jsonb;
begin
  -- Row security answers for each part: a transcript without the visitor, where only that is permitted.
  select jsonb_build_object(
    'conversation', to_jsonb(talk),
    'visitor', to_jsonb(visitor),
    'account', to_jsonb(account),
    'session', to_jsonb(session),
    'messages', coalesce((
      select jsonb_agg(to_jsonb(message) - '{domain_id,conversation_id,tsv}'::text [] order by message.seq)
      from public.messages as message
      where message.domain_id = talk.domain_id and message.conversation_id = talk.id
    ), '[]'),
    'score', (
      select to_jsonb(counting) - '{domain_id,conversation_id}'::text []
      from public.current_conversation_scores as counting
      where counting.domain_id = talk.domain_id and counting.conversation_id = talk.id
    ),
    'scores', coalesce((
      select jsonb_agg(
        to_jsonb(judged) - '{domain_id,conversation_id}'::text [] order by judged.scored_at desc, judged.id
      )
      from public.conversation_scores as judged
      where judged.domain_id = talk.domain_id and judged.conversation_id = talk.id
    ), '[]')
  )
  into detail
  from public.conversations as talk
  left join public.visitors as visitor
    on talk.domain_id = visitor.domain_id and talk.visitor_id = visitor.id
  left join public.accounts as account
    on visitor.domain_id = account.domain_id and visitor.account_id = account.id
  left join public.visitor_sessions as session
    on talk.domain_id = session.domain_id and talk.session_id = session.id
  where
    talk.domain_id = conversation_detail.domain_id
    and talk.id = conversation_detail.conversation_id;
  if detail is null then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such conversation');
  end if;
  return detail;
end;
$$;

comment on function public.conversation_detail(uuid, uuid) is
'One conversation as {conversation, visitor, account, session, messages in the order of seq, score (the current one), scores (all, newest first)}. Errors: P0002 / NOT_FOUND when it is not there or not visible.';

revoke all on function public.conversation_detail(uuid, uuid) from public, anon;
grant execute on function public.conversation_detail(uuid, uuid) to authenticated;

-- rpc/engagement/ingest_visitor_events.sql
create or replace function public.ingest_visitor_events(events jsonb, is_backfill boolean default false)
returns jsonb
language plpgsql
volatile
security definer -- definer: the worker's key may ingest events and write these tables in no other way
set search_path = ''
-- Every step looks up keys. A plan that was cached while the tables were small would scan them still
-- when they have grown, until statistics are gathered anew.
set enable_seqscan = off
set plan_cache_mode = force_generic_plan -- Planning a dozen statements costs more than one event.
as $$
declare
  max_events constant integer := 1000;
  received integer;
  sites jsonb;
  batch private.visitor_event [];
begin
  if jsonb_typeof(events) is distinct from 'array' then
    perform private.bad_input('events', 'must be an array of events');
  end if;
  received := jsonb_array_length(events);
  if received > max_events then
    perform private.fail(
      '22023', 'BATCH_TOO_LARGE',
      format('events: %s are too many, a batch holds at most %s', received, max_events),
      'Split the batch; the order and size of batches do not change the result.'
    );
  end if;

  sites := private.resolve_sites(events);
  batch := private.read_visitor_events(events, sites, coalesce(is_backfill, false));
  batch := private.store_session_events(batch);
  batch := private.follow_merges(batch);
  perform private.store_accounts(batch);
  perform private.store_visitors(batch);
  perform private.link_visitor_accounts(batch);
  perform private.store_visitor_enrichments(batch);
  perform private.store_visitor_sessions(batch);
  perform private.store_conversations(batch);
  perform private.store_messages(batch);
  perform private.refresh_conversations(batch);
  perform private.store_conversation_status(batch);
  perform private.audit_visitor_events(batch);
  return jsonb_build_object(
    'received', received,
    'stored', cardinality(batch),
    'duplicates', received - cardinality(batch),
    'clock_skewed', (select count(*) from unnest(batch) as event where event.has_clock_skew)
  );
end;
$$;

comment on function public.ingest_visitor_events(jsonb, boolean) is
'Stores up to 1000 widget events in one transaction: all of them, or none and 22023 with the index, id and field of the first malformed one (BATCH_TOO_LARGE for more). Events are objects with id, site_domain, visitor_id, session_id, kind, occurred_at, and optionally conversation_id, url, properties, environment, deployment_target, agent, received_at (when the edge got it). Sending an event again changes nothing; order and split of batches do not matter. Events over 7 days late need is_backfill. Returns received, stored, duplicates, clock_skewed. See docs/ingestion.md.';

revoke all on function public.ingest_visitor_events(jsonb, boolean) from public, anon, authenticated;
grant execute on function public.ingest_visitor_events(jsonb, boolean) to service_role;

-- rpc/engagement/list_accounts.sql
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
security invoker
rows 50
set search_path = ''
set plan_cache_mode = force_custom_plan -- Drops the conditions that the filter does not use.
as $$
declare
  wanted constant private.engagement_filter := private.read_engagement_filter(filter);
  mine constant uuid [] := private.permitted_domains('accounts.view', wanted.domain_ids);
  is_filtered constant boolean :=
    coalesce(nullif(jsonb_strip_nulls(filter), 'null'), '{}') - '{domain_ids,include_test,account_id}'::text [] <> '{}';
  place constant text [] := private.read_cursor('accounts', after);
begin
  perform private.check_page_size(page_size);
  return query
  select
    page.domain_id, page.id, page.company_domain, page.company_name, page.enrichment_data,
    stats.visitors, stats.sessions, stats.conversations, stats.conversions, stats.intent,
    stats.last_activity_at,
    private.make_cursor('accounts', page.company_domain, page.id, page.domain_id)
  from (
    select account.*
    from unnest(mine) as tenant (id)
    cross join lateral (
      select account.* from public.accounts as account
      where
        account.domain_id = tenant.id
        and (place is null
          or (account.company_domain, account.domain_id) > (place[3], place[2]::uuid))
        and (wanted.account_id is null or account.id = wanted.account_id)
        and (not is_filtered or (account.domain_id, account.id) in (
          select visitor.domain_id, visitor.account_id from private.find_visitors(wanted) as visitor
        ))
      order by account.company_domain
      limit page_size
    ) as account
    order by account.company_domain, account.domain_id
    limit page_size
  ) as page
  cross join lateral (
    select counted.* from public.account_stats as counted
    where counted.domain_id = page.domain_id and counted.account_id = page.id
  ) as stats
  order by page.company_domain, page.domain_id;
end;
$$;

comment on function public.list_accounts(jsonb, text, integer) is
'Companies with their engagement (see account_stats), by company domain. filter: the same object as list_conversations; an account is listed when one of its visitors is meant. after, page_size and errors as there. Example: {"filter": {"from": "2026-11-01T00:00:00Z"}}';

revoke all on function public.list_accounts(jsonb, text, integer) from public, anon;
grant execute on function public.list_accounts(jsonb, text, integer) to authenticated;

-- rpc/engagement/list_conversations.sql
create or replace function public.list_conversations(
  filter jsonb default '{}',
  after text default null,
  page_size integer default 50
)
returns table (
  domain_id uuid,
  id uuid,
  visitor_id uuid,
  visitor_email text,
  account_id uuid,
  account_name text,
  started_at timestamptz,
  last_message_at timestamptz,
  total_turns integer,
  language text,
  status text,
  outcome text,
  is_test boolean,
  first_message text,
  score numeric,
  scorer text,
  cursor text
)
language plpgsql
stable
security definer -- definer: two tests of domain_id, the policy's and ours, mislead the planner to other indexes
rows 50
set search_path = ''
as $$
declare
  visitors_in constant uuid [] := private.domains_with('visitors.view');
  accounts_in constant uuid [] := private.domains_with('accounts.view');
  place record;
begin
  perform private.check_page_size(page_size);
  place := private.read_time_cursor('conversations', after);
  return query
  select
    talk.domain_id, talk.id, talk.visitor_id, visitor.email, visitor.account_id,
    coalesce(account.company_name, account.company_domain),
    talk.started_at, talk.last_message_at, talk.total_turns, talk.language, talk.status,
    talk.outcome, talk.is_test, left(opening.content, 200), talk.score, talk.scorer,
    private.make_time_cursor('conversations', found.started_at, found.id, found.domain_id)
  from private.find_conversations(
    private.read_engagement_filter(filter), place.at, place.id, place.domain_id, page_size
  ) as found
  inner join public.conversations as talk
    on found.domain_id = talk.domain_id and found.id = talk.id
  left join public.visitors as visitor
    on talk.domain_id = visitor.domain_id and talk.visitor_id = visitor.id
    and talk.domain_id = any(visitors_in)
  left join public.accounts as account
    on visitor.domain_id = account.domain_id and visitor.account_id = account.id
    and talk.domain_id = any(accounts_in)
  left join lateral (
    select message.content from public.messages as message
    where message.domain_id = talk.domain_id and message.conversation_id = talk.id
    order by message.seq
    limit 1
  ) as opening on true
  order by found.started_at desc, found.id desc, found.domain_id desc;
end;
$$;

comment on function public.list_conversations(jsonb, text, integer) is
'Conversations, newest first. filter: from, to (half-open, on started_at), domain_ids (null: all mine), score_min, score_max, outcome, language, has_email, account_id, status, text, include_test (false: test traffic is left out). after: the cursor of the last row of the page before. page_size: 1 to 500. Errors: 22023 names a wrong argument or filter key; 42501 a domain that is not yours. Example: {"filter": {"outcome": "demo_booked", "language": "fr"}, "page_size": 20}';

revoke all on function public.list_conversations(jsonb, text, integer) from public, anon;
grant execute on function public.list_conversations(jsonb, text, integer) to authenticated;

-- rpc/engagement/list_visitors.sql
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
as $$
declare
  accounts_in constant uuid [] := private.domains_with('accounts.view');
  talks_in constant uuid [] := private.domains_with('conversations.view');
  place record;
begin
  perform private.check_page_size(page_size);
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
    private.read_engagement_filter(filter), place.at, place.id, place.domain_id, page_size
  ) as found
  inner join public.visitors as visitor
    on found.domain_id = visitor.domain_id and found.id = visitor.id
  left join public.accounts as account
    on visitor.domain_id = account.domain_id and visitor.account_id = account.id
    and visitor.domain_id = any(accounts_in)
  order by found.last_seen_at desc, found.id desc, found.domain_id desc;
end;
$$;

comment on function public.list_visitors(jsonb, text, integer) is
'Visitors, last seen first. filter: the same object as list_conversations; from and to ask for a session in the period, and what is asked of conversations for at least one such conversation. after, page_size and errors as there. Example: {"filter": {"has_email": true}}';

revoke all on function public.list_visitors(jsonb, text, integer) from public, anon;
grant execute on function public.list_visitors(jsonb, text, integer) to authenticated;

-- rpc/engagement/merge_visitors.sql
create or replace function public.merge_visitors(
  domain_id uuid,
  visitor_id uuid,
  into_visitor_id uuid,
  reason text
)
returns uuid
language plpgsql
volatile
security definer -- definer: these tables are written by nobody else than ingestion and this
set search_path = ''
as $$
declare
  merged public.visitors;
  survivor_id uuid;
begin
  perform private.require_one_of('{visitors.edit,integrations.manage}', merge_visitors.domain_id);
  if coalesce(btrim(merge_visitors.reason), '') = '' then
    perform private.fail('22023', 'REASON_REQUIRED', 'reason: say why', 'It goes to the audit log.');
  end if;
  perform pg_advisory_xact_lock(private.merge_lock_key(merge_visitors.domain_id));
  select visitor.* into merged
  from public.visitors as visitor
  where visitor.domain_id = merge_visitors.domain_id and visitor.id = merge_visitors.visitor_id;
  -- Chains are kept flat, so the survivor of the target is at most one step away.
  select coalesce(visitor.merged_into_id, visitor.id) into survivor_id
  from public.visitors as visitor
  where visitor.domain_id = merge_visitors.domain_id and visitor.id = merge_visitors.into_visitor_id;
  if merged.id is null or survivor_id is null then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such visitor');
  end if;
  if survivor_id = merged.id then
    perform private.bad_input('into_visitor_id', 'is visitor_id, or was merged into it');
  end if;
  if merged.merged_into_id = survivor_id then
    return survivor_id;
  end if;
  if merged.merged_into_id is not null then
    perform private.fail(
      'PT409', 'ALREADY_MERGED', 'the visitor was merged into another one',
      format('Merge visitor %s, which stands for it.', merged.merged_into_id)
    );
  end if;
  perform private.absorb_visitor(merge_visitors.domain_id, merged.id, survivor_id);
  perform private.audit_event(
    'merge', 'visitors', merged.id::text, merge_visitors.domain_id,
    jsonb_build_object('into_visitor_id', survivor_id), btrim(merge_visitors.reason)
  );
  return survivor_id;
end;
$$;

comment on function public.merge_visitors(uuid, uuid, uuid, text) is
'Says that visitor_id is the same person as into_visitor_id of the same domain: sessions, conversations and what comes later count for the latter, whose id is returned. Again it changes nothing. Into a merged visitor means into its survivor. Needs visitors.edit or integrations.manage there, or the secret key. '
'Errors: 42501 PERMISSION_DENIED; 22023 REASON_REQUIRED, INVALID_INPUT for a visitor with itself or in a circle; P0002 NOT_FOUND; PT409 ALREADY_MERGED.';

revoke all on function public.merge_visitors(uuid, uuid, uuid, text) from public, anon;
grant execute on function public.merge_visitors(uuid, uuid, uuid, text) to authenticated, service_role;

-- rpc/engagement/score_conversation.sql
create or replace function public.score_conversation(
  domain_id uuid,
  conversation_id uuid,
  score numeric,
  rubric_version integer,
  dimensions jsonb default '{}',
  reason text default null,
  scorer text default 'human',
  idempotency_key uuid default null
)
returns uuid
language plpgsql
volatile
security definer -- definer: scores are written by nobody else than this
set search_path = ''
as $$
declare
  score_id constant uuid := coalesce(score_conversation.idempotency_key, private.new_id());
  scored_by constant uuid := private.current_person_id();
  fault constant text := private.score_fault(score, rubric_version, dimensions, reason);
begin
  perform private.require_one_of('{conversations.edit,agents.manage}', score_conversation.domain_id);
  if fault is not null then
    perform private.bad_input(split_part(fault, ': ', 1), split_part(fault, ': ', 2));
  end if;
  -- A person signs with the own name; only a worker may speak for a model or a rule.
  if scorer is null or scorer <> all(case when scored_by is null then '{llm,rule}'::text [] else '{human}' end) then
    perform private.bad_input('scorer', 'must be human for a person, llm or rule for a worker');
  end if;
  if not exists (
    select from public.conversations as talk
    where talk.domain_id = score_conversation.domain_id and talk.id = score_conversation.conversation_id
  ) then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such conversation');
  end if;
  insert into public.conversation_scores (
    domain_id, id, conversation_id, scorer, rubric_version, score, dimensions, reason, scored_by
  )
  values (
    domain_id, score_id, conversation_id, scorer, rubric_version, score, dimensions,
    nullif(btrim(reason), ''), scored_by
  )
  on conflict on constraint conversation_scores_pkey do nothing;
  if not found and not exists (
    select from public.conversation_scores as judged
    where judged.domain_id = score_conversation.domain_id and judged.id = score_id
      and judged.conversation_id = score_conversation.conversation_id
  ) then
    perform private.bad_input('idempotency_key', 'was used for another conversation');
  end if;
  return score_id;
end;
$$;

comment on function public.score_conversation(uuid, uuid, numeric, integer, jsonb, text, text, uuid) is
'Adds a score from 0 to 100 to a conversation, under a rubric version, with dimensions ({"tone": 80}) and a reason; returns its id. A person''s score counts before a model''s (llm), that before a rule''s, then the newest rubric counts: see current_conversation_scores. scorer: human for people; llm or rule with the secret key. idempotency_key: the score''s id; sent again it adds nothing. Needs conversations.edit or agents.manage there, or the secret key. '
'Errors: 42501 PERMISSION_DENIED; 22023 INVALID_INPUT; P0002 NOT_FOUND.';

revoke all on function public.score_conversation(uuid, uuid, numeric, integer, jsonb, text, text, uuid)
from public, anon;
grant execute on function public.score_conversation(uuid, uuid, numeric, integer, jsonb, text, text, uuid)
to authenticated, service_role;

-- rpc/engagement/search_conversations.sql
create or replace function public.search_conversations(
  query text,
  domain_ids uuid [] default null,
  after text default null,
  page_size integer default 50
)
returns table (
  domain_id uuid,
  conversation_id uuid,
  message_id uuid,
  occurred_at timestamptz,
  role text,
  snippet text,
  cursor text
)
language plpgsql
stable
security definer -- definer: @@ is not leakproof, so under row security it could not use its index
rows 50
set search_path = ''
-- One plan fits every word and domain, the text index of one domain at a time; planning anew for each
-- call costs a third of a search for a rare word.
set plan_cache_mode = force_generic_plan
as $$
declare
  mine constant uuid [] := private.permitted_domains('conversations.view', domain_ids);
  words tsquery;
  place record;
begin
  perform private.check_page_size(page_size);
  if length(query) between 1 and 500 is not true then
    perform private.bad_input('query', 'must be a text of 1 to 500 characters');
  end if;
  words := websearch_to_tsquery('private.plain_words', query); -- Seconds, for a text without end.
  place := private.read_time_cursor('search', after);
  return query
  select
    hit.domain_id, hit.conversation_id, hit.id, hit.occurred_at, hit.role,
    ts_headline('private.plain_words', hit.content, words, 'StartSel=**, StopSel=**, MaxWords=30, MinWords=10'),
    private.make_time_cursor('search', hit.occurred_at, hit.conversation_id, hit.domain_id)
  from unnest(mine) as tenant (id)
  cross join lateral (
    select newest.*
    from (
      select distinct on (message.conversation_id)
        message.domain_id, message.conversation_id, message.id, message.occurred_at, message.role,
        message.content
      from public.messages as message
      where message.domain_id = tenant.id and message.tsv @@ words
      order by message.conversation_id, message.occurred_at desc, message.seq desc
    ) as newest
    inner join public.conversations as talk
      on newest.domain_id = talk.domain_id and newest.conversation_id = talk.id
    where
      not talk.is_test
      and (place.at is null or (newest.occurred_at, newest.conversation_id, newest.domain_id)
        < (place.at, place.id, place.domain_id))
    order by newest.occurred_at desc, newest.conversation_id desc
    limit page_size
  ) as hit
  order by hit.occurred_at desc, hit.conversation_id desc, hit.domain_id desc
  limit page_size;
end;
$$;

comment on function public.search_conversations(text, uuid [], text, integer) is
'Conversations with a message that has all the words of query ("quotes" for a phrase, or, -not; case and accents do not count), each with its newest such message, newest first, test traffic left out. domain_ids: null for all mine. Errors: 22023 names a wrong argument; 42501 a domain that is not yours. Example: {"query": "pricing -trial", "page_size": 20}';

revoke all on function public.search_conversations(text, uuid [], text, integer) from public, anon;
grant execute on function public.search_conversations(text, uuid [], text, integer) to authenticated;

-- rpc/engagement/visitor_timeline.sql
create or replace function public.visitor_timeline(
  domain_id uuid,
  visitor_id uuid,
  after text default null,
  page_size integer default 50
)
returns table (
  kind text,
  id uuid,
  occurred_at timestamptz,
  session_id uuid,
  conversation_id uuid,
  url text,
  details jsonb,
  cursor text
)
language plpgsql
stable
security invoker
rows 50
set search_path = ''
as $$
declare
  place record;
  survivor_id uuid;
  same_person uuid [];
begin
  perform private.check_page_size(page_size);
  place := private.read_time_cursor('timeline', after);
  select coalesce(visitor.merged_into_id, visitor.id) into survivor_id
  from public.visitors as visitor
  where
    visitor.domain_id = visitor_timeline.domain_id and visitor.id = visitor_timeline.visitor_id;
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such visitor');
  end if;
  same_person := array(
    select visitor.id from public.visitors as visitor
    where
      visitor.domain_id = visitor_timeline.domain_id
      and survivor_id in (visitor.id, visitor.merged_into_id)
  );
  return query
  select
    entry.*,
    private.make_time_cursor('timeline', entry.occurred_at, entry.id, visitor_timeline.domain_id)
  from (
    select
      event.kind::text, event.id, event.occurred_at, event.session_id, event.conversation_id,
      event.url, event.properties
    from public.session_events as event
    where
      event.domain_id = visitor_timeline.domain_id
      and event.visitor_id = any(same_person)
      and event.kind <> 'message' -- The conversation stands for its messages.
    union all
    select
      'conversation', talk.id, talk.started_at, talk.session_id, talk.id, null,
      jsonb_build_object(
        'turns', talk.total_turns, 'outcome', talk.outcome, 'status', talk.status
      )
    from public.conversations as talk
    where talk.domain_id = visitor_timeline.domain_id and talk.visitor_id = any(same_person)
  ) as entry (kind, id, occurred_at, session_id, conversation_id, url, details)
  where place.at is null or (entry.occurred_at, entry.id) < (place.at, place.id)
  order by entry.occurred_at desc, entry.id desc
  limit page_size;
end;
$$;

comment on function public.visitor_timeline(uuid, uuid, text, integer) is
'What a visitor did, newest first, over all sessions: widget events, enrichments and conversations (kind conversation), of all visitors that were merged with this one. after: the cursor of the last row of the page before. Errors: P0002 / NOT_FOUND when it is not there or not visible; 22023 names a wrong argument.';

revoke all on function public.visitor_timeline(uuid, uuid, text, integer) from public, anon;
grant execute on function public.visitor_timeline(uuid, uuid, text, integer) to authenticated;
