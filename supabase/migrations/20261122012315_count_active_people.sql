-- Who was active: one more set of persons in the rollups, and three reports that read it.
SET local check_function_bodies = off;

-- The same rows are found by the index at the end, which has the other kinds of events, too.
-- squawk-ignore require-concurrent-index-deletion
DROP INDEX "public"."session_events_shown_idx";

CREATE TABLE "private"."active_kinds" (
  "kind" public.visitor_event_kind NOT NULL,
  "role" text,
  CONSTRAINT "active_kinds_pkey" PRIMARY KEY (kind),
  CONSTRAINT "active_kinds_role_check" CHECK ((role = ANY (ARRAY['visitor'::text, 'assistant'::text, 'human'::text])))
);

ALTER TABLE "private"."active_kinds"
  ENABLE ROW LEVEL SECURITY;

ALTER TABLE "private"."block_people"
  -- squawk-ignore adding-field-with-default
  ADD COLUMN "active" bit(4096) NOT NULL DEFAULT (repeat('0'::text, 4096))::bit(4096);

CREATE TYPE "private"."activity_period" AS (
  "place"     integer,
  "begins_on" date,
  "from_at"   timestamp WITH time zone,
  "to_at"     timestamp WITH time zone,
  "state"     text
);

CREATE OR REPLACE FUNCTION private.active_moments (
  domain_id uuid,
  from_at   timestamp with time zone,
  to_at     timestamp with time zone
)
  RETURNS TABLE (
    person_id   uuid,
    happened_at timestamp with time zone
  )
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
begin
  return query
  select seen.person_id, moment.happened_at
  from (
    select event.person_id, min(event.occurred_at) as first_at, max(event.occurred_at) as last_at
    from private.active_events as event
    where
      event.domain_id = active_moments.domain_id
      and event.occurred_at >= from_at and event.occurred_at < to_at
    group by event.person_id
  ) as seen
  cross join lateral (values (seen.first_at), (seen.last_at)) as moment (happened_at);
end;
$function$;

CREATE OR REPLACE FUNCTION private.active_sets (
  domain_ids uuid[],
  midnights  timestamp with time zone[],
  time_zone  text
)
  RETURNS TABLE (
    domain_id uuid,
    place     integer,
    chunk     integer,
    people    bit
  )
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  SET plan_cache_mode TO 'force_generic_plan'
  SET enable_seqscan TO 'off'
  SET enable_hashjoin TO 'off'
  SET enable_mergejoin TO 'off'
  SET jit TO 'off'
  AS $function$
declare
  nobody constant bit(4096) := repeat('0', 4096)::bit(4096);
  tenant record;
  marks timestamptz [];
begin
  for tenant in
    select
      one.id,
      coalesce(private.first_whole_day(one.stats_valid_from, time_zone), '2000-01-01 00:00+00') as valid_from
    from public.domains as one
    where one.id = any(domain_ids)
  loop
    marks := array[tenant.valid_from] || array(
      select greatest(mark.at, tenant.valid_from) from unnest(midnights) with ordinality as mark (at, place)
      order by mark.place
    );
    return query
    select tenant.id, piece.place - 1, piece.chunk, bit_or(piece.active)::bit(4096)
    from (
      select part.place, stored.chunk, stored.active
      from generate_series(1, cardinality(marks) - 1) as part (place)
      cross join lateral private.window_blocks(
        ceil(private.day_number(marks[part.place]))::integer,
        floor(private.day_number(marks[part.place + 1]))::integer
      ) as whole
      inner join private.block_people as stored
        on stored.domain_id = tenant.id and whole.level = stored.level and whole.block = stored.block
      union all
      select
        width_bucket(fact.at, marks), fact.number >> 12, set_bit(nobody, fact.number & 4095, 1)
      from (
        select distinct (mark at time zone 'UTC')::date as day from unnest(marks) as mark
        where private.day_number(mark) % 1 <> 0
      ) as cut
      inner join private.day_facts as stored on stored.domain_id = tenant.id and cut.day = stored.day
      cross join lateral unnest(stored.happened_at, stored.numbers, stored.flags) as fact (at, number, flags)
      where fact.flags & 256 > 0 and fact.at >= marks[1] and fact.at < marks[cardinality(marks)]
    ) as piece
    group by piece.place, piece.chunk
    having bit_or(piece.active) <> nobody;
  end loop;
