-- The numbers of the dashboard: base views, triggers that note the days that a change touches, rollups that the
-- worker makes anew from these notes, and the RPCs that read them. What is stored already is noted at the end.
SET local check_function_bodies = off;

CREATE TABLE "private"."block_counts" (
  "domain_id"     uuid     NOT NULL,
  -- squawk-ignore prefer-bigint-over-smallint
  "level"         smallint NOT NULL,
  "block"         integer  NOT NULL,
  "conversations" bigint   NOT NULL,
  CONSTRAINT "block_counts_pkey" PRIMARY KEY (domain_id, level, block)
);

ALTER TABLE "private"."block_counts"
  ENABLE ROW LEVEL SECURITY;

CREATE TABLE "private"."block_people" (
  "domain_id"           uuid      NOT NULL,
  -- squawk-ignore prefer-bigint-over-smallint
  "level"               smallint  NOT NULL,
  "block"               integer   NOT NULL,
  "chunk"               integer   NOT NULL,
  "displayed"           bit(4096) NOT NULL,
  "conversed"           bit(4096) NOT NULL,
  "converted"           bit(4096) NOT NULL,
  "demo"                bit(4096) NOT NULL,
  "captured"            bit(4096) NOT NULL,
  "booked"              bit(4096) NOT NULL,
  "reached"             bit(4096) NOT NULL,
  "booked_or_conversed" bit(4096) NOT NULL,
  CONSTRAINT "block_people_pkey" PRIMARY KEY (domain_id, level, block, chunk)
);

ALTER TABLE "private"."block_people"
  ENABLE ROW LEVEL SECURITY;

CREATE TABLE "private"."block_scores" (
  "domain_id"      uuid     NOT NULL,
  -- squawk-ignore prefer-bigint-over-smallint
  "level"          smallint NOT NULL,
  "block"          integer  NOT NULL,
  "rubric_version" integer  NOT NULL,
  "scored"         bigint   NOT NULL,
  "total"          numeric  NOT NULL,
  "deciles"        bigint[] NOT NULL,
  "best_score"     numeric  NOT NULL,
  "best_id"        uuid     NOT NULL,
  "worst_score"    numeric  NOT NULL,
  "worst_id"       uuid     NOT NULL,
  CONSTRAINT "block_scores_pkey" PRIMARY KEY (domain_id, level, block, rubric_version)
);

ALTER TABLE "private"."block_scores"
  ENABLE ROW LEVEL SECURITY;

CREATE TABLE "private"."day_facts" (
  "domain_id"     uuid                       NOT NULL,
  "day"           date                       NOT NULL,
  "happened_at"   timestamp with time zone[] NOT NULL,
  "numbers"       integer[]                  NOT NULL,
  -- squawk-ignore prefer-bigint-over-smallint
  "flags"         smallint[]                 NOT NULL,
  -- squawk-ignore prefer-bigint-over-smallint
  "conversations" smallint[]                 NOT NULL,
  "scored_at"     timestamp with time zone[] NOT NULL,
  "scored_ids"    uuid[]                     NOT NULL,
  "rubrics"       integer[]                  NOT NULL,
  "scores"        numeric[]                  NOT NULL,
  "computed_at"   timestamp with time zone   NOT NULL DEFAULT now(),
  CONSTRAINT "day_facts_pkey" PRIMARY KEY (domain_id, day)
);

ALTER TABLE "private"."day_facts"
  ENABLE ROW LEVEL SECURITY;

CREATE TABLE "private"."dirty_addresses" (
  "id"    bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  "email" text   NOT NULL,
  CONSTRAINT "dirty_addresses_pkey" PRIMARY KEY (id)
);

ALTER TABLE "private"."dirty_addresses"
  ENABLE ROW LEVEL SECURITY;

CREATE TABLE "private"."dirty_days" (
  "id"        bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  "domain_id" uuid   NOT NULL,
  "day"       date   NOT NULL,
  "cause"     text   NOT NULL,
  CONSTRAINT "dirty_days_pkey" PRIMARY KEY (id)
);

ALTER TABLE "private"."dirty_days"
  ENABLE ROW LEVEL SECURITY;

CREATE TABLE "private"."person_numbers" (
  "domain_id" uuid    NOT NULL,
  "person_id" uuid    NOT NULL,
  "number"    integer NOT NULL,
  CONSTRAINT "person_numbers_number_key" UNIQUE (domain_id, number),
  CONSTRAINT "person_numbers_pkey" PRIMARY KEY (domain_id, person_id)
);

ALTER TABLE "private"."person_numbers"
  ENABLE ROW LEVEL SECURITY;

CREATE TABLE "public"."metric_revisions" (
  "domain_id"  uuid                     NOT NULL,
  "day"        date                     NOT NULL,
  "metric"     text                     NOT NULL,
  "old_value"  bigint                   NOT NULL,
  "new_value"  bigint                   NOT NULL,
  "cause"      text                     NOT NULL,
  "revised_at" timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT "metric_revisions_new_value_check" CHECK ((new_value <> old_value)),
  "id"         uuid                     NOT NULL DEFAULT private.new_id(),
  CONSTRAINT "metric_revisions_pkey" PRIMARY KEY (domain_id, id)
);

ALTER TABLE "public"."metric_revisions"
  ENABLE ROW LEVEL SECURITY;

REVOKE ALL ON TABLE "public"."metric_revisions" FROM "anon";

CREATE TYPE "private"."person_fact" AS (
  "person_id"     uuid,
  "happened_at"   timestamp WITH time zone,
  -- squawk-ignore prefer-bigint-over-smallint
  "flags"         smallint,
  -- squawk-ignore prefer-bigint-over-smallint
  "conversations" smallint
);

CREATE TYPE "private"."report_window" AS (
  "time_zone"        text,
  "from_at"          timestamp WITH time zone,
  "to_at"            timestamp WITH time zone,
  "previous_from_at" timestamp WITH time zone,
  "state"            text
);

CREATE TYPE "private"."window_counts" AS (
  "displayed"           bigint,
  "conversed"           bigint,
  "converted"           bigint,
  "demo"                bigint,
  "captured"            bigint,
  "booked"              bigint,
  "reached"             bigint,
  "booked_or_conversed" bigint,
  "conversations"       bigint
);

CREATE OR REPLACE FUNCTION private.booking_lift (
  metrics jsonb
)
  RETURNS jsonb
  LANGUAGE plpgsql
  IMMUTABLE
  SET search_path TO ''
  AS $function$
declare
  with_agent constant numeric := metrics #>> '{booking_rate_with_agent,value}';
  without_agent constant numeric := metrics #>> '{booking_rate_without_agent,value}';
begin
  return jsonb_build_object(
    'difference', with_agent - without_agent,
    'ratio', with_agent / nullif(without_agent, 0),
    'people_with_agent', metrics #> '{booking_rate_with_agent,denominator}',
    'people_without_agent', metrics #> '{booking_rate_without_agent,denominator}',
    'caution', 'self_selected'
  );
end;
$function$;

CREATE OR REPLACE FUNCTION private.bucket_state (
  to_at timestamp with time zone
)
  RETURNS text
  LANGUAGE plpgsql
  STABLE
  PARALLEL SAFE
  SET search_path TO ''
  AS $function$
begin
  return case
    when to_at > now() then 'partial'
    when to_at > now() - interval '7 days' then 'provisional'
    else 'final'
  end;
