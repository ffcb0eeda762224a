-- A statement read all that was ever booked of a user; months are kept now. What was booked before is noted, so the
-- worker adds it up. And blocks of trades are made without going through all halves for each row.
set local check_function_bodies = off;

create table private.commission_months (
  domain_id uuid not null,
  beneficiary_id uuid not null,
  month date not null,
  place integer not null,
  asset text not null,
  kind text not null,
  programme_id uuid not null,
  level integer not null,
  rule_id uuid,
  reason text,
  movements bigint not null,
  amount_minor numeric not null,
  constraint commission_months_pkey primary key (domain_id, beneficiary_id, month, place)
);

alter table private.commission_months
  enable row level security;

create table private.dirty_commissions (
  id bigint generated always as identity not null,
  domain_id uuid not null,
  beneficiary_id uuid not null,
  month date not null,
  constraint dirty_commissions_pkey primary key (id)
);

alter table private.dirty_commissions
  enable row level security;

create or replace function private.commission_spans(
  since timestamp with time zone,
  before timestamp with time zone,
  noted date[]
)
  returns table (
    from_at timestamp with time zone,
    to_at timestamp with time zone,
    is_earlier boolean,
    sign integer
  )
  language plpgsql
  stable
  rows 5
  set search_path to ''
  as $function$
declare
  first_at constant timestamptz := private.nearest_month(since)::timestamp at time zone 'UTC';
  end_at constant timestamptz := private.nearest_month(before)::timestamp at time zone 'UTC';
begin
  return query
  select
    n.month::timestamp at time zone 'UTC', (n.month + interval '1 month') at time zone 'UTC',
    coalesce(n.month::timestamp at time zone 'UTC' < first_at, false), 1
  from unnest(noted) as n (month)
  union all
  select
    least(since, first_at), greatest(since, first_at), side.is_earlier,
    case when side.is_earlier = (since < first_at) then -1 else 1 end
  from (values (true), (false)) as side (is_earlier)
  where since <> first_at
  union all
  select least(before, end_at), greatest(before, end_at), false, case when before < end_at then -1 else 1 end
  where before <> end_at;
end;
$function$;

create or replace function private.nearest_month(
  at timestamp with time zone
)
  returns date
  language sql
  immutable
  parallel safe
return (date_trunc('month'::text, ((at at time zone 'UTC'::text) + '15 days'::interval)))::date;

create or replace function private.note_commissions()
  returns trigger
  language plpgsql
  security definer
  set search_path to ''
  as $function$
begin
  insert into private.dirty_commissions (domain_id, beneficiary_id, month)
  select distinct
    changed.domain_id, changed.beneficiary_id, date_trunc('month', changed.booked_at at time zone 'UTC')::date
  from changed_rows as changed;
  return null;
end;
$function$;

create or replace function private.rebuild_commissions(
  batch_size integer
)
  returns void
  language plpgsql
  set search_path to ''
  set enable_seqscan to 'off'
  set enable_nestloop to 'off'
  set jit to 'off'
  as $function$
declare
  taken record;
begin
  for taken in
    with keys as (
      select distinct noted.domain_id, noted.beneficiary_id, noted.month from private.dirty_commissions as noted
      order by 1, 2, 3
      limit batch_size
    ), gone as (
      delete from private.dirty_commissions as noted using keys
      where (noted.domain_id, noted.beneficiary_id, noted.month) = (keys.domain_id, keys.beneficiary_id, keys.month)
    )
    select * from keys
  loop
    delete from private.commission_months as old
    where (old.domain_id, old.beneficiary_id, old.month) = (taken.domain_id, taken.beneficiary_id, taken.month);
    insert into private.commission_months
    select taken.domain_id, taken.beneficiary_id, taken.month, row_number() over (), part.*
    from (
      select
        m.asset, m.kind, m.programme_id, m.level, m.rule_id, m.reason, count(*), sum(m.amount_minor)
      from public.commission_movements as m
      where m.domain_id = taken.domain_id and m.beneficiary_id = taken.beneficiary_id
        and m.booked_at >= taken.month::timestamp at time zone 'UTC'
        and m.booked_at < (taken.month + interval '1 month') at time zone 'UTC'
      group by m.asset, m.kind, m.programme_id, m.level, m.rule_id, m.reason
    ) as part;
  end loop;
end;
$function$;

create or replace function private.sum_commissions(
  domain_id uuid,
  beneficiary_id uuid,
  since timestamp with time zone,
  before timestamp with time zone
)
  returns table (
    asset text,
    is_earlier boolean,
    kind text,
    programme_id uuid,
    level integer,
    rule_id uuid,
    reason text,
    movements bigint,
    minor numeric
  )
  language plpgsql
  stable
  rows 10
  set search_path to ''
  set plan_cache_mode to 'force_generic_plan'
  as $function$