end;
$function$;

CREATE OR REPLACE FUNCTION private.active_since (
  domain_ids uuid[],
  time_zone  text
)
  RETURNS timestamp WITH time zone
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
begin
  return coalesce((
    select max(private.first_whole_day(tenant.stats_valid_from, time_zone))
    from public.domains as tenant
    where tenant.id = any(domain_ids)
  ), '-infinity');
end;
$function$;

CREATE OR REPLACE FUNCTION private.activity_periods (
  reported private.report_window,
  bucket   text,
  earlier  integer               DEFAULT 0
)
  RETURNS SETOF private.activity_period
  LANGUAGE plpgsql
  STABLE
  ROWS 30
  SET search_path TO ''
  AS $function$
declare
  step constant interval := '1 ' || bucket;
  first_on timestamp;
  last_on timestamp;
begin
  select min(part.begins_on), max(part.begins_on) into first_on, last_on
  from private.report_buckets(reported, bucket) as part;
  return query
  select
    (row_number() over (order by local.begins_at))::integer - earlier,
    local.begins_at::date,
    whole.from_at,
    whole.to_at,
    private.bucket_state(whole.to_at)
  from generate_series(first_on - step * earlier, last_on, step) as local (begins_at)
  cross join lateral (
    select
      private.day_begins_at(local.begins_at, reported.time_zone) as from_at,
      private.day_begins_at(local.begins_at + step, reported.time_zone) as to_at
  ) as whole
  order by local.begins_at;
end;
$function$;

CREATE OR REPLACE FUNCTION private.count_activity (
  domain_ids uuid[],
  periods    private.activity_period[],
  time_zone  text
)
  RETURNS TABLE (
    place     integer,
    active    bigint,
    active_7  bigint,
    active_30 bigint,
    sum_30    bigint
  )
  LANGUAGE plpgsql
  STABLE
  ROWS 30
  SET search_path TO ''
  AS $function$
declare
  midnights constant timestamptz [] := array(
    select part.from_at from unnest(periods) as part
    union all
    select max(part.to_at) from unnest(periods) as part
    order by 1
  );
begin
  return query
  with told as materialized (
    select seen.* from private.active_sets(domain_ids, midnights, time_zone) as seen where seen.place > 0
  ), rolling as (
    select
      part.place, bit_count(told.people) as active,
      bit_count(bit_or(told.people) over (person rows between 6 preceding and current row)) as active_7,
      bit_count(bit_or(told.people) over (person rows between 29 preceding and current row)) as active_30
    from (select distinct listed.domain_id, listed.chunk from told as listed) as every
    cross join generate_series(1, cardinality(periods)) as part (place)
    left join told using (domain_id, chunk, place)
    window person as (partition by domain_id, chunk order by part.place)
  ), summed as (
    select
      (periods[rolling.place]).place, sum(rolling.active) as active,
      sum(rolling.active_7) as active_7, sum(rolling.active_30) as active_30
    from rolling
    group by rolling.place
  )
  select
    part.place, coalesce(summed.active, 0)::bigint, coalesce(summed.active_7, 0)::bigint,
    coalesce(summed.active_30, 0)::bigint,
    (sum(coalesce(summed.active, 0)) over (order by part.place rows between 29 preceding and current row))::bigint
  from unnest(periods) as part
  left join summed on part.place = summed.place;
end;
$function$;

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
    )) || jsonb_build_object('active', (
      select coalesce(sum(bit_count(part.active)), 0) from private.block_people as part
      where part.domain_id = count_days.domain_id and part.level = 0 and part.block = asked.day - date '2000-01-01'
    )))
    from unnest(days) as asked (day)
  ), '{}');
end;
$function$;

CREATE OR REPLACE FUNCTION private.count_growth (
  domain_ids uuid[],
  periods    private.activity_period[],
  time_zone  text
)
  RETURNS TABLE (
    place      integer,
    active     bigint,
    new_people bigint,
    retained   bigint
  )
  LANGUAGE plpgsql
  STABLE
  ROWS 30
  SET search_path TO ''
  AS $function$
