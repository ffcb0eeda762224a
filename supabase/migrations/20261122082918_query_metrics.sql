-- Any number of trades or events, divided by any of its dimensions.
set local check_function_bodies = off;

create or replace function private.filter_fault(
  value jsonb,
  shape jsonb
)
  returns text
  language plpgsql
  stable
  parallel safe
  set search_path to ''
  as $function$
declare
  given constant text := value #>> '{}';
begin
  return case
    when shape is null then 'is no known filter'
    when jsonb_typeof(shape) = 'array' then
      case when not shape ? given then 'must be ' || private.listed_words(shape) end
    when jsonb_typeof(shape) = 'object' then
      case
        when jsonb_typeof(value) <> 'array' or not shape -> 'some_of' @> value
          then 'must be an array of ' || private.listed_words(shape -> 'some_of')
      end
    when shape = '"boolean"' and jsonb_typeof(value) <> 'boolean' then 'must be true or false'
    when shape = '"uuid"' and not private.is_valid_input(given, 'uuid') then 'must be a uuid'
    when shape = '"uuids"' and (
      jsonb_typeof(value) <> 'array'
      or jsonb_path_exists(value, '$[*] ? (@.type() != "string")')
      or not private.is_valid_input(translate(given, '[]', '{}'), 'uuid[]')
    ) then 'must be an array of uuids'
    when shape = '"texts"' and (
      jsonb_typeof(value) <> 'array' or jsonb_path_exists(value, '$[*] ? (@.type() != "string")')
    )
      then 'must be an array of texts'
    when shape = '"time"' and not private.is_zoned_time(given)
      then 'must be a time with a zone, such as 2026-03-29T00:00:00Z'
    when shape = '"score"' and not jsonb_path_exists(value, '$ ? (@ >= 0 && @ <= 100)')
      then 'must be a number from 0 to 100'
    when shape = '"language"' and given !~ '^[a-z]{2,3}$' then 'must be a language code such as en'
    when shape = '"text"' and not private.is_text(value, 500) then 'must be a text of 1 to 500 characters'
  end;
end;
$function$;

create or replace function private.query_events(
  tenants uuid[],
  from_at timestamp with time zone,
  to_at timestamp with time zone,
  dims text[],
  given jsonb
)
  returns table (
    parts jsonb,
    events bigint,
    active_users bigint
  )
  language plpgsql
  stable
  set search_path to ''
  set plan_cache_mode to 'force_custom_plan'
  as $function$
begin
  return query
  with grouped as (
    select
      case when 'domain_id' = any(dims) then e.domain_id end as domain_id,
      case when 'name' = any(dims) then e.name end as name,
      case when 'actor_kind' = any(dims) then e.actor_kind end as actor_kind,
      case when 'source' = any(dims) then e.source end as source,
      count(*) as number,
      count(distinct (e.domain_id, e.actor_id)) filter (where e.actor_kind = 'user') as users
    from public.event_log as e
    inner join public.event_catalog as c
      on c.domain_id = e.domain_id and c.name = e.name and c.schema_version = e.schema_version and c.is_active
    where e.domain_id = any(tenants) and e.occurred_at >= from_at and e.occurred_at < to_at and not e.is_test
      and (not given ? 'name' or given -> 'name' ? e.name)
      and (not given ? 'actor_kind' or given -> 'actor_kind' ? e.actor_kind)
      and (not given ? 'source' or given -> 'source' ? e.source)
    group by 1, 2, 3, 4
  )
  select
    (select coalesce(jsonb_object_agg(d.name, to_jsonb(g) -> d.name), '{}') from unnest(dims) as d (name)),
    g.number, g.users
  from grouped as g;
end;
$function$;

create or replace function private.query_trades(
  tenants uuid[],
  from_at timestamp with time zone,
  to_at timestamp with time zone,
  dims text[],
  given jsonb
)
  returns table (
    parts jsonb,
    transactions bigint,
    volume_usd_minor numeric,
    traders bigint
  )
  language plpgsql
  stable
  set search_path to ''
  set plan_cache_mode to 'force_custom_plan'
  as $function$
