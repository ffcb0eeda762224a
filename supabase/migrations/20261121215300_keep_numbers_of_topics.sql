-- Numbers of topics from a rollup by hours, and what of them the dashboard highlights.
SET local check_function_bodies = off;

-- squawk-ignore ban-drop-function
DROP FUNCTION "public"."topic_frequency"(jsonb, text, text);

CREATE TABLE "private"."dirty_topics" (
  "id"        bigint  GENERATED ALWAYS AS IDENTITY NOT NULL,
  "domain_id" uuid    NOT NULL,
  "hour"      integer NOT NULL,
  CONSTRAINT "dirty_topics_pkey" PRIMARY KEY (id)
);

ALTER TABLE "private"."dirty_topics"
  ENABLE ROW LEVEL SECURITY;

CREATE TABLE "private"."topic_blocks" (
  "domain_id"     uuid     NOT NULL,
  -- squawk-ignore prefer-bigint-over-smallint
  "level"         smallint NOT NULL,
  "block"         integer  NOT NULL,
  "topic_id"      uuid     NOT NULL,
  "conversations" bigint   NOT NULL,
  "classified"    bigint   NOT NULL,
  CONSTRAINT "topic_blocks_pkey" PRIMARY KEY (domain_id, level, block, topic_id)
);

ALTER TABLE "private"."topic_blocks"
  ENABLE ROW LEVEL SECURITY;

CREATE TYPE "private"."topic_change" AS (
  "domain_id"              uuid,
  "topic_id"               uuid,
  "topic_name"             text,
  "conversations"          bigint,
  "classified"             bigint,
  "share"                  numeric,
  "share_lower"            numeric,
  "share_upper"            numeric,
  "previous_conversations" bigint,
  "previous_classified"    bigint,
  "previous_share"         numeric,
  "previous_lower"         numeric,
  "previous_upper"         numeric,
  "share_change"           numeric,
  "trend"                  text
);

CREATE OR REPLACE FUNCTION private.compare_topics (
  wanted private.engagement_filter,
  before private.engagement_filter
)
  RETURNS SETOF private.topic_change
  LANGUAGE plpgsql
  STABLE
  ROWS 100
  SET search_path TO ''
  AS $function$
begin
  return query
  with present as (
    select counted.* from private.count_topics(wanted) as counted
  ), past as (
    select counted.* from private.count_topics(before) as counted
  ), compared as (
    select
      topic.domain_id, topic.id, topic.name,
      coalesce(present.conversations, 0) as n, coalesce(now_all.classified, 0) as n_all,
      coalesce(past.conversations, 0) as p, coalesce(then_all.classified, 0) as p_all
    from (
      select present.domain_id, present.topic_id from present
      union
      select past.domain_id, past.topic_id from past
    ) as seen
    inner join public.topics as topic
      on seen.domain_id = topic.domain_id and seen.topic_id = topic.id and topic.status = 'active'
    left join present on topic.domain_id = present.domain_id and topic.id = present.topic_id
    left join past on topic.domain_id = past.domain_id and topic.id = past.topic_id
    left join present as now_all on topic.domain_id = now_all.domain_id and now_all.topic_id is null
    left join past as then_all on topic.domain_id = then_all.domain_id and then_all.topic_id is null
  ), bounded as (
    select
      compared.*,
      private.wilson_bound(compared.n, compared.n_all, -1) as n_low,
      private.wilson_bound(compared.n, compared.n_all, 1) as n_high,
      private.wilson_bound(compared.p, compared.p_all, -1) as p_low,
      private.wilson_bound(compared.p, compared.p_all, 1) as p_high,
      least(compared.n_all, compared.p_all) >= 20 as is_enough
    from compared
  )
  select
    row.domain_id, row.id, row.name,
    row.n, row.n_all, round(row.n::numeric / nullif(row.n_all, 0), 6), row.n_low, row.n_high,
    row.p, row.p_all, round(row.p::numeric / nullif(row.p_all, 0), 6), row.p_low, row.p_high,
    case when row.is_enough then round(row.n::numeric / row.n_all - row.p::numeric / row.p_all, 6) end,
    case
      when not row.is_enough then 'unknown'
      when row.n_low > row.p_high then 'emerging'
      when row.n_high < row.p_low then 'fading'
      else 'steady'
    end
  from bounded as row
  order by row.n desc, row.p desc, row.id;