declare
  nobody constant bit(4096) := repeat('0', 4096)::bit(4096);
  midnights constant timestamptz [] := array(
    select part.from_at from unnest(periods) as part
    union all
    select max(part.to_at) from unnest(periods) as part
    order by 1
  );
begin
  return query
  select
    part.place, coalesce(sum(bit_count(told.people)), 0)::bigint,
    coalesce(sum(bit_count(told.people & ~told.seen_before)), 0)::bigint,
    coalesce(sum(bit_count(told.people & told.just_before)), 0)::bigint
  from unnest(periods) with ordinality as part (place, begins_on, from_at, to_at, state, number)
  left join (
    select
      seen.place, seen.people,
      coalesce(
        bit_or(seen.people) over (person rows between unbounded preceding and 1 preceding), nobody
      ) as seen_before,
      case when lag(seen.place) over person = seen.place - 1 then lag(seen.people) over person else nobody end
      as just_before
    from private.active_sets(domain_ids, midnights, time_zone) as seen
    window person as (partition by seen.domain_id, seen.chunk order by seen.place)
  ) as told on part.number = told.place
  group by part.place;
end;
$function$;

CREATE OR REPLACE FUNCTION private.count_retention (
  domain_ids   uuid[],
  periods      private.activity_period[],
  time_zone    text,
  is_unbounded boolean
)
  RETURNS TABLE (
    cohort integer,
    later  integer,
    people bigint
  )
  LANGUAGE plpgsql
  STABLE
  ROWS 500
  SET search_path TO ''
  AS $function$
declare
  nobody constant bit(4096) := repeat('0', 4096)::bit(4096);
  midnights constant timestamptz [] := array(
    select part.from_at from unnest(periods) as part
    union all
    select max(part.to_at) from unnest(periods) as part
    order by 1
  );
begin
  return query
  with told as materialized (
    select
      seen.domain_id, seen.chunk, seen.place, seen.people,
      seen.people & ~coalesce(
        bit_or(seen.people) over (person order by seen.place rows between unbounded preceding and 1 preceding),
        nobody
      ) as first_seen,
      seen.people & ~coalesce(
        bit_or(seen.people) over (person order by seen.place desc rows between unbounded preceding and 1 preceding),
        nobody
      ) as last_seen
    from private.active_sets(domain_ids, midnights, time_zone) as seen
    window person as (partition by seen.domain_id, seen.chunk)
  )
  -- Who was active in a period or later is who was so for the last time then.
  select
    begun.place, again.place - begun.place,
    sum(bit_count(begun.first_seen & case when is_unbounded then again.last_seen else again.people end))::bigint
  from told as begun
  inner join told as again using (domain_id, chunk)
  where begun.place > 0 and again.place >= begun.place and begun.first_seen <> nobody
  group by 1, 2;
end;
$function$;

CREATE OR REPLACE FUNCTION private.first_whole_day (
  at        timestamp with time zone,
  time_zone text
)
  RETURNS timestamp WITH time zone
  LANGUAGE plpgsql
  STABLE
  PARALLEL SAFE
  STRICT
  SET search_path TO ''
  AS $function$
declare
  begins_at constant timestamptz := private.day_begins_at(date_trunc('day', at at time zone time_zone), time_zone);
begin
  if begins_at = at then
    return at;
  end if;
  return private.day_begins_at(date_trunc('day', at at time zone time_zone) + interval '1 day', time_zone);
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
      bit_or(half.booked_or_conversed), bit_or(half.active)
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

CREATE OR REPLACE FUNCTION private.note_active_kinds()
  RETURNS TRIGGER
  LANGUAGE plpgsql
  SET search_path TO ''
  AS $function$
