-- Numbers of referrals are kept beside those of trades, in the same blocks, so that nobody reads everybody who was brought.
set local check_function_bodies = off;

-- squawk-ignore ban-drop-trigger
drop trigger note_deals_changed on public.platform_users;

alter table private.dirty_deals add column referrer_id uuid, add column referred_at timestamptz;
-- squawk-ignore require-concurrent-index-creation
create index dirty_deals_referrer_id_idx on private.dirty_deals (domain_id) where referrer_id is not null;

-- squawk-ignore ban-drop-constraint
alter table private.trade_blocks drop constraint trade_blocks_part_check;
-- squawk-ignore constraint-missing-not-valid
alter table private.trade_blocks add constraint trade_blocks_part_check
check (part in ('all', 'token', 'provider', 'cohort', 'referral'));

-- squawk-ignore require-concurrent-index-creation
create index platform_users_referred_at_idx on public.platform_users (domain_id, coalesce(referred_at, joined_at))
where referrer_id is not null;
-- squawk-ignore require-concurrent-index-creation
create index platform_users_first_referral_idx
on public.platform_users (domain_id, referrer_id, coalesce(referred_at, joined_at)) where referrer_id is not null;

comment on table private.dirty_deals is
'Orders, tokens and users of which something else is known since, that their trades, or referrals, are counted by. run_rollup_upkeep looks for the hours of these: not the writer, who cannot see what others are writing.';
comment on column private.dirty_deals.referrer_id is
'Who brought the user, or had until then: a row each where that is no longer the same. null: that did not change.';
comment on column private.dirty_deals.referred_at is 'When that counted.';

comment on table private.trade_blocks is 'Trades that happened, and users who were brought, in a block of 2^level hours (UTC).';
comment on column private.trade_blocks.part is
'Of which trades: all (key is empty), or those of one token, provider or cohort. A trade of a user in two cohorts is in both. referral (key is empty): no trades, but users, see private.read_referrals.';
comment on column private.trade_blocks.cells is 'What is counted, see private.trade_cells; one element for each that there is. Of referrals their level.';
comment on column private.trade_blocks.trades is 'How many there were of each of cells. The other columns are sums over trades, and 0 of referrals.';

create or replace view private.counted_referrals
with (security_invoker = on) as
with line as not materialized ( -- Each is looked up by whom is asked for.
  select
    brought.domain_id,
    brought.id as platform_user_id,
    brought.referrer_id,
    coalesce(brought.referred_at, brought.joined_at) as referred_at
  from public.platform_users as brought
  where brought.referrer_id is not null
)

select
  own.domain_id,
  own.platform_user_id,
  1 as level,
  own.referrer_id as ancestor_id,
  own.referred_at
from line as own
union all
select
  own.domain_id,
  own.platform_user_id,
  2 as level,
  parent.referrer_id as ancestor_id,
  greatest(own.referred_at, parent.referred_at) as referred_at
from line as own
inner join line as parent on own.domain_id = parent.domain_id and own.referrer_id = parent.platform_user_id
union all
select
  own.domain_id,
  own.platform_user_id,
  3 as level,
  grandparent.referrer_id as ancestor_id,
  greatest(own.referred_at, parent.referred_at, grandparent.referred_at) as referred_at
from line as own
inner join line as parent on own.domain_id = parent.domain_id and own.referrer_id = parent.platform_user_id
inner join line as grandparent
  on parent.domain_id = grandparent.domain_id and parent.referrer_id = grandparent.platform_user_id;

create or replace function private.referral_hours(
  domain_id uuid,
  platform_user_id uuid,
  referrer_id uuid,
  referred_at timestamptz
)
returns setof integer
language plpgsql
stable
security invoker
rows 2
set search_path = ''
set plan_cache_mode = force_generic_plan -- Looks up keys.
set enable_seqscan = off
set enable_hashjoin = off
set enable_mergejoin = off
set jit = off
as $$
begin
  return query
  select floor(private.hour_number(moment.at))::integer
  from (
    select referral_hours.referred_at as at
    union all
    select above.referred_at from private.counted_referrals as above
    where
      above.domain_id = referral_hours.domain_id and above.platform_user_id = referral_hours.referrer_id
      and above.referred_at > referral_hours.referred_at
    union all
    select below.referred_at from private.counted_referrals as below
    where
      below.domain_id = referral_hours.domain_id and below.ancestor_id = referral_hours.platform_user_id
      and below.referred_at > referral_hours.referred_at
    union all
    (
      select next.referred_at from private.counted_referrals as next
      where
        next.domain_id = referral_hours.domain_id and next.ancestor_id = referral_hours.referrer_id and next.level = 1
        and next.referred_at > referral_hours.referred_at
      order by next.referred_at
      limit 1
    )
  ) as moment
  group by 1;