end;
$function$;

CREATE OR REPLACE FUNCTION private.count_found_topics (
  wanted    private.engagement_filter,
  bucket    text                      DEFAULT NULL::text,
  time_zone text                      DEFAULT 'UTC'::text
)
  RETURNS TABLE (
    domain_id     uuid,
    starts_on     date,
    topic_id      uuid,
    conversations bigint,
    classified    bigint
  )
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
begin
  return query
  with placed as materialized (
    select
      told.domain_id, told.conversation_id, told.topic_ids,
      date_trunc(bucket, told.started_at at time zone time_zone)::date as starts_on
    from private.classified_topics(wanted) as told
  ), base as (
    select
      placed.domain_id, placed.starts_on, count(*) as classified,
      count(*) filter (where placed.topic_ids <> '{}') as conversations
    from placed
    group by placed.domain_id, placed.starts_on
  ), merges as materialized (
    select topic.domain_id, topic.id, topic.merged_into_id as survivor_id
    from public.topics as topic
    where topic.domain_id in (select base.domain_id from base) and topic.merged_into_id is not null
    union
    select topic.domain_id, topic.merged_into_id, topic.merged_into_id
    from public.topics as topic
    where topic.domain_id in (select base.domain_id from base) and topic.merged_into_id is not null
  ), named as (
    select placed.domain_id, placed.starts_on, topic.id, count(*) as conversations
    from placed
    cross join lateral unnest(placed.topic_ids) as topic (id)
    group by placed.domain_id, placed.starts_on, topic.id
  ), counted as (
    select named.domain_id, named.starts_on, named.id as topic_id, named.conversations
    from named
    where (named.domain_id, named.id) not in (select merges.domain_id, merges.id from merges)
    union all
    select once.domain_id, once.starts_on, once.survivor_id, count(*)
    from (
      select distinct placed.domain_id, placed.starts_on, placed.conversation_id, merges.survivor_id
      from placed
      cross join lateral unnest(placed.topic_ids) as topic (id)
      inner join merges on placed.domain_id = merges.domain_id and topic.id = merges.id
    ) as once
    group by once.domain_id, once.starts_on, once.survivor_id
  )
  select base.domain_id, base.starts_on, null::uuid, base.conversations, base.classified
  from base
  union all
  select counted.domain_id, counted.starts_on, counted.topic_id, counted.conversations, base.classified
  from counted
  inner join base
    on counted.domain_id = base.domain_id and counted.starts_on is not distinct from base.starts_on;
end;
$function$;

CREATE OR REPLACE FUNCTION private.count_topic_blocks (
  domain_ids uuid[],
  from_at    timestamp with time zone,
  to_at      timestamp with time zone,
  bucket     text,
  time_zone  text
)
  RETURNS TABLE (
    domain_id     uuid,
    starts_on     date,
    topic_id      uuid,
    conversations bigint,
    classified    bigint
  )
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  SET plan_cache_mode TO 'force_generic_plan'
  SET enable_seqscan TO 'off'
  SET enable_hashjoin TO 'off'
  SET enable_mergejoin TO 'off'
  AS $function$
