-- Resolution and automation: what the agent settled alone.
SET local check_function_bodies = off;

-- squawk-ignore ban-drop-view
DROP VIEW "private"."conversions";

-- squawk-ignore ban-drop-function
DROP FUNCTION "private"."found_conversations"(private.engagement_filter, uuid[], timestamp WITH time zone, timestamp WITH time zone);

-- squawk-ignore ban-drop-view
DROP VIEW "private"."counted_conversations";

-- squawk-ignore ban-drop-function
DROP FUNCTION "public"."dashboard_series"(jsonb, text, text);

ALTER TABLE "private"."block_counts"
  ADD COLUMN "involved" bigint NOT NULL DEFAULT 0;

ALTER TABLE "private"."block_counts"
  ADD COLUMN "resolved" bigint NOT NULL DEFAULT 0;

ALTER TABLE "private"."day_facts"
  -- squawk-ignore prefer-bigint-over-smallint
  ADD COLUMN "involved" smallint[] NOT NULL DEFAULT '{}'::smallint[];

ALTER TABLE "private"."day_facts"
  -- squawk-ignore prefer-bigint-over-smallint
  ADD COLUMN "resolved" smallint[] NOT NULL DEFAULT '{}'::smallint[];

ALTER TABLE "private"."day_facts"
  ADD COLUMN "ripe_at" timestamp WITH time zone;

ALTER TABLE "public"."conversations"
  ADD COLUMN "agent_turns" integer NOT NULL DEFAULT 0;

ALTER TABLE "public"."conversations"
  ADD COLUMN "human_turns" integer NOT NULL DEFAULT 0;

ALTER TABLE "public"."conversations"
  ADD COLUMN "last_role" text;

ALTER TYPE "private"."person_fact" ADD ATTRIBUTE "involved" smallint CASCADE;

ALTER TYPE "private"."person_fact" ADD ATTRIBUTE "resolved" smallint CASCADE;

ALTER TYPE "private"."person_fact" ADD ATTRIBUTE "ripe_at" timestamp WITH time zone CASCADE;

ALTER TYPE "private"."window_counts" ADD ATTRIBUTE "involved" bigint CASCADE;

ALTER TYPE "private"."window_counts" ADD ATTRIBUTE "resolved" bigint CASCADE;

CREATE OR REPLACE FUNCTION private.count_domains (
  domain_ids uuid[],
  from_at    timestamp with time zone,
  to_at      timestamp with time zone
)
  RETURNS private.window_counts
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
declare
  counts private.window_counts;
begin
  select
    coalesce(sum(one.displayed), 0), coalesce(sum(one.conversed), 0), coalesce(sum(one.converted), 0),
    coalesce(sum(one.demo), 0), coalesce(sum(one.captured), 0), coalesce(sum(one.booked), 0),
    coalesce(sum(one.reached), 0), coalesce(sum(one.booked_or_conversed), 0),
    coalesce(sum(one.conversations), 0), coalesce(sum(one.involved), 0), coalesce(sum(one.resolved), 0)
  into counts
  from public.domains as tenant
  cross join lateral private.count_window(
    tenant.id, greatest(from_at, tenant.stats_valid_from), to_at
  ) as one
  where tenant.id = any(domain_ids) and (tenant.stats_valid_from < to_at) is not false;
  return counts;
end;
$function$;

CREATE OR REPLACE FUNCTION private.count_report (
  wanted     private.engagement_filter,
  domain_ids uuid[],
  from_at    timestamp with time zone,
  to_at      timestamp with time zone
)
  RETURNS private.window_counts
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
declare
  counts private.window_counts;
begin
  if not private.is_narrowed(wanted) then
    return private.count_domains(domain_ids, from_at, to_at);
  end if;
  -- Who only saw the widget has no language, outcome or topic: those numbers stay null.
  select
    null, count(distinct talk.person),
    count(distinct talk.person) filter (where reason.is_converted),
    count(distinct talk.person) filter (where talk.demo_booked),
    count(distinct talk.person) filter (where talk.demo_booked or talk.email_captured),
    count(distinct talk.person) filter (where reason.is_booked),
    null, null, count(*),
    count(*) filter (where talk.is_involved), count(*) filter (where talk.resolved_at <= now())
  into counts
  from (
    select found.*, (found.domain_id, found.person_id) as person
    from private.found_conversations(wanted, domain_ids, from_at, to_at) as found
  ) as talk
  cross join lateral (
    select count(*) > 0 as is_converted, bool_or(led.kind = 'demo_booked') as is_booked
    from private.conversions as led
    where led.domain_id = talk.domain_id and led.conversation_id = talk.id
  ) as reason;
  return counts;
