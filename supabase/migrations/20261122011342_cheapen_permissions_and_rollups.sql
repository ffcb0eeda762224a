-- Asking a permission costs a third less; a month of days is counted in one question, and taken without a nested loop.
SET local check_function_bodies = off;

-- squawk-ignore ban-drop-function
DROP FUNCTION "private"."read_day_facts"(uuid, date);

-- squawk-ignore ban-drop-function
DROP FUNCTION "private"."rebuild_day"(uuid, date, text);

-- squawk-ignore ban-drop-function
DROP FUNCTION "private"."store_day_blocks"(uuid, date);

-- squawk-ignore ban-drop-function
DROP FUNCTION "private"."store_day_facts"(uuid, date, private.person_fact[]);

CREATE OR REPLACE FUNCTION private.count_days (
  domain_id uuid,
  days      date[]
)
  RETURNS jsonb
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
begin
  return coalesce((
    select jsonb_object_agg(asked.day, to_jsonb(private.count_window(
      domain_id, asked.day::timestamp at time zone 'UTC', (asked.day + 1)::timestamp at time zone 'UTC'
    )))
    from unnest(days) as asked (day)
  ), '{}');
end;
$function$;

CREATE OR REPLACE FUNCTION private.number_people (
  domain_id uuid,
  facts     private.person_fact[]
)
  RETURNS void
  LANGUAGE plpgsql
  SET search_path TO ''
  AS $function$
begin
  insert into private.person_numbers (domain_id, person_id, number)
  select
    number_people.domain_id,
    fresh.person_id,
    coalesce(
      (
        select max(known.number) from private.person_numbers as known
        where known.domain_id = number_people.domain_id
      ), -1
    ) + row_number() over (order by fresh.first_at, fresh.person_id)
  from (
    select fact.person_id, min(fact.happened_at) as first_at from unnest(facts) as fact group by fact.person_id
  ) as fresh
  where not exists (
    select from private.person_numbers as known
    where known.domain_id = number_people.domain_id and known.person_id = fresh.person_id
  );
end;
$function$;

CREATE OR REPLACE FUNCTION private.permission_scope (
  person_id       uuid,
  permission      text,
  is_login_strong boolean               DEFAULT NULL::boolean,
  reach           text                  DEFAULT 'domain'::text,
  OUT             is_everywhere boolean,
  OUT             allowed uuid[],
  OUT             denied uuid[]
)
  RETURNS record
  LANGUAGE plpgsql
  STABLE
  PARALLEL SAFE
  SECURITY DEFINER
  SET search_path TO ''
  SET plan_cache_mode TO 'force_generic_plan'
  AS $function$
declare
  resource_asked constant text := split_part(permission, '.', 1);
  action_asked constant text := split_part(permission, '.', 2);
  giving constant text [] := private.actions_giving(action_asked);
  is_given boolean := false;
  is_taken boolean := false;
  given uuid [] := '{}';
  is_member_everywhere boolean;
begin
  denied := '{}';
  if exists (select from public.person_permissions as p where p.person_id = permission_scope.person_id) then
    select e.* into is_given, is_taken, given, denied
    from private.person_exceptions(person_id, resource_asked, action_asked) as e;
  end if;
  -- An exception takes from every reach, and gives whole domains.
  if reach <> 'domain' then
    is_given := false;
    given := '{}';
  end if;
  -- A grant widens what a membership permits, never where: both are asked of the same row.
  select
    coalesce(bool_or(m.is_all_domains and m.is_permitted), false),
    coalesce(bool_or(m.is_all_domains), false),
    coalesce(array_agg(m.domain_id) filter (
      where not m.is_all_domains and (m.is_permitted or m.domain_id = any(given))), '{}')
  into is_everywhere, is_member_everywhere, allowed
  from (
    select held.domain_id, held.is_all_domains, is_given or held.role_key = any(array(
        select rp.role_key from public.role_permissions as rp
        where rp.resource = resource_asked
          and rp.action = any(giving) and rp.reach = permission_scope.reach)) as is_permitted
    from public.memberships as held
    where held.person_id = permission_scope.person_id and held.valid @> now()
      and (held.role_key <> all(array(select r.key from public.roles as r where r.is_mfa_required))
        or (select coalesce(is_login_strong, private.strong_auth())))
    offset 0 -- Decided once a membership, not once for each number above.
  ) as m;
  if is_member_everywhere then
    allowed := allowed || given;
  end if;
  if is_taken then
    is_everywhere := false;
    allowed := '{}';
  end if;