begin
  return query
  with piece as materialized (
    select tenant.id as domain_id, part.starts_on, cut.level, cut.block, cut.begins_at, cut.ends_at
    from private.topic_buckets(from_at, to_at, bucket, time_zone) as part
    cross join unnest(domain_ids) as tenant (id)
    cross join lateral private.topic_pieces(tenant.id, part.begins_at, part.ends_at) as cut
  ), counted as (
    select piece.domain_id, piece.starts_on, stored.topic_id, stored.conversations, stored.classified
    from piece
    inner join private.topic_blocks as stored
      on piece.domain_id = stored.domain_id and piece.level = stored.level and piece.block = stored.block
    union all
    select piece.domain_id, piece.starts_on, fresh.topic_id, fresh.conversations, fresh.classified
    from piece
    cross join lateral private.read_topics(piece.domain_id, piece.begins_at, piece.ends_at) as fresh
    where piece.level is null
  ), summed as (
    select
      counted.domain_id, counted.starts_on, counted.topic_id,
      sum(counted.conversations)::bigint as conversations, sum(counted.classified)::bigint as classified
    from counted
    group by counted.domain_id, counted.starts_on, counted.topic_id
  )
  select
    summed.domain_id, summed.starts_on, nullif(summed.topic_id, '00000000-0000-0000-0000-000000000000'),
    summed.conversations, max(summed.classified) over (partition by summed.domain_id, summed.starts_on)
  from summed;
end;
$function$;

CREATE OR REPLACE FUNCTION private.count_topics (
  wanted    private.engagement_filter,
  bucket    text                      DEFAULT NULL::text,
  time_zone text                      DEFAULT 'UTC'::text
)
  RETURNS TABLE (
    domain_id     uuid,
    starts_on     date,
    topic_id      uuid,
    conversations bigint,
    classified    bigint
  )
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
begin
  if private.is_narrowed(wanted) or (wanted).include_test then
    return query select * from private.count_found_topics(wanted, bucket, time_zone);
    return;
  end if;
  return query select * from private.count_topic_blocks(
    private.permitted_domains('topics.view', (wanted).domain_ids),
    (wanted)."from", (wanted)."to", bucket, time_zone
  );
end;
$function$;

CREATE OR REPLACE FUNCTION private.day_begins_at (
  local_at  timestamp without time zone,
  time_zone text
)
  RETURNS timestamp WITH time zone
  LANGUAGE plpgsql
  STABLE
  PARALLEL SAFE
  SET search_path TO ''
  AS $function$
declare
  -- Of two midnights, where clocks go back by an hour to it (the Azores), this is the second.
  begins_at constant timestamptz := local_at at time zone time_zone;
begin
  if (begins_at - interval '1 hour') at time zone time_zone >= local_at then
    return begins_at - interval '1 hour';
  end if;
  return begins_at;
end;
$function$;

CREATE OR REPLACE FUNCTION private.hour_number (
  at timestamp with time zone
)
  RETURNS numeric
  LANGUAGE plpgsql
  IMMUTABLE
  PARALLEL SAFE
  STRICT
  SET search_path TO ''
  AS $function$
begin
  return (extract(epoch from at) - 946684800) / 3600;
end;
$function$;

CREATE OR REPLACE FUNCTION private.hour_time (
  hour integer
)
  RETURNS timestamp WITH time zone
  LANGUAGE plpgsql
  IMMUTABLE
  PARALLEL SAFE
  STRICT
  SET search_path TO ''
  AS $function$
begin
  return to_timestamp(946684800 + hour * 3600.0);
end;
$function$;

CREATE OR REPLACE FUNCTION private.join_topic_blocks (
  domain_id uuid,
  hours     integer[]
)
  RETURNS void
  LANGUAGE plpgsql
  SET search_path TO ''
  AS $function$
declare
  highest constant smallint := 9; -- As in private.window_blocks.
  blocks integer [] := hours;