end;
$function$;

CREATE OR REPLACE FUNCTION private.count_window (
  domain_id uuid,
  from_at   timestamp with time zone,
  to_at     timestamp with time zone
)
  RETURNS private.window_counts
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  SET plan_cache_mode TO 'force_generic_plan'
  AS $function$
declare
  first_day constant integer := ceil(private.day_number(from_at));
  end_day constant integer := floor(private.day_number(to_at));
  -- The days that are only partly in the window.
  edges constant date [] := array[
    case when first_day > private.day_number(from_at) then (from_at at time zone 'UTC')::date end,
    case when end_day < private.day_number(to_at) then (to_at at time zone 'UTC')::date end
  ];
  counts private.window_counts;
begin
  with tree as (
    select
      part.chunk, bit_or(part.displayed) as displayed, bit_or(part.conversed) as conversed,
      bit_or(part.converted) as converted, bit_or(part.demo) as demo, bit_or(part.captured) as captured,
      bit_or(part.booked) as booked, bit_or(part.reached) as reached,
      bit_or(part.booked_or_conversed) as booked_or_conversed
    from private.window_blocks(first_day, end_day) as whole
    inner join private.block_people as part
      on part.domain_id = count_window.domain_id and whole.level = part.level and whole.block = part.block
    group by part.chunk
  ), edge as (
    select fact.number, bit_or(fact.flags) as flags, sum(fact.conversations) as conversations,
      sum(fact.involved) as involved, sum(fact.resolved) as resolved
    from private.day_facts as stored
    cross join lateral unnest(
      stored.happened_at, stored.numbers, stored.flags, stored.conversations, stored.involved, stored.resolved
    ) as fact (at, number, flags, conversations, involved, resolved)
    where
      stored.domain_id = count_window.domain_id
      and stored.day = any(edges)
      and fact.at >= from_at and fact.at < to_at
    group by fact.number
  ), fresh as (
    -- Of each person at the edges, the sets in which the blocks do not have it.
    select
      edge.conversations, edge.involved, edge.resolved,
      edge.flags & ~coalesce(
        get_bit(tree.displayed, edge.number & 4095)
        + (get_bit(tree.conversed, edge.number & 4095) << 1)
        + (get_bit(tree.converted, edge.number & 4095) << 2)
        + (get_bit(tree.demo, edge.number & 4095) << 3)
        + (get_bit(tree.captured, edge.number & 4095) << 4)
        + (get_bit(tree.booked, edge.number & 4095) << 5)
        + (get_bit(tree.reached, edge.number & 4095) << 6)
        + (get_bit(tree.booked_or_conversed, edge.number & 4095) << 7),
        0
      ) as flags
    from edge
    left join tree on edge.number >> 12 = tree.chunk
  )
  select
    sum(part.displayed), sum(part.conversed), sum(part.converted), sum(part.demo),
    sum(part.captured), sum(part.booked), sum(part.reached), sum(part.booked_or_conversed),
    sum(part.conversations), sum(part.involved), sum(part.resolved)
  into counts
  from (
    select
      bit_count(displayed) as displayed, bit_count(conversed) as conversed,
      bit_count(converted) as converted, bit_count(demo) as demo, bit_count(captured) as captured,
      bit_count(booked) as booked, bit_count(reached) as reached,
      bit_count(booked_or_conversed) as booked_or_conversed, 0 as conversations, 0 as involved, 0 as resolved
    from tree
    union all
    select
      flags & 1, (flags >> 1) & 1, (flags >> 2) & 1, (flags >> 3) & 1, (flags >> 4) & 1,
      (flags >> 5) & 1, (flags >> 6) & 1, (flags >> 7) & 1, conversations, involved, resolved
    from fresh
    union all
    select 0, 0, 0, 0, 0, 0, 0, 0, whole_counts.conversations, whole_counts.involved, whole_counts.resolved
    from private.window_blocks(first_day, end_day) as whole
    inner join private.block_counts as whole_counts
      on
        whole_counts.domain_id = count_window.domain_id
        and whole.level = whole_counts.level and whole.block = whole_counts.block
    union all
    values (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
  ) as part;
  return counts;
end;
$function$;

CREATE OR REPLACE FUNCTION private.dashboard_metrics (
  n             private.window_counts,
  p             private.window_counts,
  is_comparable boolean
)
  RETURNS jsonb
  LANGUAGE plpgsql
  IMMUTABLE
  SET search_path TO ''
  AS $function$
begin
  return jsonb_build_object(
    'displayed', private.metric_tile(n.displayed, p.displayed, is_comparable),
    'engaged', private.metric_tile(n.conversed, p.conversed, is_comparable),
    'conversations', private.metric_tile(n.conversations, p.conversations, is_comparable),
    'engagement_rate',
    private.ratio_tile(n.conversed, n.displayed, p.conversed, p.displayed, is_comparable),
    'conversion_rate',
    private.ratio_tile(n.converted, n.conversed, p.converted, p.conversed, is_comparable),
    'demo_rate', private.ratio_tile(n.demo, n.conversed, p.demo, p.conversed, is_comparable),
    'email_only_rate',
    private.ratio_tile(n.captured - n.demo, n.conversed, p.captured - p.demo, p.conversed, is_comparable),
    'booking_rate_with_agent',
    private.ratio_tile(n.booked, n.conversed, p.booked, p.conversed, is_comparable),
    'booking_rate_without_agent',
    private.ratio_tile(
      n.booked_or_conversed - n.conversed, n.reached - n.conversed,
      p.booked_or_conversed - p.conversed, p.reached - p.conversed, is_comparable
    ),
    'involvement_rate',
    private.ratio_tile(n.involved, n.conversations, p.involved, p.conversations, is_comparable),
    'resolution_rate', private.ratio_tile(n.resolved, n.involved, p.resolved, p.involved, is_comparable),
    'automation_rate',
    private.ratio_tile(n.resolved, n.conversations, p.resolved, p.conversations, is_comparable)
  );
end;
$function$;

CREATE OR REPLACE FUNCTION private.counted_all (
  domain_ids uuid[]
)
  RETURNS boolean
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
begin
  return not exists (
    select from private.dirty_days as noted where noted.domain_id = any(domain_ids)
  ) and not exists (
    select from private.day_facts as stored
    where stored.ripe_at <= now() and stored.domain_id = any(domain_ids)
  );
end;
$function$;

CREATE OR REPLACE FUNCTION private.join_blocks (
  domain_id uuid,
  days      date[]
)
  RETURNS void
  LANGUAGE plpgsql
  SET search_path TO ''
  AS $function$
declare
  highest constant smallint := 9; -- As in private.window_blocks.
  blocks integer [];
begin
  blocks := array(select distinct (day - date '2000-01-01') >> 1 from unnest(days) as day);
  for above in 1..highest loop
    perform private.drop_blocks(domain_id, above::smallint, blocks);
    insert into private.block_people
    select
      join_blocks.domain_id, above, half.block >> 1, half.chunk,
      bit_or(half.displayed), bit_or(half.conversed), bit_or(half.converted), bit_or(half.demo),
      bit_or(half.captured), bit_or(half.booked), bit_or(half.reached),
      bit_or(half.booked_or_conversed)
    from private.block_people as half
    where
      half.domain_id = join_blocks.domain_id and half.level = above - 1
      and half.block in (select unnest(blocks) * 2 union all select unnest(blocks) * 2 + 1)
    group by half.block >> 1, half.chunk;

    insert into private.block_counts (domain_id, level, block, conversations, involved, resolved)
    select
      join_blocks.domain_id, above, half.block >> 1,
      sum(half.conversations), sum(half.involved), sum(half.resolved)
    from private.block_counts as half
    where
      half.domain_id = join_blocks.domain_id and half.level = above - 1
      and half.block in (select unnest(blocks) * 2 union all select unnest(blocks) * 2 + 1)
    group by half.block >> 1;

    insert into private.block_scores
    select
      join_blocks.domain_id, above, half.block >> 1, half.rubric_version,
      sum(half.scored), sum(half.total),
      array[
        sum(half.deciles[1]), sum(half.deciles[2]), sum(half.deciles[3]), sum(half.deciles[4]),
        sum(half.deciles[5]), sum(half.deciles[6]), sum(half.deciles[7]), sum(half.deciles[8]),
        sum(half.deciles[9]), sum(half.deciles[10])
      ],
      max(half.best_score), (array_agg(half.best_id order by half.best_score desc, half.best_id))[1],
      min(half.worst_score), (array_agg(half.worst_id order by half.worst_score, half.worst_id))[1]
    from private.block_scores as half
    where
      half.domain_id = join_blocks.domain_id and half.level = above - 1
      and half.block in (select unnest(blocks) * 2 union all select unnest(blocks) * 2 + 1)
    group by half.block >> 1, half.rubric_version;
    blocks := array(select distinct block >> 1 from unnest(blocks) as block);
  end loop;
end;
$function$;

CREATE OR REPLACE FUNCTION private.note_ripe_days()
  RETURNS void
  LANGUAGE plpgsql
  SET search_path TO ''
  AS $function$
begin
  insert into private.dirty_days (domain_id, day, cause)
  select stored.domain_id, stored.day, 'resolution'
  from private.day_facts as stored
  where stored.ripe_at <= now() and not exists (
    select from private.dirty_days as noted
    where noted.domain_id = stored.domain_id and noted.day = stored.day
  );
end;
$function$;

CREATE OR REPLACE FUNCTION private.read_day_facts (
  domain_id uuid,
  day       date
)
  RETURNS private.person_fact[]
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
declare
  begins constant timestamptz := day::timestamp at time zone 'UTC';
  ends constant timestamptz := (day + 1)::timestamp at time zone 'UTC';
begin
  return (
    select
      array_agg(
        row(
          fact.person_id, fact.at, fact.flags, fact.conversations, fact.involved, fact.resolved, fact.ripe_at
        )::private.person_fact
        order by fact.at, fact.person_id
      )
    from (
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
          and display.displayed_at >= begins and display.displayed_at < ends
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
          and talk.started_at >= begins and talk.started_at < ends
        union all
        select
          converted.person_id, converted.started_at,
          4 + case when converted.kind = 'demo_booked' then 32 else 0 end,
          null, null
        from private.conversions as converted
        where
          converted.domain_id = read_day_facts.domain_id
          and converted.started_at >= begins and converted.started_at < ends
        union all
        select booked.person_id, booked.displayed_at, 128, null, null
        from private.display_bookings as booked
        where
          booked.domain_id = read_day_facts.domain_id
          and booked.displayed_at >= begins and booked.displayed_at < ends
      ) as reason
      group by reason.person_id, reason.at
    ) as fact
  );