end;
$function$;

CREATE OR REPLACE FUNCTION private.read_day_facts (
  domain_id uuid,
  days      date[]
)
  RETURNS private.person_fact[]
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
begin
  return array(
    select row(
      fact.person_id, fact.at, fact.flags, fact.conversations, fact.involved, fact.resolved, fact.ripe_at
    )::private.person_fact
    from unnest(days) as counted (day)
    cross join lateral (
      select counted.day::timestamp at time zone 'UTC', (counted.day + 1)::timestamp at time zone 'UTC'
    ) as span (begins, ends)
    cross join lateral (
      select
        reason.person_id, reason.at,
        bit_or(reason.flags) as flags, count(reason.is_involved) as conversations,
        count(*) filter (where reason.is_involved) as involved,
        count(*) filter (where reason.resolved_at <= now()) as resolved,
        min(reason.resolved_at) filter (where reason.resolved_at > now()) as ripe_at
      from (
        select display.person_id, display.displayed_at as at, 1 + 64 as flags,
          null::boolean as is_involved, null::timestamptz as resolved_at
        from private.widget_displays as display
        where
          display.domain_id = read_day_facts.domain_id
          and display.displayed_at >= span.begins and display.displayed_at < span.ends
        union all
        select
          talk.person_id, talk.started_at,
          2 + 64 + 128
          + case when talk.demo_booked then 8 else 0 end
          + case when talk.demo_booked or talk.email_captured then 16 else 0 end,
          talk.is_involved, talk.resolved_at
        from private.counted_conversations as talk
        where
          talk.domain_id = read_day_facts.domain_id
          and talk.started_at >= span.begins and talk.started_at < span.ends
        union all
        select
          converted.person_id, converted.started_at,
          4 + case when converted.kind = 'demo_booked' then 32 else 0 end,
          null, null
        from private.conversions as converted
        where
          converted.domain_id = read_day_facts.domain_id
          and converted.started_at >= span.begins and converted.started_at < span.ends
        union all
        select booked.person_id, booked.displayed_at, 128, null, null
        from private.display_bookings as booked
        where
          booked.domain_id = read_day_facts.domain_id
          and booked.displayed_at >= span.begins and booked.displayed_at < span.ends
      ) as reason
      group by reason.person_id, reason.at
    ) as fact
    order by fact.at, fact.person_id
  );
end;
$function$;

CREATE OR REPLACE FUNCTION private.rebuild_days (
  domain_id uuid,
  days      date[],
  causes    text[]
)
  RETURNS void
  LANGUAGE plpgsql
  SET search_path TO ''
  SET plan_cache_mode TO 'force_generic_plan'
  SET enable_seqscan TO 'off'
  SET enable_hashjoin TO 'off'
  SET enable_mergejoin TO 'off'
  SET jit TO 'off'
  AS $function$
declare
  final_days constant date [] := array(
    select taken.day from unnest(days, causes) as taken (day, cause)
    where (taken.day + 1)::timestamp at time zone 'UTC' + interval '7 days' <= now()
      and taken.cause <> 'first_fill'
  );
  facts constant private.person_fact [] := private.read_day_facts(domain_id, days);
  old_counts constant jsonb := private.count_days(domain_id, final_days);
begin
  perform private.number_people(domain_id, facts);
  perform private.store_day_facts(domain_id, days, facts);
  perform private.store_day_blocks(domain_id, days);
  insert into public.metric_revisions (domain_id, day, metric, old_value, new_value, cause)
  select
    rebuild_days.domain_id, taken.day, fresh.key,
    (old_counts -> taken.day::text ->> fresh.key)::bigint, fresh.value::bigint, taken.cause
  from jsonb_each(private.count_days(domain_id, final_days)) as counted
  inner join unnest(days, causes) as taken (day, cause) on counted.key = taken.day::text
  cross join lateral jsonb_each_text(counted.value) as fresh
  where (old_counts -> taken.day::text ->> fresh.key)::bigint <> fresh.value::bigint;