begin
  for above in 1..highest loop
    blocks := array(select distinct below.block >> 1 from unnest(blocks) as below (block));
    delete from private.topic_blocks as old
    where
      old.domain_id = join_topic_blocks.domain_id
      and old.level = above and old.block = any(blocks);
    insert into private.topic_blocks (domain_id, level, block, topic_id, conversations, classified)
    select
      join_topic_blocks.domain_id, above, half.block >> 1, half.topic_id,
      sum(half.conversations), sum(half.classified)
    from private.topic_blocks as half
    where
      half.domain_id = join_topic_blocks.domain_id and half.level = above - 1
      and half.block in (select unnest(blocks) * 2 union all select unnest(blocks) * 2 + 1)
    group by half.block >> 1, half.topic_id;
  end loop;
end;
$function$;

CREATE OR REPLACE FUNCTION private.note_merged_topics()
  RETURNS TRIGGER
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
begin
  insert into private.dirty_topics (domain_id, hour)
  select distinct talk.domain_id, floor(private.hour_number(talk.started_at))::integer
  from public.conversation_topics as held
  inner join public.conversations as talk
    on held.domain_id = talk.domain_id and held.conversation_id = talk.id
  where held.domain_id = new.domain_id and held.topic_id = new.id;
  return null;
end;
$function$;

CREATE OR REPLACE FUNCTION private.note_topics()
  RETURNS TRIGGER
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
begin
  if tg_op <> 'DELETE' then
    insert into private.dirty_topics (domain_id, hour)
    select distinct fresh.domain_id, floor(private.hour_number(fresh.started_at))::integer
    from new_rows as fresh
    where fresh.topics_at is not null;
  end if;
  if tg_op <> 'INSERT' then
    -- Also where it began before: it may turn out to have begun earlier.
    insert into private.dirty_topics (domain_id, hour)
    select distinct gone.domain_id, floor(private.hour_number(gone.started_at))::integer
    from old_rows as gone
    where gone.topics_at is not null;
  end if;
  return null;
end;
$function$;

CREATE OR REPLACE FUNCTION private.read_topics (
  domain_id uuid,
  from_at   timestamp with time zone,
  to_at     timestamp with time zone
)
  RETURNS TABLE (
    topic_id      uuid,
    conversations bigint,
    classified    bigint
  )
  LANGUAGE plpgsql
  STABLE
  ROWS 20
  SET search_path TO ''
  SET enable_seqscan TO 'off'
  AS $function$
begin
  return query
  with talk as materialized (
    select array(
      -- Merges are flat; of two topics that became one, a conversation has one.
      select distinct coalesce(topic.merged_into_id, topic.id)
      from public.conversation_topics as held
      inner join public.topics as topic
        on held.domain_id = topic.domain_id and held.topic_id = topic.id
      where held.domain_id = known.domain_id and held.conversation_id = known.id
    ) as topic_ids
    from public.conversations as known
    where
      known.domain_id = read_topics.domain_id
      and known.started_at >= from_at and known.started_at < to_at
      and known.topics_at is not null and not known.is_test
  )
  select
    '00000000-0000-0000-0000-000000000000'::uuid, count(*) filter (where talk.topic_ids <> '{}'), count(*)
  from talk
  having count(*) > 0
  union all
  select held.id, count(*), 0
  from talk
  cross join lateral unnest(talk.topic_ids) as held (id)
  group by held.id;
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
  for taken in
    with keys as (
      select distinct noted.domain_id, noted.hour from private.dirty_topics as noted
      order by noted.domain_id, noted.hour
      limit batch_size
    ), gone as (
      delete from private.dirty_topics as noted using keys
      where noted.domain_id = keys.domain_id and noted.hour = keys.hour
      returning noted.domain_id, noted.hour
    )
    select gone.domain_id, array_agg(distinct gone.hour) as hours
    from gone
    group by gone.domain_id
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

CREATE OR REPLACE FUNCTION private.topic_buckets (
  from_at   timestamp with time zone,
  to_at     timestamp with time zone,
  bucket    text,
  time_zone text
)
  RETURNS TABLE (
    starts_on date,
    begins_at timestamp with time zone,
    ends_at   timestamp with time zone
  )
  LANGUAGE plpgsql
  STABLE
  ROWS 30
  SET search_path TO ''
  AS $function$
