-- The dashboard takes every filter of the lists: where one leaves out conversations, the numbers come from these.
set local check_function_bodies = off;

create or replace function private.count_report(
  wanted private.engagement_filter,
  domain_ids uuid[],
  from_at timestamp with time zone,
  to_at timestamp with time zone
)
  returns private.window_counts
  language plpgsql
  stable
  set search_path to ''
  as $function$
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
    null, null, count(*)
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

create or replace function private.found_conversations(
  wanted private.engagement_filter,
  domain_ids uuid[],
  from_at timestamp with time zone,
  to_at timestamp with time zone
)
  returns setof private.counted_conversations
  language plpgsql
  stable
  set search_path to ''
  as $function$
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

create or replace function private.is_narrowed(
  wanted private.engagement_filter
)
  returns boolean
  language plpgsql
  immutable
  set search_path to ''
  as $function$
begin
  -- By name, so that a key which is added to the filter later narrows too.
  return jsonb_strip_nulls(to_jsonb(wanted) - '{from,to,domain_ids,include_test}'::text []) <> '{}';
end;
$function$;

create or replace function private.score_report(
  wanted private.engagement_filter,
  domain_ids uuid[],
  from_at timestamp with time zone,
  to_at timestamp with time zone
)
  returns setof private.block_scores
  language plpgsql
  stable
  rows 20
  set search_path to ''
  as $function$
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
$function$;

create or replace function public.client_dashboard(
  filter jsonb default '{}'::jsonb,
  time_zone text default null::text
)
  returns jsonb
  language plpgsql
  stable
  security definer
  set search_path to ''
  as $function$
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

create or replace function public.dashboard_series(
  filter jsonb default '{}'::jsonb,
  bucket text default 'day'::text,
  time_zone text default null::text
)
  returns table (
    begins_on date,
    from_at timestamp with time zone,
    to_at timestamp with time zone,
    state text,
    displayed bigint,
    engaged bigint,
    conversations bigint,
    converted bigint,
    demos bigint,
    emails_only bigint,
    booked_with_agent bigint,
    seen_without_agent bigint,
    booked_without_agent bigint
  )
  language plpgsql
  stable
  security definer
  rows 30
  set search_path to ''
  as $function$
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
  cross join lateral private.count_report(wanted, tenants, part.from_at, part.to_at) as n
  order by part.begins_on;
end;
$function$;

comment on function private.count_report(private.engagement_filter, uuid[], timestamp with time zone, timestamp with time zone) is 'The counts of a window: from the rollups, or from the conversations themselves where the filter asks for some of them only.';

comment on function private.found_conversations(private.engagement_filter, uuid[], timestamp with time zone, timestamp with time zone) is 'The counted conversations that the filter means, of these domains and this window. Raises 42501 where the person may not view conversations.';

comment on function private.is_narrowed(private.engagement_filter) is 'Whether the filter asks for some conversations only, which the rollups do not tell apart.';

comment on function private.score_report(private.engagement_filter, uuid[], timestamp with time zone, timestamp with time zone) is 'The scores of a window: from the rollups, or from the conversations themselves where the filter asks for some of them only.';

comment on function public.client_dashboard(jsonb, text) is 'The numbers of the dashboard over the domains of the filter (null: all mine that are in production), with the equal period before. filter: from, to (half-open; without them the last 30 whole days), domain_ids, and the others of list_conversations: where they leave out conversations, what concerns the widget alone is null, and conversations.view is needed too; tests never count. time_zone: IANA name, else the preference report_time_zone; it decides where days begin. Each of metrics: value, previous, delta, variation (null where previous is 0 or is_comparable is false); ratios with numerator and denominator. state: partial, provisional (late events may come) or final. stats_valid_from: domains that begin later than asked. is_up_to_date: whether everything stored is counted. See docs/metrics.md. Needs analytics.view. Errors: 22023 INVALID_INPUT; 42501 PERMISSION_DENIED for a domain that is not yours. Example: {"filter": {"from": "2026-10-01T00:00:00+02:00", "to": "2026-11-01T00:00:00+01:00"}, "time_zone": "Europe/Paris"}';

revoke all on function private.count_report(
    private.engagement_filter, uuid[], timestamp with time zone, timestamp with time zone
) from public;

revoke all on function private.count_report(
    private.engagement_filter, uuid[], timestamp with time zone, timestamp with time zone
) from postgres;

grant execute on function private.count_report(
    private.engagement_filter, uuid[], timestamp with time zone, timestamp with time zone
) to postgres;

revoke all on function private.found_conversations(
    private.engagement_filter, uuid[], timestamp with time zone, timestamp with time zone
) from public;

revoke all on function private.found_conversations(
    private.engagement_filter, uuid[], timestamp with time zone, timestamp with time zone
) from postgres;

grant execute on function private.found_conversations(
    private.engagement_filter, uuid[], timestamp with time zone, timestamp with time zone
) to postgres;

revoke all on function private.is_narrowed(private.engagement_filter) from public;

revoke all on function private.is_narrowed(private.engagement_filter) from postgres;

grant execute on function private.is_narrowed(private.engagement_filter) to postgres;

revoke all on function private.score_report(
    private.engagement_filter, uuid[], timestamp with time zone, timestamp with time zone
) from public;

revoke all on function private.score_report(
    private.engagement_filter, uuid[], timestamp with time zone, timestamp with time zone
) from postgres;

grant execute on function private.score_report(
    private.engagement_filter, uuid[], timestamp with time zone, timestamp with time zone
) to postgres;

-- Scores were gathered anew for each fact of a day, which took minutes for a large domain.
create or replace function private.store_day_facts(domain_id uuid, day date, facts private.person_fact [])
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
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
    domain_id, day, happened_at, numbers, flags, conversations, scored_at, scored_ids, rubrics, scores
  )
  select
    store_day_facts.domain_id,
    store_day_facts.day,
    array_agg(fact.happened_at order by fact.happened_at, known.number),
    array_agg(known.number order by fact.happened_at, known.number),
    array_agg(fact.flags order by fact.happened_at, known.number),
    array_agg(fact.conversations order by fact.happened_at, known.number),
    coalesce(judged.started_at, '{}'),
    coalesce(judged.ids, '{}'),
    coalesce(judged.rubrics, '{}'),
    coalesce(judged.scores, '{}')
  from unnest(facts) as fact
  inner join private.person_numbers as known
    on known.domain_id = store_day_facts.domain_id and fact.person_id = known.person_id;
end;
$$;
