-- Cycles are rows: times that all count the trades of a platform by. Reports on trades take the id of one in their filter.
set local check_function_bodies = off;

-- A cycle is made and deleted, and never changed: what was told of it yesterday is told of the same time today. It keeps
-- instants, half-open, so that of two cycles that follow one another a trade at midnight belongs to the second alone.
create table public.cycles (
  domain_id uuid not null,
  id uuid not null default private.new_id(),
  kind text not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  time_zone text not null,
  created_at timestamptz not null default now(),
  created_by uuid default private.current_person_id(),
  constraint cycles_pkey primary key (domain_id, id),
  constraint cycles_domain_id_fkey foreign key (domain_id) references public.domains (id),
  constraint cycles_kind_check check (kind in ('day', 'week', 'month', 'custom')),
  constraint cycles_ends_at_check check (ends_at > starts_at),
  constraint cycles_time_zone_check check (time_zone ~ '^[A-Za-z0-9_+/-]{1,64}$'),
  constraint cycles_starts_at_key unique (domain_id, starts_at, ends_at, kind, time_zone)
);

create index cycles_starts_at_idx on public.cycles (domain_id, starts_at desc, id desc);

comment on table public.cycles is 'Times that the trades of a platform are counted by, so that all count the same ones.';
comment on column public.cycles.kind is 'day, week (from Monday) or month: a whole one on the wall of time_zone; custom: any time.';
comment on column public.cycles.starts_at is 'When it begins.';
comment on column public.cycles.ends_at is 'When it is over; this instant belongs to the next one.';

-- Written by functions alone.
alter table public.cycles enable row level security;
revoke all on public.cycles from public, anon, authenticated, service_role;
grant select on public.cycles to authenticated, service_role;

create policy select_member on public.cycles
for select to authenticated
using (domain_id = any((select private.domains_with('analytics.view'))::uuid []));

comment on policy select_member on public.cycles is
'Cycles of the domains whose numbers the person may see.';

select private.audit_table('public.cycles');

alter type private.trade_filter add attribute cycle_id uuid cascade;

create or replace function private.read_cycle_window(wanted private.trade_filter, time_zone text)
returns private.report_window
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  chosen public.cycles;
  window_alone private.engagement_filter;
  reported private.report_window;
begin
  if num_nonnulls((wanted)."from", (wanted)."to", time_zone) > 0 then
    perform private.bad_input('filter.cycle_id', 'has its time and zone: goes without from, to and time_zone');
  end if;
  if cardinality((wanted).domain_ids) = 1 is not true then
    perform private.bad_input('filter.domain_ids', 'must be the one domain of the cycle');
  end if;
  select c.* into chosen from public.cycles as c
  where c.domain_id = (wanted).domain_ids[1] and c.id = (wanted).cycle_id;
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such cycle');
  end if;
  window_alone."from" := chosen.starts_at;
  window_alone."to" := chosen.ends_at;
  reported := private.read_report_window(window_alone, chosen.time_zone);
  -- Before a month comes a month, however long.
  if chosen.kind <> 'custom' then
    reported.previous_from_at := private.day_begins_at(
      date_trunc('day', chosen.starts_at at time zone chosen.time_zone) - ('1 ' || chosen.kind)::interval,
      chosen.time_zone
    );
  end if;
  return reported;
end;
$$;

comment on function private.read_cycle_window(private.trade_filter, text) is
'The window of a report on the cycle that the filter names, and the equal one before. Ask for the right in its domain first. Raises 22023, P0002.';
revoke all on function private.read_cycle_window(private.trade_filter, text)
from public, anon, authenticated, service_role;

create or replace function private.read_trade_filter(filter jsonb)
returns private.trade_filter
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return jsonb_populate_record(null::private.trade_filter, private.read_filter(
    filter,
    '{
      "from": "time",
      "to": "time",
      "domain_ids": "uuids",
      "order_types": {"some_of": ["market", "dca", "limit", "twap", "vwap", "custom"]},
      "side": ["buy", "sell"],
      "token_id": "uuid",
      "provider": "text",
      "cohort_id": "uuid",
      "is_referred": "boolean",
      "venue": ["web", "mobile", "unknown"],
      "cycle_id": "uuid"
    }'
  ));
end;
$$;

comment on function private.read_trade_filter(jsonb) is
'The filter with its types. Raises 22023 that names an unknown or ill-typed key. Null means no filter.';
revoke all on function private.read_trade_filter(jsonb) from public, anon, authenticated, service_role;