end;
$function$;

CREATE OR REPLACE FUNCTION private.rebuild_topics (
  batch_size integer
)
  RETURNS void
  LANGUAGE plpgsql
  SET search_path TO ''
  AS $function$
declare
  taken record;
begin
  for taken in select * from private.take_dirty_topics(batch_size)
  loop
    delete from private.topic_blocks as old
    where old.domain_id = taken.domain_id and old.level = 0 and old.block = any(taken.hours);
    insert into private.topic_blocks (domain_id, level, block, topic_id, conversations, classified)
    select taken.domain_id, 0, part.hour, counted.topic_id, counted.conversations, counted.classified
    from unnest(taken.hours) as part (hour)
    cross join lateral private.read_topics(
      taken.domain_id, private.hour_time(part.hour), private.hour_time(part.hour + 1)
    ) as counted;
    perform private.join_topic_blocks(taken.domain_id, taken.hours);
  end loop;
end;
$function$;

CREATE OR REPLACE FUNCTION private.store_day_blocks (
  domain_id uuid,
  days      date[]
)
  RETURNS void
  LANGUAGE plpgsql
  SET search_path TO ''
  AS $function$
declare
  day_numbers constant integer [] := array(select day - date '2000-01-01' from unnest(days) as day);
  nobody constant bit(4096) := repeat('0', 4096)::bit(4096);
begin
  perform private.drop_blocks(domain_id, 0::smallint, day_numbers);
  insert into private.block_people
  select
    store_day_blocks.domain_id, 0, stored.day - date '2000-01-01', fact.number >> 12,
    coalesce(bit_or(person.bits) filter (where fact.flags & 1 > 0), nobody),
    coalesce(bit_or(person.bits) filter (where fact.flags & 2 > 0), nobody),
    coalesce(bit_or(person.bits) filter (where fact.flags & 4 > 0), nobody),
    coalesce(bit_or(person.bits) filter (where fact.flags & 8 > 0), nobody),
    coalesce(bit_or(person.bits) filter (where fact.flags & 16 > 0), nobody),
    coalesce(bit_or(person.bits) filter (where fact.flags & 32 > 0), nobody),
    coalesce(bit_or(person.bits) filter (where fact.flags & 64 > 0), nobody),
    coalesce(bit_or(person.bits) filter (where fact.flags & 128 > 0), nobody)
  from private.day_facts as stored
  cross join lateral unnest(stored.numbers, stored.flags) as fact (number, flags)
  cross join lateral (select set_bit(nobody, fact.number & 4095, 1) as bits) as person
  where stored.domain_id = store_day_blocks.domain_id and stored.day = any(days)
  group by stored.day, fact.number >> 12;

  insert into private.block_counts (domain_id, level, block, conversations, involved, resolved)
  select
    stored.domain_id, 0, stored.day - date '2000-01-01',
    (select sum(counted.n) from unnest(stored.conversations) as counted (n)),
    (select sum(counted.n) from unnest(stored.involved) as counted (n)),
    (select sum(counted.n) from unnest(stored.resolved) as counted (n))
  from private.day_facts as stored
  where stored.domain_id = store_day_blocks.domain_id and stored.day = any(days);

  insert into private.block_scores
  select
    store_day_blocks.domain_id, 0, stored.day - date '2000-01-01', judged.rubric, count(*), sum(judged.score),
    private.count_deciles(array_agg(judged.score)),
    max(judged.score), (array_agg(judged.id order by judged.score desc, judged.id))[1],
    min(judged.score), (array_agg(judged.id order by judged.score, judged.id))[1]
  from private.day_facts as stored
  cross join lateral unnest(stored.scored_ids, stored.rubrics, stored.scores) as judged (id, rubric, score)
  where stored.domain_id = store_day_blocks.domain_id and stored.day = any(days)
  group by stored.day, judged.rubric;
end;
$function$;

CREATE OR REPLACE FUNCTION private.store_day_facts (
  domain_id uuid,
  days      date[],
  facts     private.person_fact[]
)
  RETURNS void
  LANGUAGE plpgsql
  SET search_path TO ''
  AS $function$
