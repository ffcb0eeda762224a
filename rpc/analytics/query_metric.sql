create or replace function public.query_metric(
  metric text default null,
  dims text [] default '{}',
  filter jsonb default '{}',
  bucket text default null,
  time_zone text default null
)
returns table (begins_on date, parts jsonb, value numeric)
language plpgsql
stable
security definer -- definer: whoever may see numbers need not see what they are made of
rows 100
set search_path = ''
as $$
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
$$;

comment on function public.query_metric(text, text [], jsonb, text, text) is
'A number, divided by any of its dimensions: a row for each combination that there is, parts naming it. metric: transactions, volume_usd_minor or traders (distinct users), of confirmed trades, by domain_id, order_type, side, provider, token_id, is_referred, venue, cohort_id (a trade of a user in two cohorts is in both); events or active_users, of active kinds without tests, by domain_id, name, actor_kind, source. dims: which of these. filter: from, to and domain_ids, as client_dashboard, and for each dimension an array of the values that count; is_referred: true or false. bucket: day, week or month besides; null: the whole window. It reads what happened itself, so its cost grows with the window. '
'Needs analytics.view. Errors: 22023 INVALID_INPUT, also for over 10000 rows; 42501 PERMISSION_DENIED. Example: {"metric": "transactions", "dims": ["side", "order_type"], "filter": {"from": "2026-10-01T00:00:00Z"}, "bucket": "month", "time_zone": "UTC"}';
revoke all on function public.query_metric(text, text [], jsonb, text, text) from public, anon, service_role;
grant execute on function public.query_metric(text, text [], jsonb, text, text) to authenticated;