declare
  step constant interval := '1 ' || bucket;
begin
  if bucket is null then
    return query select null::date, from_at, to_at;
    return;
  end if;
  return query
  select local.day::date, part.begins_at, part.ends_at
  from generate_series(
    date_trunc(bucket, from_at at time zone time_zone), to_at at time zone time_zone, step
  ) as local (day)
  cross join lateral (
    select
      greatest(from_at, private.day_begins_at(local.day, time_zone)),
      least(to_at, private.day_begins_at(local.day + step, time_zone))
  ) as part (begins_at, ends_at)
  where part.begins_at < part.ends_at;
end;
$function$;

CREATE OR REPLACE FUNCTION private.topic_highlights (
  wanted        private.engagement_filter,
  domain_ids    uuid[],
  reported      private.report_window,
  is_comparable boolean
)
  RETURNS jsonb
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
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
      tenant.id = any(domain_ids) and tenant.id = any(private.domains_with('topics.view'))
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
$function$;

CREATE OR REPLACE FUNCTION private.topic_pieces (
  domain_id uuid,
  from_at   timestamp with time zone,
  to_at     timestamp with time zone
)
  RETURNS TABLE (
    level     smallint,
    block     integer,
    begins_at timestamp with time zone,
    ends_at   timestamp with time zone
  )
  LANGUAGE plpgsql
  STABLE
  ROWS 20
  SET search_path TO ''
  AS $function$
declare
  first_hour constant integer := ceil(private.hour_number(from_at));
  end_hour constant integer := floor(private.hour_number(to_at));
  place integer := first_hour; -- Up to here everything is returned.
  gap record;
begin
  if first_hour > end_hour then
    return query select null::smallint, null::integer, from_at, to_at;
    return;
  end if;
  for gap in
    select min(noted.hour) as first_hour, max(noted.hour) + 1 as end_hour
    from (
      select single.hour, single.hour - row_number() over (order by single.hour) as island
      from (
        select distinct dirty.hour from private.dirty_topics as dirty
        where dirty.domain_id = topic_pieces.domain_id and dirty.hour >= first_hour and dirty.hour < end_hour
      ) as single
    ) as noted
    group by noted.island
    order by 1
  loop
    return query select whole.*, null::timestamptz, null::timestamptz
    from private.window_blocks(place, gap.first_hour) as whole;
    return query select
      null::smallint, null::integer, private.hour_time(gap.first_hour), private.hour_time(gap.end_hour);
    place := gap.end_hour;
  end loop;
  return query select whole.*, null::timestamptz, null::timestamptz
  from private.window_blocks(place, end_hour) as whole;
  return query select null::smallint, null::integer, edge.*
  from (values (from_at, private.hour_time(first_hour)), (private.hour_time(end_hour), to_at)) as edge (begins, ends)
  where edge.begins < edge.ends;
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
    || private.topic_highlights(wanted, tenants, reported, is_comparable)
  );
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
    'rebuilt', rebuilt,
    'is_waiting', exists (select from private.dirty_days) or exists (select from private.dirty_topics)
  );
end;
$function$;

CREATE OR REPLACE FUNCTION public.topic_frequency (
  filter    jsonb DEFAULT '{}'::jsonb,
  bucket    text  DEFAULT 'day'::text,
  time_zone text  DEFAULT NULL::text
)
  RETURNS TABLE (
    domain_id     uuid,
    starts_on     date,
    topic_id      uuid,
    topic_name    text,
    conversations bigint,
    classified    bigint,
    share         numeric,
    is_partial    boolean
  )
  LANGUAGE plpgsql
  STABLE
  SECURITY DEFINER
  ROWS 100
  SET search_path TO ''
  AS $function$
declare
  wanted private.engagement_filter;
  zone constant text := private.report_time_zone(time_zone);