begin
  insert into private.dirty_days (domain_id, day, cause)
  select event.domain_id, (event.occurred_at at time zone 'UTC')::date as day, 'active_kinds'
  from public.session_events as event
  where event.kind in (new.kind, old.kind)
  group by event.domain_id, day;
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
    0, case when changed.kind in ('form_submitted', 'email_captured', 'demo_booked') then 7 else 0 end
  ) as back (days)
  where
    changed.kind in ('widget_shown', 'form_submitted', 'email_captured', 'demo_booked')
    or changed.kind in (select active.kind from private.active_kinds as active);
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
      0, case when event.kind in ('form_submitted', 'email_captured', 'demo_booked') then 7 else 0 end
    ) as back (days)
    where
      event.domain_id = visitor.domain_id
      and event.visitor_id = visitor.id
      and (
        event.kind in ('widget_shown', 'form_submitted', 'email_captured', 'demo_booked')
        or event.kind in (select active.kind from private.active_kinds as active)
      )
  ) as fact
  where
    visitor.domain_id = note_person.domain_id
    and note_person.person_id in (visitor.id, visitor.merged_into_id);
end;
$function$;

CREATE OR REPLACE FUNCTION private.read_activity_filter (
  filter jsonb
)
  RETURNS private.engagement_filter
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
declare
  wanted constant private.engagement_filter := private.read_engagement_filter(filter);
begin
  -- Who only looked at a page has no topic, language or outcome.
  if private.is_narrowed(wanted) then
    perform private.bad_input('filter', 'activity is counted by from, to and domain_ids alone');
  end if;
  return wanted;
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
        union all
        select moment.person_id, moment.happened_at, 256, null, null
        from private.active_moments(read_day_facts.domain_id, span.begins, span.ends) as moment
      ) as reason
      group by reason.person_id, reason.at
    ) as fact
    order by fact.at, fact.person_id
  );
end;
$function$;

CREATE OR REPLACE FUNCTION private.retention_cells (
  domain_ids   uuid[],
  periods      private.activity_period[],
  time_zone    text,
  is_unbounded boolean
)
  RETURNS TABLE (
    cohort      integer,
    later       integer,
    state       text,
    cohort_size bigint,
    active      bigint
  )
  LANGUAGE plpgsql
  STABLE
  ROWS 500
  SET search_path TO ''
  AS $function$
begin
  return query
  with told as materialized (
    select counted.* from private.count_retention(domain_ids, periods, time_zone, is_unbounded) as counted
  ), cell as (
    select
      begun.place as cohort, part.place - begun.place as later, part.state,
      coalesce(told.people, 0) as people
    from unnest(periods) as begun
    inner join unnest(periods) as part on begun.place <= part.place
    left join told on begun.place = told.cohort and part.place - begun.place = told.later
  )
  select
    cell.cohort, cell.later, cell.state,
    case when is_unbounded
      then (sum(cell.people) over (partition by cell.cohort))::bigint
      else first_value(cell.people) over (partition by cell.cohort order by cell.later)
    end,
    case
      when cell.state = 'partial' then null
      when is_unbounded then (sum(cell.people) over (partition by cell.cohort order by cell.later desc))::bigint
      else cell.people
    end
  from cell;
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
    coalesce(bit_or(person.bits) filter (where fact.flags & 128 > 0), nobody),
    coalesce(bit_or(person.bits) filter (where fact.flags & 256 > 0), nobody)
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

CREATE OR REPLACE FUNCTION public.activity_series (
  filter    jsonb DEFAULT '{}'::jsonb,
  bucket    text  DEFAULT 'day'::text,
  time_zone text  DEFAULT NULL::text
)
  RETURNS TABLE (
    begins_on       date,
    from_at         timestamp with time zone,
    to_at           timestamp with time zone,
    state           text,
    metric          text,
    active          bigint,
    wau_7d          bigint,
    mau_30d         bigint,
    average_dau_30d numeric,
    stickiness      numeric
  )
  LANGUAGE plpgsql
  STABLE
  SECURITY DEFINER
  ROWS 30
  SET search_path TO ''
  AS $function$
declare
  wanted constant private.engagement_filter := private.read_activity_filter(filter);
  tenants constant uuid [] := private.report_domains('analytics.view', (wanted).domain_ids);
  reported constant private.report_window := private.read_report_window(wanted, time_zone);
  is_daily constant boolean := bucket is not distinct from 'day';
  periods constant private.activity_period [] := array(
    select part from private.activity_periods(reported, bucket, case when is_daily then 29 else 0 end) as part
  );
  counts_since constant timestamptz := private.active_since(tenants, reported.time_zone);