begin
  return query
  with grouped as (
    select
      case when 'domain_id' = any(dims) then t.domain_id end as domain_id,
      case when 'order_type' = any(dims) then t.order_type end as order_type,
      case when 'side' = any(dims) then t.side end as side,
      case when 'provider' = any(dims) then t.provider end as provider,
      case when 'token_id' = any(dims) then t.token_id end as token_id,
      case when 'is_referred' = any(dims) then t.is_referred end as is_referred,
      count(*) as number, sum(t.volume_usd_minor) as volume, count(distinct (t.domain_id, t.platform_user_id)) as users
    from private.counted_trades as t
    where t.domain_id = any(tenants) and t.happened_at >= from_at and t.happened_at < to_at and t.status = 'confirmed'
      and (not given ? 'order_type' or given -> 'order_type' ? t.order_type)
      and (not given ? 'side' or given -> 'side' ? t.side)
      and (not given ? 'provider' or given -> 'provider' ? t.provider)
      and (not given ? 'token_id' or given -> 'token_id' ? t.token_id::text)
      and (not given ? 'is_referred' or (given -> 'is_referred')::boolean = t.is_referred)
    group by 1, 2, 3, 4, 5, 6
  )
  select
    (select coalesce(jsonb_object_agg(d.name, to_jsonb(g) -> d.name), '{}') from unnest(dims) as d (name)),
    g.number, g.volume, g.users
  from grouped as g;
end;
$function$;

create or replace function private.read_query(
  metric text,
  dims text[],
  filter jsonb
)
  returns jsonb
  language plpgsql
  stable
  set search_path to ''
  as $function$
declare
  of_window constant jsonb := '{"from": "time", "to": "time", "domain_ids": "uuids"}';
  of_trades constant jsonb := '{
    "order_type": {"some_of": ["market", "dca", "limit", "twap", "vwap", "custom"]},
    "side": {"some_of": ["buy", "sell"]}, "provider": "texts", "token_id": "uuids", "is_referred": "boolean"
  }';
  of_events constant jsonb := '{
    "name": "texts", "actor_kind": {"some_of": ["user", "bo_user", "system", "integration"]}, "source": "texts"
  }';
  shapes constant jsonb := case
    when metric in ('transactions', 'volume_usd_minor', 'traders') then of_trades
    when metric in ('events', 'active_users') then of_events
  end;
begin
  if shapes is null then
    perform private.bad_input('metric', 'must be transactions, volume_usd_minor, traders, events or active_users');
  end if;
  if dims <@ array(select 'domain_id' union all select jsonb_object_keys(shapes)) is not true then
    perform private.bad_input('dims', 'must be of domain_id, ' || (
      select string_agg(d.name, ', ' order by d.name) from jsonb_object_keys(shapes) as d (name)
    ));
  end if;
  return private.read_filter(filter, of_window || shapes);
end;
$function$;

create or replace function private.run_metric(
  metric text,
  params jsonb
)
  returns jsonb
  language plpgsql
  stable
  set search_path to ''
  as $function$
declare
  known public.metric_catalog;
  asked text;
  told jsonb;