begin
  wanted := private.topic_window(filter);
  if bucket in ('day', 'week', 'month') is not true then
    perform private.bad_input('bucket', 'must be day, week or month');
  end if;
  return query
  select
    counted.domain_id, counted.starts_on, counted.topic_id, topic.name, counted.conversations,
    counted.classified, round(counted.conversations::numeric / counted.classified, 6),
    -- Cut by the window, or not over yet.
    private.day_begins_at(counted.starts_on, zone) < wanted."from"
    or private.day_begins_at(counted.starts_on + ('1 ' || bucket)::interval, zone)
    > least(wanted."to", now())
  from private.count_topics(wanted, bucket, zone) as counted
  left join public.topics as topic
    on counted.domain_id = topic.domain_id and counted.topic_id = topic.id
  where counted.topic_id is null or topic.status = 'active'
  order by counted.starts_on, counted.domain_id, counted.conversations desc, counted.topic_id nulls first;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."topic_frequency"(jsonb, text, text) FROM PUBLIC, "anon", "service_role";

CREATE OR REPLACE FUNCTION public.topic_trend (
  filter jsonb DEFAULT '{}'::jsonb
)
  RETURNS TABLE (
    domain_id              uuid,
    topic_id               uuid,
    topic_name             text,
    conversations          bigint,
    classified             bigint,
    share                  numeric,
    share_lower            numeric,
    share_upper            numeric,
    previous_conversations bigint,
    previous_classified    bigint,
    previous_share         numeric,
    previous_lower         numeric,
    previous_upper         numeric,
    share_change           numeric,
    trend                  text
  )
  LANGUAGE plpgsql
  STABLE
  SECURITY DEFINER
  ROWS 100
  SET search_path TO ''
  AS $function$
declare
  wanted private.engagement_filter;
  before private.engagement_filter;
begin
  wanted := private.topic_window(filter);
  before := wanted;
  before."to" := wanted."from";
  before."from" := wanted."from" - (wanted."to" - wanted."from");
  return query select changed.* from private.compare_topics(wanted, before) as changed;
end;
$function$;

CREATE INDEX dirty_topics_hour_idx ON private.dirty_topics USING btree (domain_id, hour);

CREATE TRIGGER note_topics_deleted
  AFTER DELETE ON public.conversations REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT
  EXECUTE FUNCTION private.note_topics();

CREATE TRIGGER note_topics_inserted
  AFTER INSERT ON public.conversations REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT
  EXECUTE FUNCTION private.note_topics();

CREATE TRIGGER note_topics_updated
  AFTER UPDATE ON public.conversations REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT
  EXECUTE FUNCTION private.note_topics();

CREATE TRIGGER note_merged
  AFTER UPDATE OF merged_into_id ON public.topics
  FOR EACH ROW
  WHEN ((new.merged_into_id IS DISTINCT FROM old.merged_into_id))
  EXECUTE FUNCTION private.note_merged_topics();

COMMENT ON COLUMN "private"."dirty_topics"."hour" IS 'Since 2000-01-01 (UTC).';

COMMENT ON COLUMN "private"."topic_blocks"."block" IS 'Hours since 2000-01-01 (UTC) shifted right by level.';

COMMENT ON COLUMN "private"."topic_blocks"."classified" IS 'All that were classified, also as having no topic; 0 in the rows of a single topic.';

COMMENT ON COLUMN "private"."topic_blocks"."topic_id" IS 'The topic, of merged ones the survivor; all zeros: any topic, each conversation once.';

COMMENT ON FUNCTION "private"."compare_topics"(private.engagement_filter, private.engagement_filter) IS 'Active topics in two windows, with the trend from the one before: see topic_trend.';

COMMENT ON FUNCTION "private"."count_found_topics"(private.engagement_filter, text, text) IS 'private.count_topics from the conversations themselves, for any filter.';

COMMENT ON FUNCTION "private"."count_topic_blocks"(uuid[], timestamp with time zone, timestamp with time zone, text, text) IS 'private.count_topics for a filter on time and domains alone: from the rollup, and what is not counted yet from the conversations.';