begin
  return query
  select
    part.begins_on, part.from_at, part.to_at, part.state,
    case bucket when 'day' then 'dau' when 'week' then 'wau_calendar' else 'mau_calendar' end,
    n.active,
    case when is_daily then n.active_7 end,
    case when is_daily then n.active_30 end,
    month.average,
    month.average / nullif(n.active_30, 0)
  from unnest(periods) as part
  inner join private.count_activity(tenants, periods, reported.time_zone) as n on part.place = n.place
  left join unnest(periods) as earliest on is_daily and earliest.place = part.place - 29
  cross join lateral (
    select case when part.state <> 'partial' and earliest.from_at >= counts_since then n.sum_30 / 30.0 end as average
  ) as month
  where part.place > 0
  order by part.begins_on;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."activity_series"(jsonb, text, text) FROM PUBLIC, "anon", "service_role";

CREATE OR REPLACE FUNCTION public.growth_accounting (
  filter    jsonb DEFAULT '{}'::jsonb,
  bucket    text  DEFAULT 'week'::text,
  time_zone text  DEFAULT NULL::text
)
  RETURNS TABLE (
    begins_on   date,
    from_at     timestamp with time zone,
    to_at       timestamp with time zone,
    state       text,
    active      bigint,
    previous    bigint,
    new_people  bigint,
    retained    bigint,
    resurrected bigint,
    churned     bigint,
    delta       bigint,
    variation   numeric
  )
  LANGUAGE plpgsql
  STABLE
  SECURITY DEFINER
  ROWS 30
  SET search_path TO ''
  AS $function$
declare
  wanted constant private.engagement_filter := private.read_activity_filter(filter);
  tenants constant uuid [] := private.report_domains('analytics.view', (wanted).domain_ids);
  reported constant private.report_window := private.read_report_window(wanted, time_zone);
  periods constant private.activity_period [] := array(
    select part from private.activity_periods(reported, bucket, 1) as part
  );
  counts_since constant timestamptz := private.active_since(tenants, reported.time_zone);
begin
  return query
  with counted as materialized (
    select n.* from private.count_growth(tenants, periods, reported.time_zone) as n
  )
  select
    part.begins_on, part.from_at, part.to_at, part.state,
    n.active, before.active, n.new_people, n.retained,
    n.active - n.new_people - n.retained, before.active - n.retained, n.active - before.active,
    case
      when part.state <> 'partial' and earlier.from_at >= counts_since
        then (n.active - before.active)::numeric / nullif(before.active, 0)
    end
  from unnest(periods) as part
  inner join counted as n on part.place = n.place
  inner join counted as before on before.place = part.place - 1
  inner join unnest(periods) as earlier on earlier.place = part.place - 1
  order by part.begins_on;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."growth_accounting"(jsonb, text, text) FROM PUBLIC, "anon", "service_role";

CREATE OR REPLACE FUNCTION public.retention (
  filter    jsonb DEFAULT '{}'::jsonb,
  bucket    text  DEFAULT 'week'::text,
  variant   text  DEFAULT 'n_day'::text,
  time_zone text  DEFAULT NULL::text
)
  RETURNS TABLE (
    cohort_on   date,
    later       integer,
    state       text,
    cohort_size bigint,
    active      bigint,
    rate        numeric
  )
  LANGUAGE plpgsql
  STABLE
  SECURITY DEFINER
  ROWS 500
  SET search_path TO ''
  AS $function$
declare
  most constant integer := 100;
  wanted constant private.engagement_filter := private.read_activity_filter(filter);
  tenants constant uuid [] := private.report_domains('analytics.view', (wanted).domain_ids);
  reported constant private.report_window := private.read_report_window(wanted, time_zone);
  periods constant private.activity_period [] := array(
    select part from private.activity_periods(reported, bucket) as part
  );