end;
$function$;

CREATE OR REPLACE FUNCTION private.refresh_conversations (
  batch private.visitor_event[]
)
  RETURNS void
  LANGUAGE plpgsql
  SET search_path TO ''
  SET enable_hashjoin TO 'off'
  SET enable_mergejoin TO 'off'
  AS $function$
begin
  update public.conversations as talk set
    total_turns = transcript.turns,
    agent_turns = transcript.agent_turns,
    human_turns = transcript.human_turns,
    last_role = transcript.last_role,
    last_message_at = transcript.last_message_at,
    language = transcript.language
  from (
    select distinct event.domain_id, event.conversation_id
    from unnest(batch) as event
    where event.kind = 'message'
  ) as touched
  cross join lateral (
    select
      count(*) filter (where message.role = 'visitor') as turns,
      count(*) filter (where message.role = 'assistant') as agent_turns,
      count(*) filter (where message.role = 'human') as human_turns,
      (array_agg(message.role order by message.seq desc))[1] as last_role,
      max(message.occurred_at) as last_message_at,
      (array_agg(message.language order by message.occurred_at desc, message.event_id desc)
        filter (where message.language is not null))[1] as language
    from public.messages as message
    where
      message.domain_id = touched.domain_id
      and message.conversation_id = touched.conversation_id
  ) as transcript
  where talk.domain_id = touched.domain_id and talk.id = touched.conversation_id;