begin
  delete from private.day_facts as stored
  where stored.domain_id = store_day_facts.domain_id and stored.day = any(days);
  insert into private.day_facts (
    domain_id, day, happened_at, numbers, flags, conversations, involved, resolved, ripe_at,
    scored_at, scored_ids, rubrics, scores
  )
  select
    store_day_facts.domain_id, counted.*,
    coalesce(judged.started_at, '{}'), coalesce(judged.ids, '{}'),
    coalesce(judged.rubrics, '{}'), coalesce(judged.scores, '{}')
  from (
    select
      (fact.happened_at at time zone 'UTC')::date as day,
      array_agg(fact.happened_at order by fact.happened_at, known.number),
      array_agg(known.number order by fact.happened_at, known.number),
      array_agg(fact.flags order by fact.happened_at, known.number),
      array_agg(fact.conversations order by fact.happened_at, known.number),
      array_agg(fact.involved order by fact.happened_at, known.number),
      array_agg(fact.resolved order by fact.happened_at, known.number),
      min(fact.ripe_at)
    from unnest(facts) as fact
    inner join private.person_numbers as known
      on known.domain_id = store_day_facts.domain_id and fact.person_id = known.person_id
    group by 1
  ) as counted
  cross join lateral (
    select
      array_agg(talk.started_at order by talk.started_at, talk.id) as started_at,
      array_agg(talk.id order by talk.started_at, talk.id) as ids,
      array_agg(current.rubric_version order by talk.started_at, talk.id) as rubrics,
      array_agg(current.score order by talk.started_at, talk.id) as scores
    from private.counted_conversations as talk
    cross join lateral (
      select newest.rubric_version, newest.score
      from public.current_conversation_scores as newest
      where newest.domain_id = talk.domain_id and newest.conversation_id = talk.id
      limit 1 -- There is one at most; said so, the view is asked for this conversation alone.
    ) as current
    where
      talk.domain_id = store_day_facts.domain_id
      and talk.started_at >= counted.day::timestamp at time zone 'UTC'
      and talk.started_at < (counted.day + 1)::timestamp at time zone 'UTC'
      and talk.score is not null
  ) as judged;
end;
$function$;

CREATE OR REPLACE FUNCTION private.take_dirty_days (
  batch_size integer
)
  RETURNS TABLE (
    domain_id uuid,
    days      date[],
    causes    text[]
  )
  LANGUAGE plpgsql
  SET search_path TO ''
  SET enable_nestloop TO 'off'
  AS $function$
begin
  return query
  with keys as (
    select distinct noted.domain_id, noted.day from private.dirty_days as noted
    order by noted.domain_id, noted.day
    limit batch_size
  ), gone as (
    delete from private.dirty_days as noted using keys
    where noted.domain_id = keys.domain_id and noted.day = keys.day
    returning noted.id, noted.domain_id, noted.day, noted.cause
  ), listed as (
    select gone.domain_id, gone.day, (array_agg(gone.cause order by gone.id))[1] as cause
    from gone
    group by gone.domain_id, gone.day
  )
  select
    listed.domain_id,
    array_agg(listed.day order by listed.day),
    array_agg(listed.cause order by listed.day)
  from listed
  group by listed.domain_id
  order by listed.domain_id;
end;
$function$;

CREATE OR REPLACE FUNCTION private.take_dirty_topics (
  batch_size integer
)
  RETURNS TABLE (
    domain_id uuid,
    hours     integer[]
  )
  LANGUAGE plpgsql
  SET search_path TO ''
  SET enable_nestloop TO 'off'
  AS $function$
begin
  return query
  with keys as (
    select distinct noted.domain_id, noted.hour from private.dirty_topics as noted
    order by noted.domain_id, noted.hour
    limit batch_size
  ), gone as (
    delete from private.dirty_topics as noted using keys
    where noted.domain_id = keys.domain_id and noted.hour = keys.hour
    returning noted.domain_id, noted.hour
  )
  select gone.domain_id, array_agg(distinct gone.hour)
  from gone
  group by gone.domain_id;