end;
$$;

comment on function private.referral_hours(uuid, uuid, uuid, timestamptz) is
'The hours (since 2000-01-01 UTC) whose numbers of referrals change where a user comes to be, or no longer is, one who was brought by referrer_id at this time.';

revoke all on function private.referral_hours(uuid, uuid, uuid, timestamptz)
from public, anon, authenticated, service_role;

create or replace function private.read_referrals(domain_id uuid, from_at timestamptz, to_at timestamptz)
returns table (level integer, people bigint)
language plpgsql
stable
security invoker
rows 4
set search_path = ''
set plan_cache_mode = force_generic_plan -- Looks up keys, whatever the time.
set enable_seqscan = off
set enable_hashjoin = off
set enable_mergejoin = off
set jit = off
as $$
begin
  return query
  with fresh as materialized (
    select brought.platform_user_id, brought.ancestor_id
    from private.counted_referrals as brought
    where
      brought.domain_id = read_referrals.domain_id and brought.level = 1
      and brought.referred_at >= from_at and brought.referred_at < to_at
  ), concerned as materialized (
    select fresh.platform_user_id from fresh
    union
    select below.platform_user_id
    from fresh
    -- With offset each is looked up by its key: else the planner would find all lines of the domain first.
    cross join lateral (
      select line.platform_user_id from private.counted_referrals as line
      where line.domain_id = read_referrals.domain_id and line.ancestor_id = fresh.platform_user_id
      offset 0
    ) as below
  )
  select brought.level, count(*)
  from concerned
  cross join lateral (
    select line.level, line.referred_at from private.counted_referrals as line
    where line.domain_id = read_referrals.domain_id and line.platform_user_id = concerned.platform_user_id
    offset 0
  ) as brought
  where brought.referred_at >= from_at and brought.referred_at < to_at
  group by brought.level
  union all
  select 0, count(*)
  from (select distinct fresh.ancestor_id as id from fresh) as host
  where not exists (
    select from private.counted_referrals as earlier
    where
      earlier.domain_id = read_referrals.domain_id and earlier.ancestor_id = host.id and earlier.level = 1
      and earlier.referred_at < from_at
    offset 0
  )
  having count(*) > 0;
end;
$$;

comment on function private.read_referrals(uuid, timestamptz, timestamptz) is
'What private.trade_blocks holds of referrals, for any time, from the users themselves: how many came to stand below one, two and three others (level), and (level 0) how many brought somebody for the first time ever.';

revoke all on function private.read_referrals(uuid, timestamptz, timestamptz)
from public, anon, authenticated, service_role;