begin
  if variant in ('n_day', 'unbounded') is not true then
    perform private.bad_input('variant', 'must be n_day or unbounded');
  end if;
  if cardinality(periods) > most then
    perform private.bad_input('bucket', format('gives more than %s cohorts; take a longer one', most));
  end if;
  return query
  with cell as materialized (
    select told.*
    from private.retention_cells(tenants, periods, reported.time_zone, variant = 'unbounded') as told
  ), average as (
    select
      null::integer as cohort, cell.later,
      case
        when bool_and(cell.state = 'partial') then 'partial' when bool_or(cell.state = 'provisional') then 'provisional'
        else 'final'
      end as state,
      (sum(cell.cohort_size) filter (where cell.state <> 'partial'))::bigint as cohort_size,
      sum(cell.active)::bigint as active
    from cell
    group by cell.later
  )
  select
    (periods[told.cohort]).begins_on, told.later, told.state, told.cohort_size, told.active,
    told.active::numeric / nullif(told.cohort_size, 0)
  from (select * from cell union all select * from average) as told
  order by 1 nulls first, 2;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."retention"(jsonb, text, text, text) FROM PUBLIC, "anon", "service_role";

CREATE VIEW "private"."active_events" WITH (security_invoker=on) AS  SELECT event.domain_id,
    event.id AS event_id,
    person.person_id,
    event.occurred_at
   FROM ((private.active_kinds active
     JOIN public.session_events event ON ((active.kind = event.kind)))
     CROSS JOIN LATERAL ( SELECT "real".person_id
           FROM private.real_visitors "real"
          WHERE (("real".domain_id = event.domain_id) AND ("real".visitor_id = event.visitor_id))
          ORDER BY "real".visitor_id
         LIMIT 1) person)
  WHERE (((active.role IS NULL) OR ((event.properties ->> 'role'::text) = active.role)) AND (event.environment = 'production'::text) AND (event.deployment_target = 'widget'::text));

-- squawk-ignore require-concurrent-index-creation
CREATE INDEX session_events_occurred_at_idx ON public.session_events USING btree (domain_id, occurred_at, kind);

CREATE TRIGGER note_changed
  AFTER INSERT OR DELETE OR UPDATE ON private.active_kinds
  FOR EACH ROW
  EXECUTE FUNCTION private.note_active_kinds();

COMMENT ON COLUMN "private"."active_kinds"."role" IS 'Of messages: who has to have written it. Null: whoever.';

COMMENT ON COLUMN "private"."dirty_days"."cause" IS 'What changed: conversations, events, merge, people, resolution (24 hours passed), active_kinds (another definition of active), or first_fill, which is no revision of anything.';

COMMENT ON COLUMN "public"."metric_revisions"."cause" IS 'What changed first: conversations, events, merge (of visitors), people (of the back office), resolution (24 hours passed), or active_kinds (another definition of active).';

COMMENT ON COLUMN "public"."metric_revisions"."metric" IS 'conversations, involved and resolved (of these), or persons: displayed, conversed, converted, demo, captured, booked, reached, booked_or_conversed, active.';

COMMENT ON FUNCTION "private"."active_moments"(uuid, timestamp with time zone, timestamp with time zone) IS 'When each person was active for the first and for the last time between from_at and to_at.';

COMMENT ON FUNCTION "private"."active_sets"(uuid[], timestamp with time zone[], text) IS 'Who was active from each midnight (place 1, 2 …) to the next, by domain and chunk, from the rollups; place 0: before the first. A domain counts from the first whole day after its stats_valid_from on.';

COMMENT ON FUNCTION "private"."active_since"(uuid[], text) IS 'Since when all of these domains count: periods before it cannot be compared with later ones.';

COMMENT ON FUNCTION "private"."activity_periods"(private.report_window, text, integer) IS 'The days, weeks or months that a window touches, whole, and so many earlier ones. Raises 22023.';

COMMENT ON FUNCTION "private"."count_activity"(uuid[], private.activity_period[], text) IS 'Persons who were active in each period, in it and the 6 before, in it and the 29 before, and the sum of the counts of these 30.';

COMMENT ON FUNCTION "private"."count_days"(uuid, date[]) IS 'Every number whose changes metric_revisions tells of, of each of the days (UTC), by day: what private.count_window says, and active.';

COMMENT ON FUNCTION "private"."count_growth"(uuid[], private.activity_period[], text) IS 'Persons who were active in each period, those of them who never were before, and those who were in the period before.';