end;
$function$;

CREATE OR REPLACE FUNCTION private.store_day_blocks (
  domain_id uuid,
  day       date
)
  RETURNS void
  LANGUAGE plpgsql
  SET search_path TO ''
  AS $function$
declare
  day_number constant integer := day - date '2000-01-01';
  nobody constant bit(4096) := repeat('0', 4096)::bit(4096);
begin
  perform private.drop_blocks(domain_id, 0::smallint, array[day_number]);
  insert into private.block_people
  select
    store_day_blocks.domain_id, 0, day_number, fact.number >> 12,
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
  where stored.domain_id = store_day_blocks.domain_id and stored.day = store_day_blocks.day
  group by fact.number >> 12;

  insert into private.block_counts (domain_id, level, block, conversations, involved, resolved)
  select
    stored.domain_id, 0, day_number,
    (select sum(counted.n) from unnest(stored.conversations) as counted (n)),
    (select sum(counted.n) from unnest(stored.involved) as counted (n)),
    (select sum(counted.n) from unnest(stored.resolved) as counted (n))
  from private.day_facts as stored
  where stored.domain_id = store_day_blocks.domain_id and stored.day = store_day_blocks.day;

  insert into private.block_scores
  select
    store_day_blocks.domain_id, 0, day_number, judged.rubric, count(*), sum(judged.score),
    private.count_deciles(array_agg(judged.score)),
    max(judged.score), (array_agg(judged.id order by judged.score desc, judged.id))[1],
    min(judged.score), (array_agg(judged.id order by judged.score, judged.id))[1]
  from private.day_facts as stored
  cross join lateral unnest(stored.scored_ids, stored.rubrics, stored.scores) as judged (id, rubric, score)
  where stored.domain_id = store_day_blocks.domain_id and stored.day = store_day_blocks.day
  group by judged.rubric;