create or replace function private.count_referral_blocks(domain_ids uuid [], marks timestamptz [])
returns table (place integer, level integer, people bigint)
language plpgsql
stable
security invoker
rows 100
set search_path = ''
set plan_cache_mode = force_generic_plan -- Looks up keys, whatever the window.
set enable_seqscan = off
set enable_hashjoin = off
set enable_mergejoin = off
set jit = off
as $$
begin
  return query
  with tenant as materialized (
    select
      one.id, array(
        select dirty.hour from private.dirty_trades as dirty where dirty.domain_id = one.id
        union
        select near.hour
        from private.dirty_deals as deal
        cross join lateral private.referral_hours(
          deal.domain_id, deal.platform_user_id, deal.referrer_id, deal.referred_at
        ) as near (hour)
        where deal.domain_id = one.id and deal.referrer_id is not null
      ) as noted,
      (select min(stored.block) from private.trade_blocks as stored where stored.domain_id = one.id and stored.level = 9) as block
    from public.domains as one
    where one.id = any(domain_ids)
  ), piece as materialized (
    select tenant.id as domain_id, span.place, cut.*
    from tenant
    -- Before the first mark: all that there is.
    cross join lateral (select least(tenant.block, min(dirty.hour) >> 9) << 9 as hour from unnest(tenant.noted) as dirty (hour)) as first
    cross join generate_series(0, cardinality(marks) - 1) as span (place)
    cross join lateral private.hour_pieces(
      coalesce(marks[span.place], least(marks[1], private.hour_time(first.hour))), marks[span.place + 1], tenant.noted
    ) as cut
  ), counted as (
    select piece.place, unnest(stored.cells)::integer as level, unnest(stored.trades) as people
    from piece
    inner join private.trade_blocks as stored
      on piece.domain_id = stored.domain_id and piece.level = stored.level and piece.block = stored.block
    where stored.part = 'referral'
    union all
    select piece.place, fresh.level, fresh.people
    from piece
    cross join lateral private.read_referrals(piece.domain_id, piece.begins_at, piece.ends_at) as fresh
    where piece.level is null
  )
  select counted.place, counted.level, sum(counted.people)::bigint
  from counted
  group by 1, 2;
end;
$$;

comment on function private.count_referral_blocks(uuid [], timestamptz []) is
'How many were brought from each mark to the next, by level, and (level 0) how many brought somebody for the first time ever; place 0: before the first mark. It knows of no stats_valid_from.';

revoke all on function private.count_referral_blocks(uuid [], timestamptz [])
from public, anon, authenticated, service_role;

create or replace function private.count_referrals(domain_ids uuid [], marks timestamptz [])
returns table (place integer, level integer, people bigint)
language plpgsql
stable
security invoker
rows 100
set search_path = ''
as $$
declare
  whole_ids constant uuid [] := array(
    select tenant.id from public.domains as tenant
    where tenant.id = any(domain_ids) and tenant.stats_valid_from is null
  );
begin
  return query select counted.* from private.count_referral_blocks(whole_ids, marks) as counted;
  if whole_ids @> domain_ids then
    return;
  end if;
  return query
  with fact as materialized (
    select brought.*
    from public.domains as tenant
    inner join private.counted_referrals as brought on tenant.id = brought.domain_id
    where
      tenant.id = any(domain_ids) and brought.referred_at < marks[cardinality(marks)]
      and brought.referred_at >= tenant.stats_valid_from
  ), moment as (
    select fact.level, fact.referred_at from fact
    union all
    select 0, min(fact.referred_at) from fact where fact.level = 1 group by fact.domain_id, fact.ancestor_id
  )
  select width_bucket(moment.referred_at, marks), moment.level, count(*)
  from moment
  group by 1, 2;
end;
$$;

comment on function private.count_referrals(uuid [], timestamptz []) is
'How many were brought from each mark to the next, by level, and (level 0) how many brought somebody for the first time; place 0: before the first mark. What belongs together may be in two rows. A domain counts from its stats_valid_from on.';

revoke all on function private.count_referrals(uuid [], timestamptz []) from public, anon, authenticated, service_role;

create or replace function private.note_deals()
returns trigger
language plpgsql
volatile
security definer -- definer: whoever changes a fact may not write the notes
set search_path = ''
as $$
declare
  changed constant jsonb := to_jsonb(new);
begin
  insert into private.dirty_deals (domain_id, order_external_id, token_id, platform_user_id)
  values (
    new.domain_id,
    case when tg_table_name = 'orders' then changed ->> 'external_id' end,
    case when tg_table_name = 'tokens' then (changed ->> 'id')::uuid end,
    case when tg_table_name = 'cohort_members' then (changed ->> 'platform_user_id')::uuid end
  );
  return null;
end;
$$;

comment on function private.note_deals() is
'Row trigger of orders, tokens and cohort_members: notes whose trades are counted otherwise from now on.';

revoke all on function private.note_deals() from public, anon, authenticated, service_role;