COMMENT ON FUNCTION "private"."day_begins_at"(timestamp without time zone, text) IS 'The first instant of the day that begins at this midnight on the wall.';

COMMENT ON FUNCTION "private"."hour_number"(timestamp with time zone) IS 'Hours since 2000-01-01 (UTC), with the part of the hour after the point.';

COMMENT ON FUNCTION "private"."hour_time"(integer) IS 'When the hour with this number (private.hour_number) begins.';

COMMENT ON FUNCTION "private"."join_topic_blocks"(uuid, integer[]) IS 'Writes every longer block that holds one of these hours anew, each from its two halves.';

COMMENT ON FUNCTION "private"."note_merged_topics"() IS 'Row trigger of topics: notes the hours of the conversations that count for another topic from now on.';

COMMENT ON FUNCTION "private"."note_topics"() IS 'Statement trigger of conversations: notes the hours in which the classified ones began.';

COMMENT ON FUNCTION "private"."read_topics"(uuid, timestamp with time zone, timestamp with time zone) IS 'The rows of private.topic_blocks for any time, from the conversations themselves.';

COMMENT ON FUNCTION "private"."rebuild_topics"(integer) IS 'Makes the numbers of topics of at most so many noted hours anew; whoever calls lets nobody else do it meanwhile.';

COMMENT ON FUNCTION "private"."topic_buckets"(timestamp with time zone, timestamp with time zone, text, text) IS 'The parts of a window by the local days, weeks or months on which they begin; bucket null: the window itself.';

COMMENT ON FUNCTION "private"."topic_highlights"(private.engagement_filter, uuid[], private.report_window, boolean) IS 'The topic of most conversations, and of those that topic_trend calls emerging or fading the one whose share changed most, of the domains where the person may view topics; null where there is none.';

COMMENT ON FUNCTION "private"."topic_pieces"(uuid, timestamp with time zone, timestamp with time zone) IS 'A window in pieces, each instant in one: blocks (level and block) of whole hours that are counted, and times (begins_at, ends_at) of which the conversations are to be read.';

COMMENT ON FUNCTION "public"."run_rollup_upkeep"(integer) IS 'For the worker, every minute, and again at once while is_waiting: makes the numbers of the days anew on which something changed, batch_size (1 to 100000) days of domains at most, and for topics as many hours. A worker that is killed loses nothing. A second one at the same time does nothing. Returns {rebuilt, is_waiting}. Errors: 22023 INVALID_INPUT.';

COMMENT ON FUNCTION "public"."topic_frequency"(jsonb, text, text) IS 'How many conversations had each topic, by domain and bucket (day, week from Monday, month) in time_zone, else the preference report_time_zone: conversations, classified (all that a model or person has looked at), share of these. topic_id null: conversations with any topic, each once; a conversation with several topics counts for each, so shares may add up to more than 1. Hidden topics are left out, merged ones count for their survivor. A bucket without classified conversations has no row; is_partial: the window cuts it, or it is not over. filter: the same object as list_conversations; without from 30 days, at most 400. Needs topics.view, for more than times and domains in the filter also conversations.view. Errors: 22023 INVALID_INPUT; 42501 PERMISSION_DENIED. Example: {"filter": {"from": "2026-11-01T00:00:00Z"}, "bucket": "week", "time_zone": "Europe/Madrid"}';

COMMENT ON TABLE "private"."dirty_topics" IS 'Hours (UTC) whose numbers of topics are to be made anew, noted by whoever changed a fact, in the same transaction.';

COMMENT ON TABLE "private"."topic_blocks" IS 'Conversations by topic that began in a block of 2^level hours (UTC), test traffic left out.';

COMMENT ON TYPE "private"."topic_change" IS 'How often a topic occurs in a window, and in the one before: see topic_trend.';