end;
$function$;

CREATE OR REPLACE FUNCTION private.store_day_facts (
  domain_id uuid,
  day       date,
  facts     private.person_fact[]
)
  RETURNS void
  LANGUAGE plpgsql
  SET search_path TO ''
  AS $function$
declare
  begins constant timestamptz := day::timestamp at time zone 'UTC';
  ends constant timestamptz := (day + 1)::timestamp at time zone 'UTC';
  judged record;
begin
  delete from private.day_facts as stored
  where stored.domain_id = store_day_facts.domain_id and stored.day = store_day_facts.day;
  if facts is null then
    return;
  end if;
  -- Apart from the rest: joined to it, the scores would be gathered anew for each fact.
  select
    array_agg(talk.started_at order by talk.started_at, talk.id) as started_at,
    array_agg(talk.id order by talk.started_at, talk.id) as ids,
    array_agg(current.rubric_version order by talk.started_at, talk.id) as rubrics,
    array_agg(current.score order by talk.started_at, talk.id) as scores
  into judged
  from private.counted_conversations as talk
  cross join lateral (
    select newest.rubric_version, newest.score
    from public.current_conversation_scores as newest
    where newest.domain_id = talk.domain_id and newest.conversation_id = talk.id
    limit 1 -- There is one at most; said so, the view is asked for this conversation alone.
  ) as current
  where
    talk.domain_id = store_day_facts.domain_id
    and talk.started_at >= begins and talk.started_at < ends
    and talk.score is not null;
  insert into private.day_facts (
    domain_id, day, happened_at, numbers, flags, conversations, involved, resolved, ripe_at,
    scored_at, scored_ids, rubrics, scores
  )
  select
    store_day_facts.domain_id,
    store_day_facts.day,
    array_agg(fact.happened_at order by fact.happened_at, known.number),
    array_agg(known.number order by fact.happened_at, known.number),
    array_agg(fact.flags order by fact.happened_at, known.number),
    array_agg(fact.conversations order by fact.happened_at, known.number),
    array_agg(fact.involved order by fact.happened_at, known.number),
    array_agg(fact.resolved order by fact.happened_at, known.number),
    min(fact.ripe_at),
    coalesce(judged.started_at, '{}'),
    coalesce(judged.ids, '{}'),
    coalesce(judged.rubrics, '{}'),
    coalesce(judged.scores, '{}')
  from unnest(facts) as fact
  inner join private.person_numbers as known
    on known.domain_id = store_day_facts.domain_id and fact.person_id = known.person_id;
end;
$function$;

CREATE OR REPLACE FUNCTION public.client_dashboard (
  filter    jsonb DEFAULT '{}'::jsonb,
  time_zone text  DEFAULT NULL::text
)
  RETURNS jsonb
  LANGUAGE plpgsql
  STABLE
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  wanted constant private.engagement_filter := private.read_engagement_filter(filter);
  tenants constant uuid [] := private.report_domains('analytics.view', (wanted).domain_ids);
  reported constant private.report_window := private.read_report_window(wanted, time_zone);
  cuts jsonb;
  is_comparable boolean;
  n private.window_counts;
  p private.window_counts;
  scores private.block_scores [];
  previous_scores private.block_scores [];
  metrics jsonb;