create or replace function private.note_referrals()
returns trigger
language plpgsql
volatile
security definer -- definer: whoever changes a fact may not write the notes
set search_path = ''
as $$
begin
  insert into private.dirty_deals (domain_id, platform_user_id, referrer_id, referred_at)
  select line.*
  from (
    values
    (old.domain_id, old.id, old.referrer_id, coalesce(old.referred_at, old.joined_at)),
    (new.domain_id, new.id, new.referrer_id, coalesce(new.referred_at, new.joined_at))
  ) as line (domain_id, id, referrer_id, referred_at)
  where line.referrer_id is not null;
  return null;
end;
$$;

comment on function private.note_referrals() is
'Row trigger of platform_users: notes who had brought the user and who has, and when: referrals and the user''s trades are counted otherwise from now on.';

revoke all on function private.note_referrals() from public, anon, authenticated, service_role;

create or replace function private.take_dirty_deals()
returns void
language plpgsql
volatile
security invoker
set search_path = ''
set enable_seqscan = off -- See ingest_visitor_events: look keys up, also while the tables are small.
as $$
begin
  with gone as (
    delete from private.dirty_deals
    returning domain_id, order_external_id, token_id, platform_user_id, referrer_id, referred_at
  ), deal as materialized (
    select distinct gone.* from gone
  ), trader as materialized (
    select deal.domain_id, deal.platform_user_id from deal where deal.platform_user_id is not null
    union
    -- Whoever is brought stands above those that they brought, and these above theirs.
    select brought.domain_id, line.id
    from deal
    inner join public.platform_users as brought
      on deal.domain_id = brought.domain_id and deal.platform_user_id = brought.referrer_id
    left join public.platform_users as next
      on brought.domain_id = next.domain_id and brought.id = next.referrer_id
    cross join lateral (values (brought.id), (next.id)) as line (id)
    where line.id is not null
  ), found as (
    select trade.domain_id, trade.id
    from deal inner join public.transactions as trade using (domain_id, order_external_id)
    union
    select trade.domain_id, trade.id
    from deal inner join public.transactions as trade using (domain_id, token_id)
    union
    select trade.domain_id, trade.id
    from trader inner join public.transactions as trade using (domain_id, platform_user_id)
  )
  insert into private.dirty_trades (domain_id, hour, cause)
  select trade.domain_id, floor(private.hour_number(trade.happened_at))::integer, 'deals'
  from found
  inner join private.counted_trades as trade on found.domain_id = trade.domain_id and found.id = trade.id
  union
  select deal.domain_id, near.hour, 'deals'
  from deal
  cross join lateral private.referral_hours(
    deal.domain_id, deal.platform_user_id, deal.referrer_id, deal.referred_at
  ) as near (hour)
  where deal.referrer_id is not null;
end;
$$;

comment on function private.take_dirty_deals() is
'Notes the hours of the trades of each noted order, token and user, and of those that the user brought; and the hours of referrals that changed.';

revoke all on function private.take_dirty_deals() from public, anon, authenticated, service_role;

create or replace function private.rebuild_trades(batch_size integer)
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  taken record;
  old_counts jsonb;
  final_days date [];
begin
  perform private.take_dirty_deals();
  for taken in select * from private.take_dirty_trades(batch_size)
  loop
    final_days := private.final_days(taken.days, taken.causes);
    old_counts := private.count_trade_days(taken.domain_id, final_days);
    delete from private.trade_blocks as old
    where old.domain_id = taken.domain_id and old.level = 0 and old.block = any(taken.hours);
    insert into private.trade_blocks (
      domain_id, level, block, part, key, cells, trades, volumes, amounts, fees, nets, waivers, unpriced
    )
    select
      taken.domain_id, 0, one.hour, counted.part, counted.key, array_agg(counted.cell), array_agg(counted.trades),
      array_agg(counted.volume), array_agg(counted.amount), array_agg(counted.fee), array_agg(counted.net),
      array_agg(counted.waived), array_agg(counted.unpriced)
    from unnest(taken.hours) as one (hour)
    cross join lateral (values (private.hour_time(one.hour), private.hour_time(one.hour + 1))) as whole (from_at, to_at)
    cross join lateral (
      select traded.* from private.read_trade_cells(taken.domain_id, whole.from_at, whole.to_at) as traded
      union all
      select 'referral', '', brought.level, brought.people, 0, 0, 0, 0, 0, 0
      from private.read_referrals(taken.domain_id, whole.from_at, whole.to_at) as brought
    ) as counted
    group by one.hour, counted.part, counted.key;
    perform private.join_trade_blocks(taken.domain_id, taken.hours);
    perform private.note_revisions(
      taken.domain_id, old_counts, private.count_trade_days(taken.domain_id, final_days), taken.days, taken.causes
    );
  end loop;