declare
  first_month constant date := coalesce(private.nearest_month(since), '-infinity');
  end_month constant date := coalesce(private.nearest_month(before), 'infinity');
  noted constant date [] := array(
    select distinct d.month from private.dirty_commissions as d
    where d.domain_id = sum_commissions.domain_id and d.beneficiary_id = sum_commissions.beneficiary_id
      and d.month < end_month
  );
begin
  return query
  with piece as (
    select
      stored.asset, stored.month < first_month as is_earlier, stored.kind, stored.programme_id, stored.level,
      stored.rule_id, stored.reason, stored.movements, stored.amount_minor
    from private.commission_months as stored
    where stored.domain_id = sum_commissions.domain_id and stored.beneficiary_id = sum_commissions.beneficiary_id
      and stored.month < end_month and stored.month <> all(noted)
    union all
    select
      m.asset, span.is_earlier, m.kind, m.programme_id, m.level, m.rule_id, m.reason, span.sign, span.sign * m.amount_minor
    from private.commission_spans(since, before, noted) as span
    inner join public.commission_movements as m
      on m.domain_id = sum_commissions.domain_id and m.beneficiary_id = sum_commissions.beneficiary_id
      and m.booked_at >= span.from_at and m.booked_at < span.to_at
  )
  select
    p.asset, p.is_earlier, p.kind, p.programme_id, p.level, p.rule_id, p.reason,
    sum(p.movements)::bigint, sum(p.amount_minor)
  from piece as p
  group by 1, 2, 3, 4, 5, 6, 7
  having sum(p.movements) <> 0;
end;
$function$;

create or replace function public.commission_statement(
  domain_id uuid,
  platform_user_id uuid,
  since timestamp with time zone default null::timestamp with time zone,
  before timestamp with time zone default null::timestamp with time zone
)
  returns table (
    asset text,
    opening_minor numeric,
    accrued_minor numeric,
    reversed_minor numeric,
    claimed_minor numeric,
    closing_minor numeric,
    parts jsonb
  )
  language plpgsql
  stable
  security definer
  rows 2
  set search_path to ''
  as $function$
begin
  perform private.require('commissions.view', domain_id);
  if since > before then
    perform private.bad_input('before', 'must not be earlier than since');
  end if;
  if not exists (
    select from public.platform_users as u
    where u.domain_id = commission_statement.domain_id and u.id = commission_statement.platform_user_id
  ) then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such user');
  end if;
  return query
  select
    p.asset, coalesce(sum(p.minor) filter (where p.is_earlier), 0),
    coalesce(sum(p.minor) filter (where not p.is_earlier and p.kind = 'accrued'), 0),
    coalesce(sum(p.minor) filter (where not p.is_earlier and p.kind = 'reversed'), 0),
    coalesce(sum(p.minor) filter (where not p.is_earlier and p.kind = 'claimed'), 0), sum(p.minor),
    coalesce(jsonb_agg(
      jsonb_build_object(
        'kind', p.kind, 'programme_id', p.programme_id, 'level', p.level, 'rule_id', p.rule_id, 'reason', p.reason,
        'movements', p.movements, 'amount_minor', p.minor
      ) order by p.kind, p.programme_id, p.level, p.rule_id, p.reason
    ) filter (where not p.is_earlier), '[]')
  from private.sum_commissions(domain_id, platform_user_id, since, before) as p
  group by p.asset
  having bool_or(not p.is_earlier) or sum(p.minor) <> 0
  order by p.asset;
end;
$function$;

create or replace function public.run_rollup_upkeep(
  batch_size integer default 1000
)
  returns jsonb
  language plpgsql
  security definer
  set search_path to ''
  as $function$
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
  perform private.rebuild_trades(batch_size);
  perform private.rebuild_commissions(batch_size);
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
    or exists (select from private.dirty_trades) or exists (select from private.dirty_commissions)
  );
end;
$function$;

create index dirty_commissions_beneficiary_id_idx on private.dirty_commissions using btree (
    domain_id, beneficiary_id, month
);

create trigger note_deleted
  after delete on public.commission_movements referencing old table as changed_rows
  for each statement
  execute function private.note_commissions();

create trigger note_inserted
  after insert on public.commission_movements referencing new table as changed_rows
  for each statement
  execute function private.note_commissions();

comment on column private.commission_months.month is 'Its first day, by booked_at.';

comment on column private.commission_months.movements is 'How many there were.';

comment on column private.dirty_commissions.month is 'As in commission_months.';

comment on function private.commission_spans(timestamp with time zone, timestamp with time zone, date[]) is 'What is to be read of a user''s movements, beside the whole months that are not noted: added to, or (sign -1) taken from, what was before since (is_earlier) or what comes after it.';