REVOKE ALL ON FUNCTION "private"."compare_topics"(private.engagement_filter, private.engagement_filter) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."compare_topics"(private.engagement_filter, private.engagement_filter) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."compare_topics"(private.engagement_filter, private.engagement_filter) TO "postgres";

REVOKE ALL ON FUNCTION "private"."count_found_topics"(private.engagement_filter, text, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."count_found_topics"(private.engagement_filter, text, text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."count_found_topics"(private.engagement_filter, text, text) TO "postgres";

REVOKE ALL ON FUNCTION "private"."count_topic_blocks"(uuid[], timestamp WITH time zone, timestamp WITH time zone, text, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."count_topic_blocks"(uuid[], timestamp WITH time zone, timestamp WITH time zone, text, text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."count_topic_blocks"(uuid[], timestamp WITH time zone, timestamp WITH time zone, text, text) TO "postgres";

REVOKE ALL ON FUNCTION "private"."day_begins_at"(timestamp WITHOUT time zone, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."day_begins_at"(timestamp WITHOUT time zone, text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."day_begins_at"(timestamp WITHOUT time zone, text) TO "postgres";

REVOKE ALL ON FUNCTION "private"."hour_number"(timestamp WITH time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."hour_number"(timestamp WITH time zone) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."hour_number"(timestamp WITH time zone) TO "postgres";

REVOKE ALL ON FUNCTION "private"."hour_time"(integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."hour_time"(integer) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."hour_time"(integer) TO "postgres";

REVOKE ALL ON FUNCTION "private"."join_topic_blocks"(uuid, integer[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."join_topic_blocks"(uuid, integer[]) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."join_topic_blocks"(uuid, integer[]) TO "postgres";

REVOKE ALL ON FUNCTION "private"."note_merged_topics"() FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."note_merged_topics"() FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."note_merged_topics"() TO "postgres";

REVOKE ALL ON FUNCTION "private"."note_topics"() FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."note_topics"() FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."note_topics"() TO "postgres";

REVOKE ALL ON FUNCTION "private"."read_topics"(uuid, timestamp WITH time zone, timestamp WITH time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."read_topics"(uuid, timestamp WITH time zone, timestamp WITH time zone) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."read_topics"(uuid, timestamp WITH time zone, timestamp WITH time zone) TO "postgres";

REVOKE ALL ON FUNCTION "private"."rebuild_topics"(integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."rebuild_topics"(integer) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."rebuild_topics"(integer) TO "postgres";

REVOKE ALL ON FUNCTION "private"."topic_buckets"(timestamp WITH time zone, timestamp WITH time zone, text, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."topic_buckets"(timestamp WITH time zone, timestamp WITH time zone, text, text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."topic_buckets"(timestamp WITH time zone, timestamp WITH time zone, text, text) TO "postgres";

REVOKE ALL ON FUNCTION "private"."topic_highlights"(private.engagement_filter, uuid[], private.report_window, boolean) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."topic_highlights"(private.engagement_filter, uuid[], private.report_window, boolean) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."topic_highlights"(private.engagement_filter, uuid[], private.report_window, boolean) TO "postgres";

REVOKE ALL ON FUNCTION "private"."topic_pieces"(uuid, timestamp WITH time zone, timestamp WITH time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."topic_pieces"(uuid, timestamp WITH time zone, timestamp WITH time zone) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."topic_pieces"(uuid, timestamp WITH time zone, timestamp WITH time zone) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."topic_frequency"(jsonb, text, text) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."topic_frequency"(jsonb, text, text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."topic_frequency"(jsonb, text, text) TO "postgres";

-- What is known already is to be counted; until then it is read from the conversations.
insert into private.dirty_topics (domain_id, hour)
select
  talk.domain_id,
  floor(private.hour_number(talk.started_at))::integer as hour
from public.conversations as talk
where talk.topics_at is not null
group by talk.domain_id, floor(private.hour_number(talk.started_at))::integer;