begin
  select coalesce(jsonb_object_agg(tenant.id, tenant.stats_valid_from), '{}') into cuts
  from public.domains as tenant
  where tenant.id = any(tenants) and tenant.stats_valid_from > reported.previous_from_at;
  is_comparable := reported.state <> 'partial' and cuts = '{}';
  n := private.count_report(wanted, tenants, reported.from_at, reported.to_at);
  p := private.count_report(wanted, tenants, reported.previous_from_at, reported.from_at);
  scores := array(
    select s from private.score_report(wanted, tenants, reported.from_at, reported.to_at) as s
  );
  previous_scores := array(
    select s from private.score_report(wanted, tenants, reported.previous_from_at, reported.from_at) as s
  );
  metrics := private.dashboard_metrics(n, p, is_comparable);
  return jsonb_build_object(
    'from', reported.from_at,
    'to', reported.to_at,
    'previous_from', reported.previous_from_at,
    'time_zone', reported.time_zone,
    'state', reported.state,
    'domain_ids', tenants,
    'stats_valid_from', cuts,
    'is_comparable', is_comparable,
    'is_up_to_date', private.counted_all(tenants),
    'metrics', metrics,
    'lift', private.booking_lift(metrics),
    'quality', private.dashboard_quality(scores, previous_scores, n, p, is_comparable),
    'highlights', private.scored_highlights(scores)
  );
end;
$function$;

CREATE OR REPLACE FUNCTION public.dashboard_series (
  filter    jsonb DEFAULT '{}'::jsonb,
  bucket    text  DEFAULT 'day'::text,
  time_zone text  DEFAULT NULL::text
)
  RETURNS TABLE (
    begins_on            date,
    from_at              timestamp with time zone,
    to_at                timestamp with time zone,
    state                text,
    displayed            bigint,
    engaged              bigint,
    conversations        bigint,
    converted            bigint,
    demos                bigint,
    emails_only          bigint,
    booked_with_agent    bigint,
    seen_without_agent   bigint,
    booked_without_agent bigint,
    involved             bigint,
    resolved             bigint
  )
  LANGUAGE plpgsql
  STABLE
  SECURITY DEFINER
  ROWS 30
  SET search_path TO ''
  AS $function$
declare
  wanted constant private.engagement_filter := private.read_engagement_filter(filter);
  tenants constant uuid [] := private.report_domains('analytics.view', (wanted).domain_ids);
  reported constant private.report_window := private.read_report_window(wanted, time_zone);
begin
  return query
  select
    part.begins_on, part.from_at, part.to_at, part.state,
    n.displayed, n.conversed, n.conversations, n.converted, n.demo, n.captured - n.demo, n.booked,
    n.reached - n.conversed, n.booked_or_conversed - n.conversed, n.involved, n.resolved
  from private.report_buckets(reported, bucket) as part
  cross join lateral private.count_report(wanted, tenants, part.from_at, part.to_at) as n
  order by part.begins_on;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."dashboard_series"(jsonb, text, text) FROM PUBLIC, "anon", "service_role";

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
  -- What is noted from here on stays for the next run; what the notes taken tell of can be seen by every
  -- statement that follows.
  for taken in
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
      array_agg(listed.day order by listed.day) as days,
      array_agg(listed.cause order by listed.day) as causes
    from listed
    group by listed.domain_id
    order by listed.domain_id
  loop
    for place in 1..cardinality(taken.days) loop
      perform private.rebuild_day(taken.domain_id, taken.days[place], taken.causes[place]);
    end loop;
    perform private.join_blocks(taken.domain_id, taken.days);
    rebuilt := rebuilt + cardinality(taken.days);
  end loop;
  return jsonb_build_object(
    'rebuilt', rebuilt, 'is_waiting', exists (select from private.dirty_days)
  );
end;
$function$;

ALTER TABLE "public"."conversations"
  -- squawk-ignore constraint-missing-not-valid
  ADD CONSTRAINT "conversations_agent_turns_check" CHECK ((agent_turns >= 0));

ALTER TABLE "public"."conversations"
  -- squawk-ignore constraint-missing-not-valid
  ADD CONSTRAINT "conversations_human_turns_check" CHECK ((human_turns >= 0));

ALTER TABLE "public"."conversations"
  -- squawk-ignore constraint-missing-not-valid
  ADD CONSTRAINT "conversations_last_role_check" CHECK ((last_role = ANY (ARRAY['visitor'::text, 'assistant'::text, 'human'::text])));