end;
$function$;

CREATE OR REPLACE FUNCTION private.count_deciles (
  scores numeric[]
)
  RETURNS bigint[]
  LANGUAGE plpgsql
  IMMUTABLE
  PARALLEL SAFE
  SET search_path TO ''
  AS $function$
begin
  return array(
    select count(score.value)
    from generate_series(0, 9) as tenth (number)
    left join unnest(scores) as score (value) on least(9, floor(score.value / 10)) = tenth.number
    group by tenth.number
    order by tenth.number
  );
end;
$function$;

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
    coalesce(sum(one.conversations), 0)
  into counts
  from public.domains as tenant
  cross join lateral private.count_window(
    tenant.id, greatest(from_at, tenant.stats_valid_from), to_at
  ) as one
  where tenant.id = any(domain_ids) and (tenant.stats_valid_from < to_at) is not false;
  return counts;
end;
$function$;

CREATE OR REPLACE FUNCTION private.count_scores (
  domain_id uuid,
  from_at   timestamp with time zone,
  to_at     timestamp with time zone
)
  RETURNS SETOF private.block_scores
  LANGUAGE plpgsql
  STABLE
  ROWS 20
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
begin
  return query
  select part.*
  from private.window_blocks(first_day, end_day) as whole
  inner join private.block_scores as part
    on part.domain_id = count_scores.domain_id and whole.level = part.level and whole.block = part.block
  union all
  select
    count_scores.domain_id, null::smallint, null::integer, judged.rubric,
    count(*), sum(judged.score), private.count_deciles(array_agg(judged.score)),
    max(judged.score), (array_agg(judged.id order by judged.score desc, judged.id))[1],
    min(judged.score), (array_agg(judged.id order by judged.score, judged.id))[1]
  from private.day_facts as stored
  cross join lateral unnest(
    stored.scored_at, stored.scored_ids, stored.rubrics, stored.scores
  ) as judged (at, id, rubric, score)
  where
    stored.domain_id = count_scores.domain_id
    and stored.day = any(edges)
    and judged.at >= from_at and judged.at < to_at
  group by judged.rubric;
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
    select fact.number, bit_or(fact.flags) as flags, sum(fact.conversations) as conversations
    from private.day_facts as stored
    cross join lateral unnest(
      stored.happened_at, stored.numbers, stored.flags, stored.conversations
    ) as fact (at, number, flags, conversations)
    where
      stored.domain_id = count_window.domain_id
      and stored.day = any(edges)
      and fact.at >= from_at and fact.at < to_at
    group by fact.number
  ), fresh as (
    -- Of each person at the edges, the sets in which the blocks do not have it.
    select
      edge.conversations,
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
    sum(part.conversations)
  into counts
  from (
    select
      bit_count(displayed) as displayed, bit_count(conversed) as conversed,
      bit_count(converted) as converted, bit_count(demo) as demo, bit_count(captured) as captured,
      bit_count(booked) as booked, bit_count(reached) as reached,
      bit_count(booked_or_conversed) as booked_or_conversed, 0 as conversations
    from tree
    union all
    select
      flags & 1, (flags >> 1) & 1, (flags >> 2) & 1, (flags >> 3) & 1, (flags >> 4) & 1,
      (flags >> 5) & 1, (flags >> 6) & 1, (flags >> 7) & 1, conversations
    from fresh
    union all
    select 0, 0, 0, 0, 0, 0, 0, 0, whole_counts.conversations
    from private.window_blocks(first_day, end_day) as whole
    inner join private.block_counts as whole_counts
      on
        whole_counts.domain_id = count_window.domain_id
        and whole.level = whole_counts.level and whole.block = whole_counts.block
    union all
    values (0, 0, 0, 0, 0, 0, 0, 0, 0)
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
    )
  );
end;
$function$;

CREATE OR REPLACE FUNCTION private.dashboard_quality (
  scores          private.block_scores[],
  previous_scores private.block_scores[],
  n               private.window_counts,
  p               private.window_counts,
  is_comparable   boolean
)
  RETURNS jsonb
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
declare
  newest constant integer := (select max(score.rubric_version) from unnest(scores) as score);
  scored bigint;
  previous_scored bigint;
  total numeric;
  previous_total numeric;
begin
  select coalesce(sum(score.scored), 0), sum(score.total) into scored, total
  from unnest(scores) as score
  where score.rubric_version = newest;
  select coalesce(sum(score.scored), 0), sum(score.total) into previous_scored, previous_total
  from unnest(previous_scores) as score
  where score.rubric_version = newest;
  return jsonb_build_object(
    'rubric_version', newest,
    'mean', private.metric_tile(total / scored, previous_total / previous_scored, is_comparable),
    'coverage', private.ratio_tile(scored, n.conversations, previous_scored, p.conversations, is_comparable),
    'deciles', (
      select jsonb_agg(tenth.counted order by tenth.place)
      from (
        select place, coalesce(sum(score.deciles[place]), 0) as counted
        from generate_series(1, 10) as place
        left join unnest(scores) as score on score.rubric_version = newest
        group by place
      ) as tenth
    ),
    'other_rubrics', (
      select coalesce(jsonb_agg(to_jsonb(other) order by other.rubric_version desc), '[]')
      from (
        select score.rubric_version, sum(score.scored) as scored, sum(score.total) / sum(score.scored) as mean
        from unnest(scores) as score
        where score.rubric_version <> newest
        group by score.rubric_version
      ) as other
    )
  );
end;
$function$;