end;
$function$;

CREATE OR REPLACE FUNCTION public.conversation_detail (
  domain_id       uuid,
  conversation_id uuid
)
  RETURNS jsonb
  LANGUAGE plpgsql
  STABLE
  SECURITY DEFINER
  SET search_path TO ''
  SET plan_cache_mode TO 'force_generic_plan'
  AS $function$
declare
  held constant text [] := private.permitted_in(domain_id, '{conversations.view,visitors.view}');
  detail jsonb;
begin
  -- Each part has its permission: a transcript without the visitor, where only that is permitted.
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
    on talk.domain_id = visitor.domain_id and talk.visitor_id = visitor.id and 'visitors.view' = any(held)
  left join public.accounts as account
    on visitor.domain_id = account.domain_id and visitor.account_id = account.id
    -- Asked where there is an account at all.
    and visitor.domain_id = any((
      select private.permitted_among('accounts.view', array[conversation_detail.domain_id]))::uuid [])
  left join public.visitor_sessions as session
    on talk.domain_id = session.domain_id and talk.session_id = session.id and 'visitors.view' = any(held)
  where
    'conversations.view' = any(held)
    and talk.domain_id = conversation_detail.domain_id
    and talk.id = conversation_detail.conversation_id;
  if detail is null then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such conversation');
  end if;
  return detail;
end;
$function$;

CREATE OR REPLACE FUNCTION public.run_rollup_upkeep (
  batch_size integer DEFAULT 1000
)
  RETURNS jsonb
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  taken record;
  rebuilt bigint := 0;
begin
  if batch_size between 1 and 100000 is not true then
    perform private.bad_input('batch_size', '1 to 100000');
  end if;
  -- One worker at a time: two would make the same day from two states of the facts.
  if not pg_try_advisory_xact_lock(hashtextextended('run_rollup_upkeep', 0)) then
    return jsonb_build_object('rebuilt', 0, 'is_waiting', false);
  end if;
  perform private.take_addresses();
  perform private.note_ripe_days();
  perform private.rebuild_topics(batch_size);
  -- What is noted from here on stays for the next run; what the notes taken tell of can be seen by every
  -- statement that follows.
  for taken in select * from private.take_dirty_days(batch_size)
  loop
    -- A month at once: see read_day_facts. More would be held in memory for nothing.
    for place in 1..cardinality(taken.days) by 31 loop
      perform private.rebuild_days(
        taken.domain_id, taken.days[place : place + 30], taken.causes[place : place + 30]
      );
    end loop;
    perform private.join_blocks(taken.domain_id, taken.days);
    rebuilt := rebuilt + cardinality(taken.days);
  end loop;
  return jsonb_build_object(
    'rebuilt', rebuilt,
    'is_waiting', exists (select from private.dirty_days) or exists (select from private.dirty_topics)
  );
end;
$function$;

CREATE OR REPLACE FUNCTION public.visitor_timeline (
  domain_id  uuid,
  visitor_id uuid,
  after      text    DEFAULT NULL::text,
  page_size  integer DEFAULT 50
)
  RETURNS TABLE (
    kind            text,
    id              uuid,
    occurred_at     timestamp with time zone,
    session_id      uuid,
    conversation_id uuid,
    url             text,
    details         jsonb,
    cursor          text
  )
  LANGUAGE plpgsql
  STABLE
  SECURITY DEFINER
  ROWS 50
  SET search_path TO ''
  SET plan_cache_mode TO 'force_generic_plan'
  AS $function$
declare
  held constant text [] := private.permitted_in(domain_id, '{visitors.view,conversations.view}');
  place record;
  place_at timestamptz;
  same_person uuid [] := '{}';