COMMENT ON FUNCTION "private"."count_retention"(uuid[], private.activity_period[], text, boolean) IS 'Of the persons who were active for the first time in a period (cohort), how many were so again so many periods later; or, unbounded, were so for the last time then. Pairs with nobody may be missing.';

COMMENT ON FUNCTION "private"."first_whole_day"(timestamp with time zone, text) IS 'The first midnight of the time zone at or after this instant.';

COMMENT ON FUNCTION "private"."note_active_kinds"() IS 'Row trigger of active_kinds: notes the days with events of the kind.';

COMMENT ON FUNCTION "private"."read_activity_filter"(jsonb) IS 'The filter of the analytics pages, without what asks for some conversations only. Raises 22023.';

COMMENT ON FUNCTION "private"."retention_cells"(uuid[], private.activity_period[], text, boolean) IS 'Each cohort with each period from its own on: its size, and who of it was active then (or, unbounded, then or later); null while the period is not over.';

COMMENT ON FUNCTION "public"."activity_series"(jsonb, text, text) IS 'How many distinct persons were active in each day, week (from Monday) or month that the window touches, whole, at most 400 of them. metric says what active is: dau, wau_calendar or mau_calendar. By day also wau_7d and mau_30d (that day and the 6 or 29 before), average_dau_30d (mean of dau over the same 30 days) and stickiness (average_dau_30d / mau_30d); these two are null while the day is not over, and where a domain of the filter does not count for all 30 days. Active: did something that day, see docs/metrics.md; a person of two domains counts in each. state: partial (not over), provisional or final. filter: from, to and domain_ids, as client_dashboard; bucket: day, week or month; time_zone: IANA name, it decides where days begin. Needs analytics.view. Errors: 22023 INVALID_INPUT; 42501 PERMISSION_DENIED. Example: {"filter": {"from": "2026-10-01T00:00:00-03:00"}, "bucket": "day", "time_zone": "America/Argentina/Buenos_Aires"}';

COMMENT ON FUNCTION "public"."growth_accounting"(jsonb, text, text) IS 'Where the active persons of each day, week or month that the window touches (whole, at most 400) came from: new_people (never active before), retained (active in the period before), resurrected (active earlier, not in the period before), and churned: active in the period before (previous), not in this one. active = new_people + retained + resurrected; delta = active - previous = new_people + resurrected - churned. variation: delta / previous; null where previous is 0, while the period is not over, and where a domain of the filter does not count for all of both periods. filter, bucket, time_zone and state: as activity_series. Needs analytics.view. Errors: 22023 INVALID_INPUT; 42501 PERMISSION_DENIED. Example: {"filter": {"from": "2026-09-01T00:00:00Z"}, "bucket": "month", "time_zone": "UTC"}';

COMMENT ON FUNCTION "public"."retention"(jsonb, text, text, text) IS 'Who comes back. A cohort are the persons who were active for the first time in a day, week or month (cohort_on) that the window touches, at most 100; a row says how many of cohort_size were active so many periods later (0: in their own), and the rate. variant: n_day counts who was active in exactly that period, unbounded in that one or a later one of the window. Periods are those of the calendar in time_zone. active and rate are null while the period is not over. Rows without cohort_on are the weighted average over the cohorts whose cell is over; state partial: none is. filter, bucket and time_zone: as activity_series. What was before a domain''s stats_valid_from is not known, so everybody is new then. Needs analytics.view. Errors: 22023 INVALID_INPUT; 42501 PERMISSION_DENIED. Example: {"filter": {"from": "2026-09-01T00:00:00Z"}, "bucket": "week", "variant": "unbounded", "time_zone": "UTC"}';

COMMENT ON TABLE "private"."active_kinds" IS 'The kinds of events that make a person active on that day; what is missing here (the widget was shown, an enrichment came, the agent answered) does not. A change of these rows notes the days that it concerns.';

COMMENT ON TYPE "private"."activity_period" IS 'A whole day, week or month on the wall: place counts from 1, those before the window have 0 and less.';