CREATE OR REPLACE FUNCTION private.day_number (
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
  return (extract(epoch from at) - 946684800) / 86400;
end;
$function$;

CREATE OR REPLACE FUNCTION private.drop_blocks (
  domain_id uuid,
  level     smallint,
  blocks    integer[]
)
  RETURNS void
  LANGUAGE plpgsql
  SET search_path TO ''
  AS $function$
begin
  delete from private.block_people as old
  where
    old.domain_id = drop_blocks.domain_id
    and old.level = drop_blocks.level
    and old.block = any(drop_blocks.blocks);
  delete from private.block_counts as old
  where
    old.domain_id = drop_blocks.domain_id
    and old.level = drop_blocks.level
    and old.block = any(drop_blocks.blocks);
  delete from private.block_scores as old
  where
    old.domain_id = drop_blocks.domain_id
    and old.level = drop_blocks.level
    and old.block = any(drop_blocks.blocks);
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

    insert into private.block_counts (domain_id, level, block, conversations)
    select join_blocks.domain_id, above, half.block >> 1, sum(half.conversations)
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

CREATE OR REPLACE FUNCTION private.metric_tile (
  now_value     numeric,
  previous      numeric,
  is_comparable boolean
)
  RETURNS jsonb
  LANGUAGE plpgsql
  IMMUTABLE
  PARALLEL SAFE
  SET search_path TO ''
  AS $function$
begin
  return jsonb_build_object(
    'value', now_value,
    'previous', previous,
    'delta', now_value - previous,
    'variation', case when is_comparable then (now_value - previous) / nullif(previous, 0) end
  );
end;
$function$;

CREATE OR REPLACE FUNCTION private.note_addresses()
  RETURNS TRIGGER
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
begin
  insert into private.dirty_addresses (email)
  select changed.email
  from (values (old.email::text), (new.email::text)) as changed (email)
  where changed.email is not null
  group by changed.email;
  return null;
end;
$function$;

CREATE OR REPLACE FUNCTION private.note_conversations()
  RETURNS TRIGGER
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
begin
  if tg_op <> 'DELETE' then
    insert into private.dirty_days (domain_id, day, cause)
    select distinct fresh.domain_id, (fresh.started_at at time zone 'UTC')::date, 'conversations'
    from new_rows as fresh;
  end if;
  if tg_op = 'DELETE' then
    insert into private.dirty_days (domain_id, day, cause)
    select distinct gone.domain_id, (gone.started_at at time zone 'UTC')::date, 'conversations'
    from old_rows as gone;
  end if;
  if tg_op = 'UPDATE' then
    -- A conversation that turns out to have begun earlier leaves its day.
    insert into private.dirty_days (domain_id, day, cause)
    select distinct gone.domain_id, (gone.started_at at time zone 'UTC')::date, 'conversations'
    from old_rows as gone
    except
    select fresh.domain_id, (fresh.started_at at time zone 'UTC')::date, 'conversations'
    from new_rows as fresh;
  end if;
  return null;
end;
$function$;

CREATE OR REPLACE FUNCTION private.note_events()
  RETURNS TRIGGER
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
begin
  insert into private.dirty_days (domain_id, day, cause)
  select distinct changed.domain_id, (changed.occurred_at at time zone 'UTC')::date - back.days, 'events'
  from changed_rows as changed
  cross join lateral generate_series(
    0, case when changed.kind = 'widget_shown' then 0 else 7 end
  ) as back (days)
  where changed.kind in ('widget_shown', 'form_submitted', 'email_captured', 'demo_booked');
  return null;
end;
$function$;

CREATE OR REPLACE FUNCTION private.note_person (
  domain_id uuid,
  person_id uuid,
  cause     text
)
  RETURNS void
  LANGUAGE plpgsql
  SET search_path TO ''
  AS $function$
begin
  insert into private.dirty_days (domain_id, day, cause)
  select distinct note_person.domain_id, (fact.at at time zone 'UTC')::date, note_person.cause
  from public.visitors as visitor
  cross join lateral (
    select talk.started_at as at
    from public.conversations as talk
    where talk.domain_id = visitor.domain_id and talk.visitor_id = visitor.id
    union all
    select event.occurred_at - make_interval(days => back.days)
    from public.session_events as event
    cross join lateral generate_series(
      0, case when event.kind = 'widget_shown' then 0 else 7 end
    ) as back (days)
    where
      event.domain_id = visitor.domain_id
      and event.visitor_id = visitor.id
      and event.kind in ('widget_shown', 'form_submitted', 'email_captured', 'demo_booked')
  ) as fact
  where
    visitor.domain_id = note_person.domain_id
    and note_person.person_id in (visitor.id, visitor.merged_into_id);
end;
$function$;

CREATE OR REPLACE FUNCTION private.note_visitors()
  RETURNS TRIGGER
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
begin
  perform private.note_person(
    new.domain_id, new.id,
    case when new.merged_into_id is distinct from old.merged_into_id then 'merge' else 'people' end
  );
  return null;
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
    ) + row_number() over (order by fresh.person_id)
  from (select distinct fact.person_id from unnest(facts) as fact) as fresh
  where not exists (
    select from private.person_numbers as known
    where known.domain_id = number_people.domain_id and known.person_id = fresh.person_id
  );
end;
$function$;

CREATE OR REPLACE FUNCTION private.ratio_tile (
  part           numeric,
  whole          numeric,
  previous_part  numeric,
  previous_whole numeric,
  is_comparable  boolean
)
  RETURNS jsonb
  LANGUAGE plpgsql
  IMMUTABLE
  PARALLEL SAFE
  SET search_path TO ''
  AS $function$