begin
  perform private.check_page_size(page_size);
  place := private.read_time_cursor('timeline', after);
  place_at := coalesce(place.at, 'infinity'); -- Before the first entry.
  if 'visitors.view' = any(held) then
    same_person := private.same_visitors(domain_id, visitor_id);
  end if;
  if same_person = '{}' then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such visitor');
  end if;
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
      and (event.occurred_at, event.id) < (place_at, place.id)
    union all
    select
      'conversation', talk.id, talk.started_at, talk.session_id, talk.id, null,
      jsonb_build_object(
        'turns', talk.total_turns, 'outcome', talk.outcome, 'status', talk.status
      )
    from public.conversations as talk
    where
      'conversations.view' = any(held)
      and talk.domain_id = visitor_timeline.domain_id and talk.visitor_id = any(same_person)
      and (talk.started_at, talk.id) < (place_at, place.id)
    union all
    select
      'crm_sync', sent.id, sent.at, null, null, null,
      jsonb_build_object('state', sent.state, 'error', sent.error, 'remote_id', sent.remote_id)
    from public.sync_configs as config
    cross join lateral (
      select record.*, coalesce(record.last_synced_at, record.updated_at) as at
      from public.sync_records as record
      where
        record.domain_id = config.domain_id and record.config_id = config.id
        and record.object = 'contacts' and record.local_id = any(same_person)
    ) as sent
    where
      config.domain_id = visitor_timeline.domain_id
      -- Asked where there is a synchronisation at all.
      and config.domain_id = any((
        select private.permitted_among('integrations.view', array[visitor_timeline.domain_id]))::uuid [])
      and (sent.at, sent.id) < (place_at, place.id)
  ) as entry (kind, id, occurred_at, session_id, conversation_id, url, details)
  order by entry.occurred_at desc, entry.id desc
  limit page_size;
end;
$function$;

COMMENT ON FUNCTION "private"."count_days"(uuid, date[]) IS 'What private.count_window says of each of the days (UTC), by day.';

COMMENT ON FUNCTION "private"."number_people"(uuid, private.person_fact[]) IS 'Gives a number to each person who has none, in the order in which they came: who is counted on one day stands close together. The worker''s lock keeps two from the same number.';

COMMENT ON FUNCTION "private"."read_day_facts"(uuid, date[]) IS 'What each person did on some days (UTC), from the base views; empty where nobody did anything.';

COMMENT ON FUNCTION "private"."rebuild_days"(uuid, date[], text[]) IS 'Makes the numbers of some days (UTC) anew from the base views, and notes where final ones changed, each day with its cause.';

COMMENT ON FUNCTION "private"."store_day_blocks"(uuid, date[]) IS 'Writes the blocks of single days (level 0) anew, from their rows of day_facts.';

COMMENT ON FUNCTION "private"."store_day_facts"(uuid, date[], private.person_fact[]) IS 'Writes the rows of day_facts of these days anew; a day without facts has none.';

COMMENT ON FUNCTION "private"."take_dirty_days"(integer) IS 'Takes that many noted days at most, by domain, each with its first cause; whoever takes them counts them.';

COMMENT ON FUNCTION "private"."take_dirty_topics"(integer) IS 'Takes that many noted hours at most, by domain; whoever takes them counts them.';

REVOKE ALL ON FUNCTION "private"."count_days"(uuid, date[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."count_days"(uuid, date[]) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."count_days"(uuid, date[]) TO "postgres";

REVOKE ALL ON FUNCTION "private"."read_day_facts"(uuid, date[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."read_day_facts"(uuid, date[]) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."read_day_facts"(uuid, date[]) TO "postgres";

REVOKE ALL ON FUNCTION "private"."rebuild_days"(uuid, date[], text[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."rebuild_days"(uuid, date[], text[]) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."rebuild_days"(uuid, date[], text[]) TO "postgres";

REVOKE ALL ON FUNCTION "private"."store_day_blocks"(uuid, date[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."store_day_blocks"(uuid, date[]) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."store_day_blocks"(uuid, date[]) TO "postgres";

REVOKE ALL ON FUNCTION "private"."store_day_facts"(uuid, date[], private.person_fact[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."store_day_facts"(uuid, date[], private.person_fact[]) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."store_day_facts"(uuid, date[], private.person_fact[]) TO "postgres";

REVOKE ALL ON FUNCTION "private"."take_dirty_days"(integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."take_dirty_days"(integer) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."take_dirty_days"(integer) TO "postgres";

REVOKE ALL ON FUNCTION "private"."take_dirty_topics"(integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."take_dirty_topics"(integer) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."take_dirty_topics"(integer) TO "postgres";