end;
$$;

comment on function private.rebuild_trades(integer) is
'Makes the numbers of trades and referrals of at most so many noted hours anew, and notes where final ones changed; whoever calls lets nobody else do it meanwhile.';

revoke all on function private.rebuild_trades(integer) from public, anon, authenticated, service_role;

create trigger note_referrals_added after insert on public.platform_users
for each row when (new.referrer_id is not null) execute function private.note_referrals();

create trigger note_referrals_changed after update on public.platform_users
for each row
when (
  (old.referrer_id, coalesce(old.referred_at, old.joined_at))
  is distinct from (new.referrer_id, coalesce(new.referred_at, new.joined_at))
)
execute function private.note_referrals();

create trigger note_referrals_deleted after delete on public.platform_users
for each row when (old.referrer_id is not null) execute function private.note_referrals();

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
  with counted as (
    select
      n.place, sum(n.people) filter (where n.level = 0) as hosts, sum(n.people) filter (where n.level = 1) as one,
      sum(n.people) filter (where n.level = 2) as two, sum(n.people) filter (where n.level = 3) as three
    from private.count_referrals(tenants, private.period_marks(periods)) as n
    group by n.place
  ), listed as (
    select
      part.*, lag(part.from_at) over earlier as earlier_from_at, coalesce(n.hosts, 0) as hosts, coalesce(n.one, 0) as one,
      coalesce(n.two, 0) as two, coalesce(n.three, 0) as three, lag(n.hosts) over earlier as hosts_before,
      lag(n.one) over earlier as one_before, coalesce(sum(n.hosts) over earlier, 0) as hosts_total,
      coalesce(sum(n.one) over earlier, 0) as one_total, coalesce(sum(n.two) over earlier, 0) as two_total,
      coalesce(sum(n.three) over earlier, 0) as three_total
    from generate_series(0, cardinality(periods)) as span (place)
    left join unnest(periods) as part on span.place = part.place + 1
    left join counted as n on span.place = n.place
    window earlier as (order by span.place)
  )
  select
    l.begins_on, l.from_at, l.to_at, l.state, l.hosts::bigint, l.one::bigint, l.two::bigint, l.three::bigint,
    l.hosts_total::bigint, l.one_total::bigint, l.two_total::bigint, l.three_total::bigint,
    case when compared.is_fair then (l.hosts - l.hosts_before) / nullif(l.hosts_before, 0) end,
    case when compared.is_fair then (l.one - l.one_before) / nullif(l.one_before, 0) end
  from listed as l
  cross join lateral (select l.state <> 'partial' and l.earlier_from_at >= counts_since as is_fair) as compared
  where l.place > 0
  order by l.begins_on;
end;
$$;

comment on function public.referral_stats(jsonb, text, text) is
'Referrals per cycle: users who brought somebody for the first time (new_referrers), users who were brought (new_referrals), and who thereby came to stand below two or three others (new_level_2, new_level_3); the totals are all up to the end of the cycle, and never decrease. variation: the change of the new ones against the equal period before. filter: from, to, cycle_id and domain_ids; cycle and time_zone: as transaction_stats. '
'Needs analytics.view. Errors: 22023 INVALID_INPUT; 42501 PERMISSION_DENIED; P0002 NOT_FOUND of the cycle. Example: {"filter": {"from": "2026-09-01T00:00:00Z"}, "cycle": "month", "time_zone": "UTC"}';

revoke all on function public.referral_stats(jsonb, text, text) from public, anon, service_role;
grant execute on function public.referral_stats(jsonb, text, text) to authenticated;

-- Of whoever was brought so far; until the next upkeep these hours are read from the users, as they were.
insert into private.dirty_trades (domain_id, hour, cause)
select brought.domain_id, floor(private.hour_number(brought.referred_at))::integer, 'first_fill'
from private.counted_referrals as brought
where brought.level = 1
group by 1, 2;