begin
  select c.* into strict known from public.metric_catalog as c where c.metric = run_metric.metric;
  select string_agg(
    format(
      case coalesce(nullif(jsonb_typeof(argument.shape), 'string'), argument.shape #>> '{}')
        when 'json' then '%I => $1 -> %L' when 'boolean' then '%I => ($1 ->> %L)::boolean'
        when 'uuid' then '%I => ($1 ->> %L)::uuid' when 'time' then '%I => ($1 ->> %L)::timestamptz'
        when 'object' then '%I => array(select jsonb_array_elements_text($1 -> %L))'
        else '%I => $1 ->> %L'
      end, argument.key, argument.key
    ), ', '
  )
  into asked
  from jsonb_each(known.arguments || '{"filter": "json"}') as argument (key, shape)
  where params ? argument.key;
  execute format('select coalesce(jsonb_agg(to_jsonb(r)), ''[]'') from public.%I(%s) as r', known.rpc, asked)
  into told using params;
  return told;
end;
$function$;

create or replace function public.query_metric(
  metric text default null::text,
  dims text[] default '{}'::text[],
  filter jsonb default '{}'::jsonb,
  bucket text default null::text,
  time_zone text default null::text
)
  returns table (
    begins_on date,
    parts jsonb,
    value numeric
  )
  language plpgsql
  stable
  security definer
  rows 100
  set search_path to ''
  as $function$
declare
  most constant integer := 10000;
  given constant jsonb := private.read_query(metric, dims, filter);
  wanted constant private.engagement_filter := jsonb_populate_record(null::private.engagement_filter, given);
  tenants constant uuid [] := private.report_domains('analytics.view', (wanted).domain_ids);
  reported constant private.report_window := private.read_report_window(wanted, time_zone);
  told bigint;
begin
  if bucket not in ('day', 'week', 'month') then
    perform private.bad_input('bucket', 'must be day, week or month');
  end if;
  return query
  with part as (
    select null::date as begins_on, reported.from_at, reported.to_at where bucket is null
    union all
    select b.begins_on, b.from_at, b.to_at from private.report_buckets(reported, bucket) as b where bucket is not null
  )
  select part.begins_on, n.parts, case metric
    when 'transactions' then n.transactions when 'traders' then n.traders else n.volume_usd_minor end
  from part
  cross join lateral private.query_trades(tenants, part.from_at, part.to_at, dims, given) as n
  where metric in ('transactions', 'volume_usd_minor', 'traders')
  union all
  select part.begins_on, n.parts, case metric when 'events' then n.events else n.active_users end
  from part
  cross join lateral private.query_events(tenants, part.from_at, part.to_at, dims, given) as n
  where metric in ('events', 'active_users')
  order by 1, 2
  limit most + 1;
  get diagnostics told = row_count;
  if told > most then
    perform private.bad_input('dims', format('give more than %s rows; ask for fewer', most));
  end if;
end;
$function$;

revoke all on function public.query_metric(text, text[], jsonb, text, text) from public, anon, service_role;

comment on function private.filter_fault(jsonb, jsonb) is 'What is wrong with the value of one key of a filter; null when nothing. shape: boolean, uuid, uuids, time, score, language, text or texts; an array: one of these texts; {"some_of": array}: an array of these texts; null: no such key.';

comment on function private.query_events(uuid[], timestamp with time zone, timestamp with time zone, text[], jsonb) is 'Events of active kinds in a window, divided by these dimensions: a row for each combination that there is. given: for a dimension the values that count.';

comment on function private.query_trades(uuid[], timestamp with time zone, timestamp with time zone, text[], jsonb) is 'Confirmed trades of a window, divided by these dimensions: a row for each combination that there is. given: for a dimension the values that count.';

comment on function private.read_query(text, text[], jsonb) is 'The filter of query_metric() without its nulls. Raises 22023 for a metric, a dimension or a filter that there is not.';

comment on function public.query_metric(text, text[], jsonb, text, text) is 'A number, divided by any of its dimensions: a row for each combination that there is, parts naming it. metric: transactions, volume_usd_minor or traders (distinct users), of confirmed trades, by domain_id, order_type, side, provider, token_id, is_referred; events or active_users, of active kinds without tests, by domain_id, name, actor_kind, source. dims: which of these. filter: from, to and domain_ids, as client_dashboard, and for each dimension an array of the values that count; is_referred: true or false. bucket: day, week or month besides; null: the whole window. It reads what happened itself, so its cost grows with the window. Needs analytics.view. Errors: 22023 INVALID_INPUT, also for over 10000 rows; 42501 PERMISSION_DENIED. Example: {"metric": "transactions", "dims": ["side", "order_type"], "filter": {"from": "2026-10-01T00:00:00Z"}, "bucket": "month", "time_zone": "UTC"}';

revoke all on function private.query_events(
    uuid[], timestamp with time zone, timestamp with time zone, text[], jsonb
) from public;

revoke all on function private.query_events(
    uuid[], timestamp with time zone, timestamp with time zone, text[], jsonb
) from postgres;

grant execute on function private.query_events(
    uuid[], timestamp with time zone, timestamp with time zone, text[], jsonb
) to postgres;

revoke all on function private.query_trades(
    uuid[], timestamp with time zone, timestamp with time zone, text[], jsonb
) from public;

revoke all on function private.query_trades(
    uuid[], timestamp with time zone, timestamp with time zone, text[], jsonb
) from postgres;

grant execute on function private.query_trades(
    uuid[], timestamp with time zone, timestamp with time zone, text[], jsonb
) to postgres;

revoke all on function private.read_query(text, text[], jsonb) from public;

revoke all on function private.read_query(text, text[], jsonb) from postgres;

grant execute on function private.read_query(text, text[], jsonb) to postgres;

grant execute on function public.query_metric(text, text[], jsonb, text, text) to authenticated;

revoke all on function public.query_metric(text, text[], jsonb, text, text) from postgres;

grant execute on function public.query_metric(text, text[], jsonb, text, text) to postgres;

-- What dashboards may show. Another metric is another row here: see docs/metrics.md.
insert into public.metric_catalog (metric, rpc, title, description, permission, filter, arguments, dimensions)
select
  listed.metric,
  listed.metric as rpc,
  listed.title,
  listed.description,
  listed.permission,
  jsonb '{"from": "time", "to": "time", "domain_ids": "uuids"}'
  || case when listed.of_conversations then jsonb '{
    "score_min": "score", "score_max": "score", "language": "language", "has_email": "boolean",
    "outcome": ["demo_booked", "email_captured", "demo_proposed", "cta_clicked", "none"], "account_id": "uuid",
    "topic_id": "uuid", "status": ["open", "closed", "handed_over"], "text": "text"
  }' else '{}' end as filter,
  case when listed.by_bucket then jsonb '{"bucket": ["day", "week", "month"]}' else '{}' end
  || case when listed.by_zone then jsonb '{"time_zone": "text"}' else '{}' end
  || case when listed.metric = 'retention' then jsonb '{"variant": ["n_day", "unbounded"]}' else '{}' end as arguments,
  listed.dimensions