CREATE VIEW "private"."counted_conversations" WITH (security_invoker=on) AS  SELECT talk.domain_id,
    talk.id,
    person.person_id,
    talk.started_at,
    talk.email_captured,
    talk.demo_booked,
    talk.score,
    (talk.agent_turns > 0) AS is_involved,
        CASE
            WHEN ((talk.agent_turns = 0) OR (talk.human_turns > 0) OR (talk.status = 'handed_over'::text)) THEN NULL::timestamp with time zone
            WHEN ((talk.status = 'closed'::text) AND (talk.status_at >= talk.last_message_at)) THEN talk.status_at
            WHEN (talk.last_role = 'assistant'::text) THEN (talk.last_message_at + '24:00:00'::interval)
            ELSE NULL::timestamp with time zone
        END AS resolved_at
   FROM (public.conversations talk
     CROSS JOIN LATERAL ( SELECT "real".person_id
           FROM private.real_visitors "real"
          WHERE (("real".domain_id = talk.domain_id) AND ("real".visitor_id = talk.visitor_id))
          ORDER BY "real".visitor_id
         LIMIT 1) person)
  WHERE (NOT talk.is_test);

CREATE OR REPLACE FUNCTION private.found_conversations (
  wanted     private.engagement_filter,
  domain_ids uuid[],
  from_at    timestamp with time zone,
  to_at      timestamp with time zone
)
  RETURNS SETOF private.counted_conversations
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
begin
  wanted.domain_ids := found_conversations.domain_ids;
  wanted."from" := from_at;
  wanted."to" := to_at;
  return query
  select talk.*
  from private.find_conversations(wanted) as found
  inner join public.domains as tenant on found.domain_id = tenant.id
  cross join lateral (
    select counted.* from private.counted_conversations as counted
    where counted.domain_id = found.domain_id and counted.id = found.id
    limit 1 -- There is one at most; said so, each is looked up.
  ) as talk
  where tenant.stats_valid_from is null or found.started_at >= tenant.stats_valid_from;
end;
$function$;

CREATE VIEW "private"."conversions" WITH (security_invoker=on) AS  SELECT talk.domain_id,
    talk.id AS conversation_id,
    talk.person_id,
    talk.started_at,
        CASE
            WHEN talk.demo_booked THEN 'demo_booked'::public.visitor_event_kind
            ELSE 'email_captured'::public.visitor_event_kind
        END AS kind,
    talk.started_at AS converted_at
   FROM private.counted_conversations talk
  WHERE (talk.demo_booked OR talk.email_captured)
UNION ALL
 SELECT talk.domain_id,
    talk.id AS conversation_id,
    talk.person_id,
    talk.started_at,
    outcome.kind,
    outcome.occurred_at AS converted_at
   FROM (private.counted_conversations talk
     CROSS JOIN LATERAL ( SELECT event.kind,
            event.occurred_at
           FROM private.outcome_events event
          WHERE ((event.domain_id = talk.domain_id) AND (event.person_id = talk.person_id) AND (event.occurred_at >= talk.started_at) AND (event.occurred_at < (talk.started_at + '7 days'::interval)))
          ORDER BY event.person_id
         OFFSET 0) outcome);

-- squawk-ignore require-concurrent-index-creation
CREATE INDEX day_facts_ripe_at_idx ON private.day_facts USING btree (ripe_at)
  WHERE (ripe_at IS NOT NULL);

COMMENT ON COLUMN "private"."day_facts"."ripe_at" IS 'When the next conversation of the day counts as resolved, if nothing happens: then the day is made anew.';

COMMENT ON COLUMN "private"."dirty_days"."cause" IS 'What changed: conversations, events, merge, people, resolution (24 hours passed), or first_fill, which is no revision of anything.';

COMMENT ON COLUMN "public"."conversations"."agent_turns" IS 'Number of the agent''s messages.';

COMMENT ON COLUMN "public"."conversations"."human_turns" IS 'Number of messages of colleagues who took over.';

COMMENT ON COLUMN "public"."conversations"."last_role" IS 'Who wrote the last message: visitor, assistant (the agent) or human; null: nobody wrote any.';

COMMENT ON COLUMN "public"."metric_revisions"."cause" IS 'What changed first: conversations, events, merge (of visitors), people (of the back office), or resolution (24 hours passed).';

COMMENT ON COLUMN "public"."metric_revisions"."metric" IS 'conversations, involved and resolved (of these), or persons: displayed, conversed, converted, demo, captured, booked, reached, booked_or_conversed.';

COMMENT ON FUNCTION "private"."found_conversations"(private.engagement_filter, uuid[], timestamp with time zone, timestamp with time zone) IS 'The counted conversations that the filter means, of these domains and this window. Raises 42501 where the person may not view conversations.';