COMMENT ON TYPE "private"."person_fact" IS 'What a person did at a moment. flags: 1 displayed, 2 conversed, 4 converted, 8 demo (booked in a conversation), 16 captured (address or demo in a conversation), 32 booked (after a conversation), 64 reached (displayed or conversed), 128 booked_or_conversed (booked after a display, or conversed), 256 active (only at the first and the last moment of a day (UTC) at which it was). involved, resolved: how many of the conversations; ripe_at: when the next of them counts as resolved, if nothing happens.';

COMMENT ON VIEW "private"."active_events" IS 'The fact "was active": an event of active_kinds, in production, by a real person. Metrics read it and no other.';

REVOKE ALL ON FUNCTION "private"."active_moments"(uuid, timestamp WITH time zone, timestamp WITH time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."active_moments"(uuid, timestamp WITH time zone, timestamp WITH time zone) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."active_moments"(uuid, timestamp WITH time zone, timestamp WITH time zone) TO "postgres";

REVOKE ALL ON FUNCTION "private"."active_sets"(uuid[], timestamp WITH time zone[], text) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."active_sets"(uuid[], timestamp WITH time zone[], text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."active_sets"(uuid[], timestamp WITH time zone[], text) TO "postgres";

REVOKE ALL ON FUNCTION "private"."active_since"(uuid[], text) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."active_since"(uuid[], text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."active_since"(uuid[], text) TO "postgres";

REVOKE ALL ON FUNCTION "private"."activity_periods"(private.report_window, text, integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."activity_periods"(private.report_window, text, integer) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."activity_periods"(private.report_window, text, integer) TO "postgres";

REVOKE ALL ON FUNCTION "private"."count_activity"(uuid[], private.activity_period[], text) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."count_activity"(uuid[], private.activity_period[], text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."count_activity"(uuid[], private.activity_period[], text) TO "postgres";

REVOKE ALL ON FUNCTION "private"."count_growth"(uuid[], private.activity_period[], text) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."count_growth"(uuid[], private.activity_period[], text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."count_growth"(uuid[], private.activity_period[], text) TO "postgres";

REVOKE ALL ON FUNCTION "private"."count_retention"(uuid[], private.activity_period[], text, boolean) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."count_retention"(uuid[], private.activity_period[], text, boolean) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."count_retention"(uuid[], private.activity_period[], text, boolean) TO "postgres";

REVOKE ALL ON FUNCTION "private"."first_whole_day"(timestamp WITH time zone, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."first_whole_day"(timestamp WITH time zone, text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."first_whole_day"(timestamp WITH time zone, text) TO "postgres";

REVOKE ALL ON FUNCTION "private"."note_active_kinds"() FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."note_active_kinds"() FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."note_active_kinds"() TO "postgres";

REVOKE ALL ON FUNCTION "private"."read_activity_filter"(jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."read_activity_filter"(jsonb) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."read_activity_filter"(jsonb) TO "postgres";

REVOKE ALL ON FUNCTION "private"."retention_cells"(uuid[], private.activity_period[], text, boolean) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."retention_cells"(uuid[], private.activity_period[], text, boolean) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."retention_cells"(uuid[], private.activity_period[], text, boolean) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."activity_series"(jsonb, text, text) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."activity_series"(jsonb, text, text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."activity_series"(jsonb, text, text) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."growth_accounting"(jsonb, text, text) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."growth_accounting"(jsonb, text, text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."growth_accounting"(jsonb, text, text) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."retention"(jsonb, text, text, text) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."retention"(jsonb, text, text, text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."retention"(jsonb, text, text, text) TO "postgres";

-- What is known already is counted anew. Noted before the kinds come, which note their days too: the first note of
-- a day says that this is no revision of anything.
insert into private.dirty_days (domain_id, day, cause)
select
  event.domain_id,
  (event.occurred_at at time zone 'UTC')::date as day,
  'first_fill'
from public.session_events as event
group by event.domain_id, (event.occurred_at at time zone 'UTC')::date;

-- What a visitor does. That the widget was shown, a demo proposed, somebody recognized or enriched, an answer
-- given or a conversation closed happens to him.
insert into private.active_kinds (kind, role)
values
('page_view', null),
('message', 'visitor'),
('cta_clicked', null),
('form_submitted', null),
('email_captured', null),
('demo_booked', null)
on conflict (kind) do nothing;