create or replace function private.read_trade_window(wanted private.trade_filter, time_zone text)
returns private.report_window
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  window_alone private.engagement_filter;
begin
  if (wanted).cycle_id is not null then
    return private.read_cycle_window(wanted, time_zone);
  end if;
  window_alone."from" := (wanted)."from";
  window_alone."to" := (wanted)."to";
  return private.read_report_window(window_alone, time_zone);
end;
$$;

comment on function private.read_trade_window(private.trade_filter, text) is
'The window of a report on trades, as private.read_report_window, or the cycle that the filter names. Raises 22023, P0002.';
revoke all on function private.read_trade_window(private.trade_filter, text)
from public, anon, authenticated, service_role;

create or replace function public.create_cycle(
  domain_id uuid,
  kind text,
  starts_at timestamptz,
  ends_at timestamptz default null,
  time_zone text default null
)
returns public.cycles
language plpgsql
volatile
security definer -- definer: nobody holds insert on cycles
set search_path = ''
as $$
declare
  zone text;
  reported private.report_window;
  made public.cycles;
begin
  perform private.require('fees.manage', create_cycle.domain_id);
  zone := private.report_time_zone(time_zone);
  if kind in ('day', 'week', 'month', 'custom') is not true then
    perform private.bad_input('kind', 'must be day, week, month or custom');
  end if;
  if (starts_at >= '2001-01-01 00:00+00' and greatest(starts_at, ends_at) < now() + interval '99 years') is not true then
    perform private.bad_input('starts_at', 'must be in this century');
  end if;
  if kind = 'custom' and ends_at > starts_at is not true then
    perform private.bad_input('ends_at', 'must be after starts_at');
  end if;
  if kind <> 'custom' and ends_at is not null then
    perform private.bad_input('ends_at', 'is for custom alone');
  end if;
  reported := row(zone, starts_at, coalesce(ends_at, starts_at + interval '1 microsecond'), null, null);
  insert into public.cycles as c (domain_id, kind, starts_at, ends_at, time_zone)
  select create_cycle.domain_id, create_cycle.kind, part.from_at, part.to_at, zone
  from private.trade_cycles(reported, create_cycle.kind) as part
  where part.place = 1
  on conflict on constraint cycles_starts_at_key do update set time_zone = excluded.time_zone
  returning c.* into made;
  return made;
end;
$$;

comment on function public.create_cycle(uuid, text, timestamptz, timestamptz, text) is
'Makes a cycle that the trades of a platform are counted by; returns it. The same again is the one that is there. kind: day, week (from Monday) or month, or custom. starts_at: of a custom one the beginning; else any instant of the day, week or month. ends_at: of a custom one alone; this instant belongs to the next. time_zone: IANA name, else the preference. Needs fees.manage. '
'Errors: 42501 PERMISSION_DENIED; 22023 INVALID_INPUT. Example: {"domain_id": "10000000-0000-4000-8000-000000000005", "kind": "month", "starts_at": "2026-10-15T00:00:00Z", "time_zone": "Europe/Paris"}';
revoke all on function public.create_cycle(uuid, text, timestamptz, timestamptz, text) from public, anon, service_role;
grant execute on function public.create_cycle(uuid, text, timestamptz, timestamptz, text) to authenticated;

create or replace function public.delete_cycle(domain_id uuid, cycle_id uuid)
returns void
language plpgsql
volatile
security definer -- definer: nobody holds delete on cycles
set search_path = ''
as $$
begin
  perform private.require('fees.manage', delete_cycle.domain_id);
  delete from public.cycles as c where c.domain_id = delete_cycle.domain_id and c.id = delete_cycle.cycle_id;
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such cycle');
  end if;
end;
$$;

comment on function public.delete_cycle(uuid, uuid) is
'Deletes a cycle; what was traded in it stays. What still asks for it, such as a widget, is told that it is not there. cycle_id: the cycle. Needs fees.manage. '
'Errors: 42501 PERMISSION_DENIED; P0002 NOT_FOUND.';
revoke all on function public.delete_cycle(uuid, uuid) from public, anon, service_role;
grant execute on function public.delete_cycle(uuid, uuid) to authenticated;

create or replace function public.list_cycles(
  filter jsonb default '{}',
  after text default null,
  page_size integer default 50
)
returns table (
  domain_id uuid, id uuid, kind text, starts_at timestamptz, ends_at timestamptz, time_zone text, state text,
  created_by uuid, created_at timestamptz, cursor text
)
language plpgsql
stable
security definer -- definer: two tests of domain_id, the policy's and ours, mislead the planner to other indexes
rows 50
set search_path = ''
as $$
declare
  given constant jsonb := private.read_filter(
    filter, '{"domain_ids": "uuids", "kinds": {"some_of": ["day", "week", "month", "custom"]}}'
  );
  mine constant uuid [] := private.permitted_domains('analytics.view', case
    when given ? 'domain_ids' then array(select jsonb_array_elements_text(given -> 'domain_ids')::uuid)
  end);
  place record;