comment on function private.nearest_month(timestamp with time zone) is 'The first day of the month (UTC) that begins nearest to that time, before it or after it.';

comment on function private.note_commissions() is 'Statement trigger of commission_movements: notes the months of the users that were booked.';

comment on function private.rebuild_commissions(integer) is 'Adds up at most so many noted months of users anew; whoever calls lets nobody else do it meanwhile.';

comment on function private.sum_commissions(uuid, uuid, timestamp with time zone, timestamp with time zone) is 'What changed in what a user is owed before since (is_earlier), and from then to before before, by all that a statement tells apart. Null: from the beginning, until now.';

comment on function public.run_rollup_upkeep(integer) is 'For the worker, every minute, and again at once while is_waiting: makes the numbers of the days anew on which something changed, batch_size (1 to 100000) days of domains at most, for topics and for trades as many hours, and of commissions as many months of users. A worker that is killed loses nothing. A second one at the same time does nothing. Returns {rebuilt, is_waiting}. Errors: 22023 INVALID_INPUT.';

comment on table private.commission_months is 'What changed in what a user is owed in a month (UTC), by all that a statement tells apart; places count from 1.';

comment on table private.dirty_commissions is 'Months of users whose movements are to be added up anew, noted with what was booked.';

revoke all on function private.commission_spans(
    timestamp with time zone, timestamp with time zone, date[]
) from public;

revoke all on function private.commission_spans(
    timestamp with time zone, timestamp with time zone, date[]
) from postgres;

grant execute on function private.commission_spans(
    timestamp with time zone, timestamp with time zone, date[]
) to postgres;

revoke all on function private.nearest_month(timestamp with time zone) from public;

revoke all on function private.nearest_month(timestamp with time zone) from postgres;

grant execute on function private.nearest_month(timestamp with time zone) to postgres;

revoke all on function private.note_commissions() from public;

revoke all on function private.note_commissions() from postgres;

grant execute on function private.note_commissions() to postgres;

revoke all on function private.rebuild_commissions(integer) from public;

revoke all on function private.rebuild_commissions(integer) from postgres;

grant execute on function private.rebuild_commissions(integer) to postgres;

revoke all on function private.sum_commissions(
    uuid, uuid, timestamp with time zone, timestamp with time zone
) from public;

revoke all on function private.sum_commissions(
    uuid, uuid, timestamp with time zone, timestamp with time zone
) from postgres;

grant execute on function private.sum_commissions(
    uuid, uuid, timestamp with time zone, timestamp with time zone
) to postgres;

create or replace function private.join_trade_blocks(domain_id uuid, hours integer [])
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  highest constant smallint := 9; -- As in private.window_blocks.
  blocks integer [] := hours;
  halves integer [];
begin
  for above in 1..highest loop
    blocks := array(select distinct below.block >> 1 from unnest(blocks) as below (block));
    -- A list, and not a query: that would be gone through for each row where the statistics know of few.
    halves := array(
      select half.block from unnest(blocks) as whole (block)
      cross join generate_series(2 * whole.block, 2 * whole.block + 1) as half (block)
    );
    delete from private.trade_blocks as old
    where
      old.domain_id = join_trade_blocks.domain_id
      and old.level = above and old.block = any(blocks);
    insert into private.trade_blocks (
      domain_id, level, block, part, key, cells, trades, volumes, amounts, fees, nets, waivers, unpriced
    )
    select
      join_trade_blocks.domain_id, above, whole.block, whole.part, whole.key, array_agg(whole.cell),
      array_agg(whole.trades), array_agg(whole.volume), array_agg(whole.amount), array_agg(whole.fee),
      array_agg(whole.net), array_agg(whole.waived), array_agg(whole.unpriced)
    from (
      select
        half.block >> 1 as block, half.part, half.key, counted.cell, sum(counted.trades) as trades,
        sum(counted.volume) as volume, sum(counted.amount) as amount, sum(counted.fee) as fee,
        sum(counted.net) as net, sum(counted.waived) as waived, sum(counted.unpriced) as unpriced
      from private.trade_blocks as half
      cross join lateral unnest(
        half.cells, half.trades, half.volumes, half.amounts, half.fees, half.nets, half.waivers, half.unpriced
      ) as counted (cell, trades, volume, amount, fee, net, waived, unpriced)
      where
        half.domain_id = join_trade_blocks.domain_id and half.level = above - 1
        and half.block = any(halves)
      group by 1, half.part, half.key, counted.cell
    ) as whole
    group by whole.block, whole.part, whole.key;
  end loop;
end;
$$;

insert into private.dirty_commissions (domain_id, beneficiary_id, month)
select distinct
  domain_id,
  beneficiary_id,
  date_trunc('month', booked_at at time zone 'UTC')::date as month
from public.commission_movements;