begin
  return private.metric_tile(
    part / nullif(whole, 0), previous_part / nullif(previous_whole, 0), is_comparable
  ) || jsonb_build_object(
    'numerator', part,
    'denominator', whole,
    'previous_numerator', previous_part,
    'previous_denominator', previous_whole
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
        row(fact.person_id, fact.at, fact.flags, fact.conversations)::private.person_fact
        order by fact.at, fact.person_id
      )
    from (
      select
        reason.person_id, reason.at,
        bit_or(reason.flags) as flags, sum(reason.conversations) as conversations
      from (
        select display.person_id, display.displayed_at as at, 1 + 64 as flags, 0 as conversations
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
          1
        from private.counted_conversations as talk
        where
          talk.domain_id = read_day_facts.domain_id
          and talk.started_at >= begins and talk.started_at < ends
        union all
        select
          converted.person_id, converted.started_at,
          4 + case when converted.kind = 'demo_booked' then 32 else 0 end,
          0
        from private.conversions as converted
        where
          converted.domain_id = read_day_facts.domain_id
          and converted.started_at >= begins and converted.started_at < ends
        union all
        select booked.person_id, booked.displayed_at, 128, 0
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

CREATE OR REPLACE FUNCTION private.read_report_window (
  wanted    private.engagement_filter,
  time_zone text
)
  RETURNS private.report_window
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
declare
  zone constant text := private.report_time_zone(time_zone);
  to_at constant timestamptz := coalesce((wanted)."to", date_trunc('day', now(), zone));
  local_to constant timestamp := to_at at time zone zone;
  from_at constant timestamptz := coalesce((wanted)."from", (local_to - interval '30 days') at time zone zone);
  local_from constant timestamp := from_at at time zone zone;
  previous_from_at timestamptz := from_at - (to_at - from_at);
begin
  if from_at >= to_at then
    perform private.bad_input('filter.to', 'must be after filter.from');
  end if;
  if from_at < timestamptz '2000-01-01 00:00+00' or to_at > now() + interval '100 years' then
    perform private.bad_input('filter.from', 'must be in this century');
  end if;
  if date_trunc('day', local_from) = local_from and date_trunc('day', local_to) = local_to then
    previous_from_at := (local_from - (local_to - local_from)) at time zone zone;
  end if;
  return row(zone, from_at, to_at, previous_from_at, private.bucket_state(to_at));
end;
$function$;

CREATE OR REPLACE FUNCTION private.rebuild_day (
  domain_id uuid,
  day       date,
  cause     text
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
  begins constant timestamptz := day::timestamp at time zone 'UTC';
  ends constant timestamptz := (day + 1)::timestamp at time zone 'UTC';
  is_final constant boolean := ends + interval '7 days' <= now() and cause <> 'first_fill';
  facts constant private.person_fact [] := private.read_day_facts(domain_id, day);
  old_counts jsonb;
begin
  if is_final then
    old_counts := to_jsonb(private.count_window(domain_id, begins, ends));
  end if;
  perform private.number_people(domain_id, facts);
  perform private.store_day_facts(domain_id, day, facts);
  perform private.store_day_blocks(domain_id, day);
  if is_final then
    insert into public.metric_revisions (domain_id, day, metric, old_value, new_value, cause)
    select
      rebuild_day.domain_id, rebuild_day.day, fresh.key,
      (old_counts ->> fresh.key)::bigint, fresh.value::bigint, rebuild_day.cause
    from jsonb_each_text(to_jsonb(private.count_window(domain_id, begins, ends))) as fresh
    where (old_counts ->> fresh.key)::bigint <> fresh.value::bigint;
  end if;
end;
$function$;

CREATE OR REPLACE FUNCTION private.report_buckets (
  reported private.report_window,
  bucket   text
)
  RETURNS TABLE (
    begins_on date,
    from_at   timestamp with time zone,
    to_at     timestamp with time zone,
    state     text
  )
  LANGUAGE plpgsql
  STABLE
  ROWS 30
  SET search_path TO ''
  AS $function$
declare
  most constant integer := 400;
  step constant interval := '1 ' || bucket;
  first_on timestamp;
begin
  if bucket in ('day', 'week', 'month') is not true then
    perform private.bad_input('bucket', 'must be day, week or month');
  end if;
  first_on := date_trunc(bucket, reported.from_at at time zone reported.time_zone);
  if (first_on + step * most) at time zone reported.time_zone < reported.to_at then
    perform private.bad_input('bucket', format('gives more than %s parts; take a longer one', most));
  end if;
  return query
  select
    whole.begins_at::date,
    greatest(whole.from_at, reported.from_at),
    least(whole.to_at, reported.to_at),
    case
      when whole.from_at < reported.from_at or whole.to_at > reported.to_at then 'partial'
      else private.bucket_state(whole.to_at)
    end
  from (
    select
      local.begins_at,
      local.begins_at at time zone reported.time_zone as from_at,
      (local.begins_at + step) at time zone reported.time_zone as to_at
    from generate_series(first_on, first_on + step * most, step) as local (begins_at)
  ) as whole
  where whole.from_at < reported.to_at
  order by whole.begins_at;
end;
$function$;

CREATE OR REPLACE FUNCTION private.report_domains (
  permission text,
  wanted     uuid[]
)
  RETURNS uuid[]
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
begin
  return array(
    select tenant.id from public.domains as tenant
    where
      tenant.id = any(private.permitted_domains(permission, wanted))
      and (wanted is not null or tenant.environment = 'production')
    order by tenant.id
  );
end;
$function$;

CREATE OR REPLACE FUNCTION private.report_time_zone (
  wanted text
)
  RETURNS text
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
declare
  zone constant text := coalesce(wanted, (
    select coalesce(mine.value, ours.value, key.default_value) #>> '{}'
    from public.preference_keys as key
    left join public.people as person on person.id = private.current_person_id()
    left join public.person_prefs as mine on mine.person_id = person.id and mine.key = key.key
    left join public.org_prefs as ours on ours.org_id = person.org_id and ours.key = key.key
    where key.key = 'report_time_zone'
  ), 'UTC');
begin
  if not private.is_time_zone(zone) then
    perform private.bad_input('time_zone', 'must be an IANA name such as Europe/Paris, or UTC');
  end if;
  return zone;
end;
$function$;

CREATE OR REPLACE FUNCTION private.score_domains (
  domain_ids uuid[],
  from_at    timestamp with time zone,
  to_at      timestamp with time zone
)
  RETURNS SETOF private.block_scores
  LANGUAGE plpgsql
  STABLE
  ROWS 20
  SET search_path TO ''
  AS $function$
begin
  return query
  select one.*
  from public.domains as tenant
  cross join lateral private.count_scores(
    tenant.id, greatest(from_at, tenant.stats_valid_from), to_at
  ) as one
  where tenant.id = any(domain_ids) and (tenant.stats_valid_from < to_at) is not false;
end;
$function$;

CREATE OR REPLACE FUNCTION private.scored_highlights (
  scores private.block_scores[]
)
  RETURNS jsonb
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
declare
  newest constant integer := (select max(score.rubric_version) from unnest(scores) as score);
  readable constant uuid [] := private.domains_with('conversations.view');
begin
  return jsonb_build_object(
    'best_conversation', (
      select jsonb_build_object('domain_id', s.domain_id, 'id', s.best_id, 'score', s.best_score)
      from unnest(scores) as s
      where s.rubric_version = newest and s.domain_id = any(readable)
      order by s.best_score desc, s.best_id, s.domain_id
      limit 1
    ),
    'worst_conversation', (
      select jsonb_build_object('domain_id', s.domain_id, 'id', s.worst_id, 'score', s.worst_score)
      from unnest(scores) as s
      where s.rubric_version = newest and s.domain_id = any(readable)
      order by s.worst_score, s.worst_id, s.domain_id
      limit 1
    )
  );
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

  insert into private.block_counts (domain_id, level, block, conversations)
  select stored.domain_id, 0, day_number, (select sum(counted.n) from unnest(stored.conversations) as counted (n))
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
begin
  delete from private.day_facts as stored
  where stored.domain_id = store_day_facts.domain_id and stored.day = store_day_facts.day;
  if facts is null then
    return;
  end if;
  insert into private.day_facts (
    domain_id, day, happened_at, numbers, flags, conversations, scored_at, scored_ids, rubrics, scores
  )
  select
    store_day_facts.domain_id,
    store_day_facts.day,
    array_agg(fact.happened_at order by fact.happened_at, known.number),
    array_agg(known.number order by fact.happened_at, known.number),
    array_agg(fact.flags order by fact.happened_at, known.number),
    array_agg(fact.conversations order by fact.happened_at, known.number),
    coalesce(min(judged.started_at), '{}'),
    coalesce(min(judged.ids), '{}'),
    coalesce(min(judged.rubrics), '{}'),
    coalesce(min(judged.scores), '{}')
  from unnest(facts) as fact
  inner join private.person_numbers as known
    on known.domain_id = store_day_facts.domain_id and fact.person_id = known.person_id
  cross join (
    select
      array_agg(talk.started_at order by talk.started_at, talk.id) as started_at,
      array_agg(talk.id order by talk.started_at, talk.id) as ids,
      array_agg(current.rubric_version order by talk.started_at, talk.id) as rubrics,
      array_agg(current.score order by talk.started_at, talk.id) as scores
    from private.counted_conversations as talk
    cross join lateral (
      select judged.rubric_version, judged.score
      from public.current_conversation_scores as judged
      where judged.domain_id = talk.domain_id and judged.conversation_id = talk.id
      limit 1 -- There is one at most; said so, the view is asked for this conversation alone.
    ) as current
    where
      talk.domain_id = store_day_facts.domain_id
      and talk.started_at >= begins and talk.started_at < ends
      and talk.score is not null
  ) as judged;
end;
$function$;

CREATE OR REPLACE FUNCTION private.take_addresses()
  RETURNS void
  LANGUAGE plpgsql
  SET search_path TO ''
  AS $function$
declare
  emails text [];
begin
  with taken as (
    delete from private.dirty_addresses returning dirty_addresses.email
  )
  select array_agg(distinct taken.email) into emails from taken;
  perform private.note_person(visitor.domain_id, coalesce(visitor.merged_into_id, visitor.id), 'people')
  from public.domains as tenant
  inner join public.visitors as visitor on tenant.id = visitor.domain_id
  where visitor.email = any(emails);
end;
$function$;

CREATE OR REPLACE FUNCTION private.window_blocks (
  first_day integer,
  end_day   integer
)
  RETURNS TABLE (
    level smallint,
    block integer
  )
  LANGUAGE plpgsql
  IMMUTABLE
  PARALLEL SAFE
  ROWS 16
  SET search_path TO ''
  AS $function$
declare
  highest constant smallint := 9; -- 512 days, as in private.join_blocks.
  first_block integer := first_day;
  end_block integer := end_day;
begin
  level := 0;
  while first_block < end_block loop
    if first_block & 1 = 1 or level = highest then
      block := first_block;
      first_block := first_block + 1;
      return next;
    elsif end_block & 1 = 1 then
      end_block := end_block - 1;
      block := end_block;
      return next;
    else
      first_block := first_block >> 1;
      end_block := end_block >> 1;
      level := level + 1;
    end if;
  end loop;
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
  n := private.count_domains(tenants, reported.from_at, reported.to_at);
  p := private.count_domains(tenants, reported.previous_from_at, reported.from_at);
  scores := array(select s from private.score_domains(tenants, reported.from_at, reported.to_at) as s);
  previous_scores := array(
    select s from private.score_domains(tenants, reported.previous_from_at, reported.from_at) as s
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
    'is_up_to_date', not exists (
      select from private.dirty_days as noted where noted.domain_id = any(tenants)
    ),
    'metrics', metrics,
    'lift', private.booking_lift(metrics),
    'quality', private.dashboard_quality(scores, previous_scores, n, p, is_comparable),
    'highlights', private.scored_highlights(scores)
  );
end;
$function$;

REVOKE ALL ON FUNCTION "public"."client_dashboard"(jsonb, text) FROM PUBLIC, "anon", "service_role";

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
    booked_without_agent bigint
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
    n.reached - n.conversed, n.booked_or_conversed - n.conversed
  from private.report_buckets(reported, bucket) as part
  cross join lateral private.count_domains(tenants, part.from_at, part.to_at) as n
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

REVOKE ALL ON FUNCTION "public"."run_rollup_upkeep"(integer) FROM PUBLIC, "anon", "authenticated";

ALTER TABLE "public"."metric_revisions"
  ADD CONSTRAINT "metric_revisions_domain_id_fkey" FOREIGN KEY (domain_id) REFERENCES public.domains(id);

CREATE VIEW "private"."outcome_events" WITH (security_invoker=on) AS  SELECT event.domain_id,
    event.id AS event_id,
    event.visitor_id AS person_id,
    event.kind,
    event.occurred_at
   FROM (public.session_events event
     CROSS JOIN LATERAL ( SELECT
           FROM public.visitors visitor
          WHERE ((visitor.domain_id = event.domain_id) AND (visitor.id = event.visitor_id) AND (visitor.merged_into_id IS NULL))
          ORDER BY visitor.id
         LIMIT 1) itself)
  WHERE ((event.kind = ANY (ARRAY['form_submitted'::public.visitor_event_kind, 'email_captured'::public.visitor_event_kind, 'demo_booked'::public.visitor_event_kind])) AND (event.environment = 'production'::text) AND (event.deployment_target = 'widget'::text))
UNION ALL
 SELECT visitor.domain_id,
    event.id AS event_id,
    visitor.merged_into_id AS person_id,
    event.kind,
    event.occurred_at
   FROM (public.visitors visitor
     JOIN public.session_events event ON (((visitor.domain_id = event.domain_id) AND (visitor.id = event.visitor_id))))
  WHERE ((visitor.merged_into_id IS NOT NULL) AND (event.kind = ANY (ARRAY['form_submitted'::public.visitor_event_kind, 'email_captured'::public.visitor_event_kind, 'demo_booked'::public.visitor_event_kind])) AND (event.environment = 'production'::text) AND (event.deployment_target = 'widget'::text));

CREATE VIEW "private"."real_visitors" WITH (security_invoker=on) AS  SELECT visitor.domain_id,
    visitor.id AS visitor_id,
    person.id AS person_id
   FROM (public.visitors visitor
     CROSS JOIN LATERAL ( SELECT survivor.id
           FROM public.visitors survivor
          WHERE ((survivor.domain_id = visitor.domain_id) AND (survivor.id = COALESCE(visitor.merged_into_id, visitor.id)) AND ((survivor.email IS NULL) OR (NOT (EXISTS ( SELECT
                   FROM public.people colleague
                  WHERE ((colleague.email OPERATOR(extensions.=) (survivor.email)::extensions.citext) AND (colleague.status <> 'deleted'::text)))))))
          ORDER BY survivor.id
         LIMIT 1) person);

CREATE VIEW "private"."counted_conversations" WITH (security_invoker=on) AS  SELECT talk.domain_id,
    talk.id,
    person.person_id,
    talk.started_at,
    talk.email_captured,
    talk.demo_booked,
    talk.score
   FROM (public.conversations talk
     CROSS JOIN LATERAL ( SELECT "real".person_id
           FROM private.real_visitors "real"
          WHERE (("real".domain_id = talk.domain_id) AND ("real".visitor_id = talk.visitor_id))
          ORDER BY "real".visitor_id
         LIMIT 1) person)
  WHERE (NOT talk.is_test);

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

CREATE VIEW "private"."widget_displays" WITH (security_invoker=on) AS  SELECT shown.domain_id,
    shown.id AS event_id,
    person.person_id,
    shown.occurred_at AS displayed_at
   FROM (public.session_events shown
     CROSS JOIN LATERAL ( SELECT "real".person_id
           FROM private.real_visitors "real"
          WHERE (("real".domain_id = shown.domain_id) AND ("real".visitor_id = shown.visitor_id))
          ORDER BY "real".visitor_id
         LIMIT 1) person)
  WHERE ((shown.kind = 'widget_shown'::public.visitor_event_kind) AND (((shown.properties ->> 'visible_ms'::text))::integer > 10000) AND (shown.environment = 'production'::text) AND (shown.deployment_target = 'widget'::text));

CREATE VIEW "private"."display_bookings" WITH (security_invoker=on) AS  SELECT display.domain_id,
    display.person_id,
    display.displayed_at,
    outcome.occurred_at AS booked_at
   FROM (private.widget_displays display
     CROSS JOIN LATERAL ( SELECT event.occurred_at
           FROM private.outcome_events event
          WHERE ((event.domain_id = display.domain_id) AND (event.person_id = display.person_id) AND (event.kind = 'demo_booked'::public.visitor_event_kind) AND (event.occurred_at >= display.displayed_at) AND (event.occurred_at < (display.displayed_at + '7 days'::interval)))
          ORDER BY event.person_id
         OFFSET 0) outcome);

CREATE INDEX dirty_days_day_idx ON private.dirty_days USING btree (domain_id, day);

CREATE INDEX metric_revisions_day_idx ON public.metric_revisions USING btree (domain_id, day DESC, revised_at DESC);

-- In the transaction of the triggers that need it; ingestion waits as long.
-- squawk-ignore require-concurrent-index-creation
CREATE INDEX session_events_shown_idx ON public.session_events USING btree (domain_id, occurred_at)
  WHERE (kind = 'widget_shown'::public.visitor_event_kind);

CREATE TRIGGER note_deleted
  AFTER DELETE ON public.conversations REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT
  EXECUTE FUNCTION private.note_conversations();

CREATE TRIGGER note_inserted
  AFTER INSERT ON public.conversations REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT
  EXECUTE FUNCTION private.note_conversations();

CREATE TRIGGER note_updated
  AFTER UPDATE ON public.conversations REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT
  EXECUTE FUNCTION private.note_conversations();

CREATE TRIGGER note_addresses_added
  AFTER INSERT OR DELETE ON public.people
  FOR EACH ROW
  EXECUTE FUNCTION private.note_addresses();

CREATE TRIGGER note_addresses_changed
  AFTER UPDATE OF email, status ON public.people
  FOR EACH ROW
  WHEN (((new.email IS DISTINCT FROM old.email) OR ((new.status = 'deleted'::text) <> (old.status = 'deleted'::text))))
  EXECUTE FUNCTION private.note_addresses();

CREATE TRIGGER note_deleted
  AFTER DELETE ON public.session_events REFERENCING OLD TABLE AS changed_rows
  FOR EACH STATEMENT
  EXECUTE FUNCTION private.note_events();

CREATE TRIGGER note_inserted
  AFTER INSERT ON public.session_events REFERENCING NEW TABLE AS changed_rows
  FOR EACH STATEMENT
  EXECUTE FUNCTION private.note_events();

CREATE TRIGGER note_changed
  AFTER UPDATE OF merged_into_id, email ON public.visitors
  FOR EACH ROW
  WHEN (((new.merged_into_id IS DISTINCT FROM old.merged_into_id) OR (new.email IS DISTINCT FROM old.email)))
  EXECUTE FUNCTION private.note_visitors();

CREATE POLICY "select_member" ON "public"."metric_revisions"
  FOR SELECT
  TO "authenticated"
  USING ((domain_id = ANY (( SELECT private.domains_with('analytics.view'::text) AS domains_with)::uuid[])));

COMMENT ON COLUMN "private"."block_people"."block" IS 'Days since 2000-01-01 (UTC) shifted right by level.';

COMMENT ON COLUMN "private"."block_people"."chunk" IS 'These are the persons with number / 4096 = chunk.';

COMMENT ON COLUMN "private"."block_scores"."best_id" IS 'The conversation with the best score, of equal ones that with the lowest id.';

COMMENT ON COLUMN "private"."block_scores"."deciles" IS 'Ten counts: scores from 0 to under 10, …, from 90 to 100.';

COMMENT ON COLUMN "private"."day_facts"."flags" IS 'Sum of the sets that the person is in, see private.person_fact.';

COMMENT ON COLUMN "private"."day_facts"."scored_at" IS 'When the scored conversation began.';

COMMENT ON COLUMN "private"."day_facts"."scored_ids" IS 'The conversations.';

COMMENT ON COLUMN "private"."dirty_days"."cause" IS 'What changed: conversations, events, merge, people, or first_fill, which is no revision of anything.';

COMMENT ON COLUMN "public"."metric_revisions"."cause" IS 'What changed first: conversations, events, merge (of visitors) or people (of the back office).';

COMMENT ON COLUMN "public"."metric_revisions"."day" IS 'The day (UTC).';

COMMENT ON COLUMN "public"."metric_revisions"."metric" IS 'conversations, or persons: displayed, conversed, converted, demo, captured, booked, reached, booked_or_conversed.';

COMMENT ON COLUMN "public"."metric_revisions"."new_value" IS 'What is counted since.';

COMMENT ON COLUMN "public"."metric_revisions"."old_value" IS 'What had been final.';

COMMENT ON COLUMN "public"."metric_revisions"."revised_at" IS 'When it was counted anew.';

COMMENT ON FUNCTION "private"."booking_lift"(jsonb) IS 'How much more often those book who had a conversation than those who only saw the widget. Who talks has chosen to: the difference is not what the agent caused, and caution says so.';

COMMENT ON FUNCTION "private"."bucket_state"(timestamp with time zone) IS 'partial: it is not over. provisional: events may still come late, up to 7 days after its end. final: it changes only by a backfill, and then metric_revisions says so.';

COMMENT ON FUNCTION "private"."count_deciles"(numeric[]) IS 'How many scores of 0 to 100 there are in each tenth: from 0 to under 10, …, from 90 to 100.';

COMMENT ON FUNCTION "private"."count_domains"(uuid[], timestamp with time zone, timestamp with time zone) IS 'The sum over domains, of each from its stats_valid_from on. A person of two domains counts in each.';

COMMENT ON FUNCTION "private"."count_scores"(uuid, timestamp with time zone, timestamp with time zone) IS 'Current scores of the conversations of a window, from the rollups: several rows of a rubric version, to be joined.';

COMMENT ON FUNCTION "private"."count_window"(uuid, timestamp with time zone, timestamp with time zone) IS 'Persons and conversations of a domain from from_at to before to_at, from the rollups.';

COMMENT ON FUNCTION "private"."dashboard_metrics"(private.window_counts, private.window_counts, boolean) IS 'The tiles of the dashboard from the counts of a window and of the one before.';

COMMENT ON FUNCTION "private"."dashboard_quality"(private.block_scores[], private.block_scores[], private.window_counts, private.window_counts, boolean) IS
  'Mean of the current scores of the newest rubric in the window, how many conversations have one, and how many in each tenth. The period before is judged by the same rubric.';

COMMENT ON FUNCTION "private"."day_number"(timestamp with time zone) IS 'Days since 2000-01-01 (UTC), with the part of the day after the point.';

COMMENT ON FUNCTION "private"."drop_blocks"(uuid, smallint, integer[]) IS 'Removes blocks, to be written anew.';

COMMENT ON FUNCTION "private"."join_blocks"(uuid, date[]) IS 'Writes every longer block that holds one of these days anew, each from its two halves.';

COMMENT ON FUNCTION "private"."metric_tile"(numeric, numeric, boolean) IS 'A number beside that of the period before. variation: the change as a part of the number before; null where that was 0 or the periods cannot be compared.';

COMMENT ON FUNCTION "private"."note_addresses"() IS 'Row trigger of people: their visits to the clients'' sites do not count from now on, or do again.';

COMMENT ON FUNCTION "private"."note_conversations"() IS 'Statement trigger of conversations: notes the days on which the touched ones began.';

COMMENT ON FUNCTION "private"."note_events"() IS 'Statement trigger of session_events: notes the days whose numbers these events belong to.';

COMMENT ON FUNCTION "private"."note_person"(uuid, uuid, text) IS 'Notes every day whose numbers the person is in, with all visitors merged into it.';

COMMENT ON FUNCTION "private"."note_visitors"() IS 'Row trigger of visitors: notes the days of whoever was merged or has another address.';

COMMENT ON FUNCTION "private"."number_people"(uuid, private.person_fact[]) IS 'Gives a number to each person who has none. The worker''s lock keeps two from the same number.';

COMMENT ON FUNCTION "private"."ratio_tile"(numeric, numeric, numeric, numeric, boolean) IS 'A ratio beside that of the period before, with what was divided; null where it would be divided by 0.';

COMMENT ON FUNCTION "private"."read_day_facts"(uuid, date) IS 'What each person did on a day (UTC), from the base views; null where nobody did anything.';

COMMENT ON FUNCTION "private"."read_report_window"(private.engagement_filter, text) IS 'The window of a report: from and to of the filter; without them the last 30 whole days in the time zone. Raises 22023.';

COMMENT ON FUNCTION "private"."rebuild_day"(uuid, date, text) IS 'Makes the numbers of a day (UTC) anew from the base views, and notes where final ones changed.';

COMMENT ON FUNCTION "private"."report_buckets"(private.report_window, text) IS 'The days, weeks (from Monday) or months of a window in its time zone; the first and the last may be cut by it, and are partial then. Raises 22023.';

COMMENT ON FUNCTION "private"."report_domains"(text, uuid[]) IS 'The domains that a report adds up: the wanted ones; without them all that the person may see, but staging and test sites. Raises 42501 for one that is not theirs.';

COMMENT ON FUNCTION "private"."report_time_zone"(text) IS 'The zone whose midnights divide days: the wanted one, else the caller''s preference report_time_zone, else that of the own organization, else UTC. Raises 22023.';

COMMENT ON FUNCTION "private"."score_domains"(uuid[], timestamp with time zone, timestamp with time zone) IS 'private.count_scores of each domain, from its stats_valid_from on.';

COMMENT ON FUNCTION "private"."scored_highlights"(private.block_scores[]) IS 'The best and the worst conversation under the newest rubric, of the domains where the person may read conversations; null where there is none.';

COMMENT ON FUNCTION "private"."store_day_blocks"(uuid, date) IS 'Writes the blocks of a single day (level 0) anew, from its row of day_facts.';

COMMENT ON FUNCTION "private"."store_day_facts"(uuid, date, private.person_fact[]) IS 'Writes the row of day_facts anew; a day without facts has none.';

COMMENT ON FUNCTION "private"."take_addresses"() IS 'Notes the days of visitors whose addresses came into the back office or left it.';

COMMENT ON FUNCTION "private"."window_blocks"(integer, integer) IS 'The fewest blocks that cover the days from first_day to before end_day (days since 2000-01-01), each day once.';

COMMENT ON FUNCTION "public"."client_dashboard"(jsonb, text) IS 'The numbers of the dashboard over the domains of the filter (null: all mine that are in production), with the equal period before. filter: from, to (half-open; without them the last 30 whole days), domain_ids. time_zone: IANA name, else the preference report_time_zone; it decides where days begin. Each of metrics: value, previous, delta, variation (null where previous is 0 or is_comparable is false); ratios with numerator and denominator. state: partial, provisional (late events may come) or final. stats_valid_from: domains that begin later than asked. is_up_to_date: whether everything stored is counted. See docs/metrics.md. Needs analytics.view. Errors: 22023 INVALID_INPUT; 42501 PERMISSION_DENIED for a domain that is not yours. Example: {"filter": {"from": "2026-10-01T00:00:00+02:00", "to": "2026-11-01T00:00:00+01:00"}, "time_zone": "Europe/Paris"}';

COMMENT ON FUNCTION "public"."dashboard_series"(jsonb, text, text) IS 'The counts of client_dashboard for each day, week (from Monday) or month of the window, at most 400 of them. A person counts once in each part, so parts do not add up to the whole. state: partial (not over, or cut by the window), provisional or final. bucket: day, week or month. filter and time_zone: as client_dashboard. Needs analytics.view. Errors: 22023 INVALID_INPUT; 42501 PERMISSION_DENIED. Example: {"filter": {"from": "2026-10-01T00:00:00-03:00"}, "bucket": "week", "time_zone": "America/Argentina/Buenos_Aires"}';

COMMENT ON FUNCTION "public"."run_rollup_upkeep"(integer) IS 'For the worker, every minute, and again at once while is_waiting: makes the numbers of the days anew on which something changed, batch_size (1 to 100000) days of domains at most. A worker that is killed loses nothing. A second one at the same time does nothing. Returns {rebuilt, is_waiting}. Errors: 22023 INVALID_INPUT.';

COMMENT ON POLICY "select_member" ON "public"."metric_revisions" IS 'Revisions in the domains where the person may view analytics.';

COMMENT ON TABLE "private"."block_counts" IS 'What adds up, for the blocks of block_people.';

COMMENT ON TABLE "private"."block_people" IS 'Who was counted in a block of days (UTC): the sets of private.person_fact.';

COMMENT ON TABLE "private"."block_scores" IS 'Current scores of the conversations that began in a block, by rubric version: these are never mixed.';

COMMENT ON TABLE "private"."day_facts" IS 'What was counted on a day (UTC): an element of the first four arrays for each person and moment, one of the next four for each scored conversation.';

COMMENT ON TABLE "private"."dirty_addresses" IS 'Addresses that came into the back office or left it. run_rollup_upkeep looks for visitors who have them: not the writer, who cannot see what others are writing.';

COMMENT ON TABLE "private"."dirty_days" IS 'Days (UTC) whose numbers are to be made anew, noted by whoever changed a fact, in the same transaction. See run_rollup_upkeep.';

COMMENT ON TABLE "private"."person_numbers" IS 'The place of each person in the sets of block_people: from 0 in each domain, never given twice.';

COMMENT ON TABLE "public"."metric_revisions" IS 'Numbers of a day (UTC) that changed after they were final: over 7 days after the day ended.';

COMMENT ON TYPE "private"."person_fact" IS 'What a person did at a moment. flags: 1 displayed, 2 conversed, 4 converted, 8 demo (booked in a conversation), 16 captured (address or demo in a conversation), 32 booked (after a conversation), 64 reached (displayed or conversed), 128 booked_or_conversed (booked after a display, or conversed).';

COMMENT ON TYPE "private"."report_window" IS 'What a report is about, from <= time < to, and the equal period before it. state: partial while it is not over, provisional until late events may no longer come, then final.';

COMMENT ON TYPE "private"."window_counts" IS 'Distinct persons of a window by set (see private.person_fact), and the number of conversations.';

COMMENT ON VIEW "private"."conversions" IS 'The fact "a conversation led to something": a demo or an address in it, or a form, an address or a demo of the same person within 7 days. A row a reason; it counts where the conversation began.';

COMMENT ON VIEW "private"."counted_conversations" IS 'The fact "had a conversation": by widget, in production, with a real person. Metrics read it and no other.';

COMMENT ON VIEW "private"."display_bookings" IS 'The fact "booked a demo within 7 days of seeing the widget", for the comparison of those who had no conversation. A row a reason; it counts where the widget was seen.';

COMMENT ON VIEW "private"."outcome_events" IS 'Forms sent, addresses given and demos booked by persons in production, in a conversation or on the website around it.';

COMMENT ON VIEW "private"."real_visitors" IS 'Each visitor with the person that it is: itself, or whom it was merged into. Without users of the back office.';

COMMENT ON VIEW "private"."widget_displays" IS 'The fact "shown the widget": over 10 seconds, in production, to a real person. Metrics read it and no other.';

REVOKE ALL ON FUNCTION "private"."booking_lift"(jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."booking_lift"(jsonb) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."booking_lift"(jsonb) TO "postgres";

REVOKE ALL ON FUNCTION "private"."bucket_state"(timestamp WITH time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."bucket_state"(timestamp WITH time zone) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."bucket_state"(timestamp WITH time zone) TO "postgres";

REVOKE ALL ON FUNCTION "private"."count_deciles"(numeric[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."count_deciles"(numeric[]) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."count_deciles"(numeric[]) TO "postgres";

REVOKE ALL ON FUNCTION "private"."count_domains"(uuid[], timestamp WITH time zone, timestamp WITH time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."count_domains"(uuid[], timestamp WITH time zone, timestamp WITH time zone) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."count_domains"(uuid[], timestamp WITH time zone, timestamp WITH time zone) TO "postgres";

REVOKE ALL ON FUNCTION "private"."count_scores"(uuid, timestamp WITH time zone, timestamp WITH time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."count_scores"(uuid, timestamp WITH time zone, timestamp WITH time zone) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."count_scores"(uuid, timestamp WITH time zone, timestamp WITH time zone) TO "postgres";

REVOKE ALL ON FUNCTION "private"."count_window"(uuid, timestamp WITH time zone, timestamp WITH time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."count_window"(uuid, timestamp WITH time zone, timestamp WITH time zone) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."count_window"(uuid, timestamp WITH time zone, timestamp WITH time zone) TO "postgres";

REVOKE ALL ON FUNCTION "private"."dashboard_metrics"(private.window_counts, private.window_counts, boolean) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."dashboard_metrics"(private.window_counts, private.window_counts, boolean) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."dashboard_metrics"(private.window_counts, private.window_counts, boolean) TO "postgres";

REVOKE ALL ON FUNCTION "private"."dashboard_quality"(private.block_scores[], private.block_scores[], private.window_counts, private.window_counts, boolean) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."dashboard_quality"(private.block_scores[], private.block_scores[], private.window_counts, private.window_counts, boolean) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."dashboard_quality"(private.block_scores[], private.block_scores[], private.window_counts, private.window_counts, boolean) TO "postgres";

REVOKE ALL ON FUNCTION "private"."day_number"(timestamp WITH time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."day_number"(timestamp WITH time zone) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."day_number"(timestamp WITH time zone) TO "postgres";

REVOKE ALL ON FUNCTION "private"."drop_blocks"(uuid, smallint, integer[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."drop_blocks"(uuid, smallint, integer[]) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."drop_blocks"(uuid, smallint, integer[]) TO "postgres";

REVOKE ALL ON FUNCTION "private"."join_blocks"(uuid, date[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."join_blocks"(uuid, date[]) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."join_blocks"(uuid, date[]) TO "postgres";

REVOKE ALL ON FUNCTION "private"."metric_tile"(numeric, numeric, boolean) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."metric_tile"(numeric, numeric, boolean) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."metric_tile"(numeric, numeric, boolean) TO "postgres";

REVOKE ALL ON FUNCTION "private"."note_addresses"() FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."note_addresses"() FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."note_addresses"() TO "postgres";

REVOKE ALL ON FUNCTION "private"."note_conversations"() FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."note_conversations"() FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."note_conversations"() TO "postgres";

REVOKE ALL ON FUNCTION "private"."note_events"() FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."note_events"() FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."note_events"() TO "postgres";

REVOKE ALL ON FUNCTION "private"."note_person"(uuid, uuid, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."note_person"(uuid, uuid, text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."note_person"(uuid, uuid, text) TO "postgres";

REVOKE ALL ON FUNCTION "private"."note_visitors"() FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."note_visitors"() FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."note_visitors"() TO "postgres";

REVOKE ALL ON FUNCTION "private"."number_people"(uuid, private.person_fact[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."number_people"(uuid, private.person_fact[]) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."number_people"(uuid, private.person_fact[]) TO "postgres";

REVOKE ALL ON FUNCTION "private"."ratio_tile"(numeric, numeric, numeric, numeric, boolean) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."ratio_tile"(numeric, numeric, numeric, numeric, boolean) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."ratio_tile"(numeric, numeric, numeric, numeric, boolean) TO "postgres";

REVOKE ALL ON FUNCTION "private"."read_day_facts"(uuid, date) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."read_day_facts"(uuid, date) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."read_day_facts"(uuid, date) TO "postgres";

REVOKE ALL ON FUNCTION "private"."read_report_window"(private.engagement_filter, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."read_report_window"(private.engagement_filter, text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."read_report_window"(private.engagement_filter, text) TO "postgres";

REVOKE ALL ON FUNCTION "private"."rebuild_day"(uuid, date, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."rebuild_day"(uuid, date, text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."rebuild_day"(uuid, date, text) TO "postgres";

REVOKE ALL ON FUNCTION "private"."report_buckets"(private.report_window, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."report_buckets"(private.report_window, text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."report_buckets"(private.report_window, text) TO "postgres";

REVOKE ALL ON FUNCTION "private"."report_domains"(text, uuid[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."report_domains"(text, uuid[]) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."report_domains"(text, uuid[]) TO "postgres";

REVOKE ALL ON FUNCTION "private"."report_time_zone"(text) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."report_time_zone"(text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."report_time_zone"(text) TO "postgres";

REVOKE ALL ON FUNCTION "private"."score_domains"(uuid[], timestamp WITH time zone, timestamp WITH time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."score_domains"(uuid[], timestamp WITH time zone, timestamp WITH time zone) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."score_domains"(uuid[], timestamp WITH time zone, timestamp WITH time zone) TO "postgres";

REVOKE ALL ON FUNCTION "private"."scored_highlights"(private.block_scores[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."scored_highlights"(private.block_scores[]) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."scored_highlights"(private.block_scores[]) TO "postgres";

REVOKE ALL ON FUNCTION "private"."store_day_blocks"(uuid, date) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."store_day_blocks"(uuid, date) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."store_day_blocks"(uuid, date) TO "postgres";

REVOKE ALL ON FUNCTION "private"."store_day_facts"(uuid, date, private.person_fact[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."store_day_facts"(uuid, date, private.person_fact[]) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."store_day_facts"(uuid, date, private.person_fact[]) TO "postgres";

REVOKE ALL ON FUNCTION "private"."take_addresses"() FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."take_addresses"() FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."take_addresses"() TO "postgres";

REVOKE ALL ON FUNCTION "private"."window_blocks"(integer, integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."window_blocks"(integer, integer) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."window_blocks"(integer, integer) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."client_dashboard"(jsonb, text) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."client_dashboard"(jsonb, text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."client_dashboard"(jsonb, text) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."dashboard_series"(jsonb, text, text) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."dashboard_series"(jsonb, text, text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."dashboard_series"(jsonb, text, text) TO "postgres";

REVOKE ALL ON FUNCTION "public"."run_rollup_upkeep"(integer) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."run_rollup_upkeep"(integer) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."run_rollup_upkeep"(integer) TO "service_role";

REVOKE ALL ON TABLE "public"."metric_revisions" FROM "authenticated";

GRANT SELECT ON TABLE "public"."metric_revisions" TO "authenticated";

REVOKE ALL ON TABLE "public"."metric_revisions" FROM "service_role";

GRANT SELECT ON TABLE "public"."metric_revisions" TO "service_role";

insert into public.preference_keys (key, description, value_schema, default_value)
values
(
  'report_time_zone', 'Where the days of reports begin: an IANA name such as Europe/Paris, or UTC',
  '{"type": "string", "pattern": "^(UTC|[A-Za-z_]+(/[A-Za-z0-9_+-]+)+)$"}', '"UTC"'
)
on conflict (key) do nothing;

insert into private.dirty_days (domain_id, day, cause)
select
  fact.domain_id,
  (fact.happened_at at time zone 'UTC')::date as day,
  'first_fill'
from (
  select
    domain_id,
    started_at as happened_at
  from public.conversations
  union all
  select
    domain_id,
    occurred_at as happened_at
  from public.session_events
  where kind = 'widget_shown'
) as fact
group by fact.domain_id, (fact.happened_at at time zone 'UTC')::date;