begin
  perform private.check_page_size(page_size);
  place := private.read_time_cursor('cycles', after);
  return query
  select
    page.domain_id, page.id, page.kind, page.starts_at, page.ends_at, page.time_zone, private.bucket_state(page.ends_at),
    page.created_by, page.created_at, private.make_time_cursor('cycles', page.starts_at, page.id, page.domain_id)
  from unnest(mine) as tenant (id)
  cross join lateral (
    select c.* from public.cycles as c
    where
      c.domain_id = tenant.id and (not given ? 'kinds' or given -> 'kinds' ? c.kind)
      and (after is null or (c.starts_at, c.id, c.domain_id) < (place.at, place.id, place.domain_id))
    order by c.starts_at desc, c.id desc
    limit page_size
  ) as page
  order by page.starts_at desc, page.id desc, page.domain_id desc
  limit page_size;
end;
$$;

comment on function public.list_cycles(jsonb, text, integer) is
'Cycles that trades are counted by, those that begin last first; filter.cycle_id of transaction_stats() and others takes their id. filter: domain_ids and kinds (array of day, week, month, custom). state: partial, provisional or final, as the numbers of it. Needs analytics.view. '
'Errors: 42501 PERMISSION_DENIED for a domain where it is not held; 22023 INVALID_INPUT. Example: {"filter": {"kinds": ["month"]}, "page_size": 20}';
revoke all on function public.list_cycles(jsonb, text, integer) from public, anon, service_role;
grant execute on function public.list_cycles(jsonb, text, integer) to authenticated;

create or replace function public.referral_stats(
  filter jsonb default '{}',
  cycle text default 'custom',
  time_zone text default null
)
returns table (
  begins_on date, from_at timestamptz, to_at timestamptz, state text,
  new_referrers bigint, new_referrals bigint, new_level_2 bigint, new_level_3 bigint,
  referrers_total bigint, referrals_total bigint, level_2_total bigint, level_3_total bigint,
  referrers_variation numeric, referrals_variation numeric
)
language plpgsql
stable
security definer -- definer: whoever sees numbers need not view the users
rows 30
set search_path = ''
as $$
declare
  wanted constant private.trade_filter := jsonb_populate_record(null::private.trade_filter, private.read_filter(
    filter, '{"from": "time", "to": "time", "domain_ids": "uuids", "cycle_id": "uuid"}'
  ));
  tenants constant uuid [] := private.report_domains('analytics.view', (wanted).domain_ids);
  reported constant private.report_window := private.read_trade_window(wanted, time_zone);
  periods constant private.activity_period [] := array(select p from private.trade_cycles(reported, cycle) as p);
  counts_since constant timestamptz := private.counts_since(tenants);
begin
  return query
  with counted as materialized (
    select n.* from private.count_referrals(tenants, private.period_marks(periods)) as n
  ), listed as (
    select
      span.place, array_agg(coalesce(n.people, 0) order by level.depth) as fresh,
      array_agg((
        select coalesce(sum(earlier.people), 0)::bigint from counted as earlier
        where earlier.level = level.depth and earlier.place <= span.place
      ) order by level.depth) as total
    from generate_series(1, cardinality(periods)) as span (place)
    cross join generate_series(0, 3) as level (depth)
    left join counted as n on span.place = n.place and level.depth = n.level
    group by span.place
  )
  select
    part.begins_on, part.from_at, part.to_at, part.state, n.fresh[1], n.fresh[2], n.fresh[3], n.fresh[4],
    n.total[1], n.total[2], n.total[3], n.total[4],
    case when compared.is_fair then (n.fresh[1] - before.fresh[1])::numeric / nullif(before.fresh[1], 0) end,
    case when compared.is_fair then (n.fresh[2] - before.fresh[2])::numeric / nullif(before.fresh[2], 0) end
  from unnest(periods) as part
  inner join unnest(periods) as earlier on earlier.place = part.place - 1
  inner join listed as n on n.place = part.place + 1
  inner join listed as before on part.place = before.place
  cross join lateral (select part.state <> 'partial' and earlier.from_at >= counts_since as is_fair) as compared
  order by part.begins_on;
end;
$$;