COMMENT ON FUNCTION "private"."counted_all"(uuid[]) IS 'Whether the numbers of these domains hold everything that is stored.';

COMMENT ON FUNCTION "private"."note_ripe_days"() IS 'Notes the days on which a conversation began that counts as resolved by now, and did not when they were counted.';

COMMENT ON FUNCTION "private"."refresh_conversations"(private.visitor_event[]) IS 'Brings turns, time and writer of the last message and language of the batch''s conversations up to date.';

COMMENT ON FUNCTION "public"."dashboard_series"(jsonb, text, text) IS 'The counts of client_dashboard for each day, week (from Monday) or month of the window, at most 400 of them. A person counts once in each part, so parts do not add up to the whole. state: partial (not over, or cut by the window), provisional or final. bucket: day, week or month. filter and time_zone: as client_dashboard. Needs analytics.view. Errors: 22023 INVALID_INPUT; 42501 PERMISSION_DENIED. Example: {"filter": {"from": "2026-10-01T00:00:00-03:00"}, "bucket": "week", "time_zone": "America/Argentina/Buenos_Aires"}';

COMMENT ON TABLE "private"."day_facts" IS 'What was counted on a day (UTC): an element for each person and moment, or for each scored conversation (scored_at, scored_ids, rubrics, scores).';

COMMENT ON TYPE "private"."person_fact" IS 'What a person did at a moment. flags: 1 displayed, 2 conversed, 4 converted, 8 demo (booked in a conversation), 16 captured (address or demo in a conversation), 32 booked (after a conversation), 64 reached (displayed or conversed), 128 booked_or_conversed (booked after a display, or conversed). involved, resolved: how many of the conversations; ripe_at: when the next of them counts as resolved, if nothing happens.';

COMMENT ON TYPE "private"."window_counts" IS 'Distinct persons of a window by set (see private.person_fact), and the number of conversations, of those that the agent took part in, and of those that it resolved.';

COMMENT ON VIEW "private"."conversions" IS 'The fact "a conversation led to something": a demo or an address in it, or a form, an address or a demo of the same person within 7 days. A row a reason; it counts where the conversation began.';

COMMENT ON VIEW "private"."counted_conversations" IS 'The fact "had a conversation": by widget, in production, with a real person. Metrics read it and no other.';

REVOKE ALL ON FUNCTION "private"."found_conversations"(private.engagement_filter, uuid[], timestamp WITH time zone, timestamp WITH time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."found_conversations"(private.engagement_filter, uuid[], timestamp WITH time zone, timestamp WITH time zone) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."found_conversations"(private.engagement_filter, uuid[], timestamp WITH time zone, timestamp WITH time zone) TO "postgres";

REVOKE ALL ON FUNCTION "private"."counted_all"(uuid[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."counted_all"(uuid[]) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."counted_all"(uuid[]) TO "postgres";

REVOKE ALL ON FUNCTION "private"."note_ripe_days"() FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."note_ripe_days"() FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."note_ripe_days"() TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."dashboard_series"(jsonb, text, text) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."dashboard_series"(jsonb, text, text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."dashboard_series"(jsonb, text, text) TO "postgres";

COMMENT ON COLUMN "private"."counted_conversations"."is_involved" IS 'Whether the agent said anything.';

COMMENT ON COLUMN "private"."counted_conversations"."resolved_at" IS 'Since when it counts as resolved by the agent alone: since the visitor closed it, or 24 hours after the agent''s answer, where nobody wrote after that; may be in the future. Null: a colleague took over, or the visitor waits for an answer.';

-- What is known already is counted anew. Noted before the rows change: the first note of a day says that
-- this is no revision of anything.
insert into private.dirty_days (domain_id, day, cause)
select
  talk.domain_id,
  (talk.started_at at time zone 'UTC')::date as day,
  'first_fill'
from public.conversations as talk
group by talk.domain_id, (talk.started_at at time zone 'UTC')::date;

update public.conversations as talk
set
  agent_turns = transcript.agent_turns,
  human_turns = transcript.human_turns,
  last_role = transcript.last_role
from (
  select
    message.domain_id,
    message.conversation_id,
    count(*) filter (where message.role = 'assistant') as agent_turns,
    count(*) filter (where message.role = 'human') as human_turns,
    (array_agg(message.role order by message.seq desc))[1] as last_role
  from public.messages as message
  group by message.domain_id, message.conversation_id
) as transcript
where talk.domain_id = transcript.domain_id and talk.id = transcript.conversation_id;