from (
  values
    (
      'client_dashboard', 'Overview', 'The numbers of the dashboard, with the period before.', 'analytics.view', true,
      false, true, '{}'::text []
    ),
    (
      'dashboard_series', 'Conversations over time', 'The counts of the dashboard for each part of the window.',
      'analytics.view', true, true, true, '{begins_on}'
    ),
    (
      'activity_series', 'Active persons', 'How many distinct people were active.', 'analytics.view', false, true, true,
      '{begins_on}'
    ),
    (
      'growth_accounting', 'Growth', 'Where the active persons of a period came from.', 'analytics.view', false, true,
      true, '{begins_on}'
    ),
    ('retention', 'Retention', 'Who comes back.', 'analytics.view', false, true, true, '{cohort_on,later}'),
    (
      'topic_frequency', 'Topics over time', 'What conversations are about.', 'topics.view', false, true, true,
      '{domain_id,starts_on,topic_id}'
    ),
    (
      'topic_trend', 'Topics that move', 'Topics whose share changed.', 'topics.view', false, false, false,
      '{domain_id,topic_id}'
    ),
    (
      'event_activity', 'Users of the platform', 'Active users and events of the event log.', 'analytics.view', false,
      true, true, '{begins_on}'
    )
) as listed (metric, title, description, permission, of_conversations, by_bucket, by_zone, dimensions)
union all
select
  'breakdown' as metric,
  'query_metric' as rpc,
  'Breakdown' as title,
  'A number of trades or events, divided by any of its dimensions.' as description,
  'analytics.view' as permission,
  '{
    "from": "time", "to": "time", "domain_ids": "uuids", "provider": "texts", "token_id": "uuids", "name": "texts",
    "order_type": {"some_of": ["market", "dca", "limit", "twap", "vwap", "custom"]}, "source": "texts",
    "side": {"some_of": ["buy", "sell"]}, "is_referred": "boolean",
    "actor_kind": {"some_of": ["user", "bo_user", "system", "integration"]}
  }' as filter,
  '{
    "metric": ["transactions", "volume_usd_minor", "traders", "events", "active_users"],
    "dims": {"some_of": [
      "domain_id", "order_type", "side", "provider", "token_id", "is_referred", "name", "actor_kind", "source"
    ]},
    "bucket": ["day", "week", "month"], "time_zone": "text"
  }' as arguments,
  '{begins_on,parts}' as dimensions
on conflict (metric) do update
set
  rpc = excluded.rpc,
  title = excluded.title,
  description = excluded.description,
  permission = excluded.permission,
  filter = excluded.filter,
  arguments = excluded.arguments,
  dimensions = excluded.dimensions
where to_jsonb(metric_catalog) <> to_jsonb(excluded);