comment on function public.referral_stats(jsonb, text, text) is
'Referrals per cycle: users who brought somebody for the first time (new_referrers), users who were brought (new_referrals), and who thereby came to stand below two or three others (new_level_2, new_level_3); the totals are all up to the end of the cycle, and never decrease. variation: the change of the new ones against the equal period before. filter: from, to, cycle_id and domain_ids; cycle and time_zone: as transaction_stats. '
'Needs analytics.view. Errors: 22023 INVALID_INPUT; 42501 PERMISSION_DENIED; P0002 NOT_FOUND of the cycle. Example: {"filter": {"from": "2026-09-01T00:00:00Z"}, "cycle": "month", "time_zone": "UTC"}';

revoke all on function public.referral_stats(jsonb, text, text) from public, anon, service_role;
grant execute on function public.referral_stats(jsonb, text, text) to authenticated;

comment on function public.transaction_stats(jsonb, text, text) is
'Trades per cycle: transactions (confirmed), failed, reverted and pending ones apart, volume_usd_minor (worth of the confirmed ones in US cents when they happened; a new price changes nothing) and by_type: [{order_type, transactions, volume_usd_minor}]. cycle: day, week (from Monday) or month that the window touches, whole, at most 400, or custom: the window itself. Beside each the equal period before; variation: the change as a part of it, null where it was 0, while the cycle is not over, and where a domain does not count for both. '
'filter: from, to (half-open; without them the last 30 whole days), domain_ids (null: all mine in production), order_types (array), side, token_id, provider, cohort_id (members when they traded), is_referred, venue (web, mobile or unknown); cycle_id with its one domain, instead of from, to and time_zone: the time of a row of cycles, which for a week or month is compared with the one before. time_zone: IANA name, else the preference. state: partial, provisional or final. See docs/metrics.md. '
'Needs analytics.view. Errors: 22023 INVALID_INPUT; 42501 PERMISSION_DENIED; P0002 NOT_FOUND of the cycle. Example: {"filter": {"from": "2026-10-01T00:00:00Z", "order_types": ["market"]}, "cycle": "month", "time_zone": "Europe/Paris"}';

comment on function public.fee_stats(jsonb, text, text) is
'What the platform earned per cycle, in US cents: fees_usd_minor (charged for confirmed transactions, after discounts), commissions_usd_minor of it, net_usd_minor (the rest), waived_usd_minor (what the platform''s own rate would have given beyond it), take_rate (fees / volume: the effective rate) and net_take_rate, null without volume. unpriced: transactions of whose fee the worth in US dollars is not known; they are in no sum of fees. '
'Beside each the equal period before, and the variation as in transaction_stats; filter, cycle and time_zone as there. See docs/metrics.md. '
'Needs fees.manage, as who only views fees does not see what is earned. Errors: 22023 INVALID_INPUT; 42501 PERMISSION_DENIED; P0002 NOT_FOUND of the cycle. Example: {"filter": {"from": "2026-10-01T00:00:00Z"}, "cycle": "week", "time_zone": "Europe/Paris"}';

comment on function public.referral_revenue(jsonb, text, text) is
'What users who were brought by others traded per cycle, and were charged, by level: level 1 are all whom somebody brought, so its numbers are those of the programme, each trade once; of these level 2 are the users above whom there are two, level 3 three. Levels are parts of each other: they are never added, nor to what the platform has in all. commissions_usd_minor: what of the fees went to whoever brought them. variation, filter, cycle and time_zone: as transaction_stats. '
'Needs fees.manage. Errors: 22023 INVALID_INPUT; 42501 PERMISSION_DENIED; P0002 NOT_FOUND of the cycle. Example: {"filter": {"from": "2026-10-01T00:00:00Z"}, "cycle": "month", "time_zone": "UTC"}';

comment on function public.volume_by_token(jsonb, text, integer) is
'What was traded of each token in the window, those of most volume first: confirmed transactions, volume_usd_minor (worth in US cents when they happened), amount_minor (minor units of the token) and share of the volume of all. filter, time_zone: as transaction_stats. page_size: 1 to 500. '
'Needs analytics.view. Errors: 22023 INVALID_INPUT; 42501 PERMISSION_DENIED; P0002 NOT_FOUND of the cycle. Example: {"filter": {"from": "2026-10-01T00:00:00Z"}, "page_size": 10}';

update public.metric_catalog set filter = filter || '{"cycle_id": "uuid"}'
where metric in ('transaction_stats', 'volume_by_token', 'fee_stats', 'referral_revenue', 'referral_stats');
