-- Cohorts of retention may be those who signed up.
set local check_function_bodies = off;

-- squawk-ignore ban-drop-function
drop function private.count_retention(uuid[], private.activity_period[], text, boolean);

-- squawk-ignore ban-drop-function
drop function private.retention_cells(uuid[], private.activity_period[], text, boolean);

-- squawk-ignore ban-drop-function
drop function public.retention(jsonb, text, text, text);

create or replace function private.count_retention(
  domain_ids uuid[],
  periods private.activity_period[],
  time_zone text,
  is_unbounded boolean,
  is_by_sign_up boolean
)
  returns table (
    cohort integer,
    later integer,
    people bigint
  )
  language plpgsql
  stable
  rows 500
  set search_path to ''
  as $function$
declare
  midnights constant timestamptz [] := private.period_marks(periods);
begin
  return query
  with told as materialized (
    select
      seen.domain_id, seen.chunk, seen.place, seen.people,
      coalesce(seen.people & ~bit_or(seen.people) over before_it, seen.people) as first_seen,
      coalesce(seen.people & ~bit_or(seen.people) over after_it, seen.people) as last_seen
    from private.active_sets(domain_ids, midnights, time_zone) as seen
    window
      person as (partition by seen.domain_id, seen.chunk order by seen.place),
      before_it as (person rows between unbounded preceding and 1 preceding),
      after_it as (person rows between 1 following and unbounded following)
  ), begun as (
    select told.domain_id, told.chunk, told.place, told.first_seen as people, bit_count(told.first_seen) as number
    from told
    where not is_by_sign_up and told.place > 0
    union all
    select joined.domain_id, joined.chunk, joined.place, joined.people, joined.signed_up
    from private.sign_up_sets(domain_ids, midnights, time_zone) as joined
    where is_by_sign_up
  )
  -- Who was active in a period or later is who was so for the last time then.
  select
    begun.place, again.place - begun.place,
    sum(bit_count(begun.people & case when is_unbounded then again.last_seen else again.people end))::bigint
  from begun
  inner join told as again using (domain_id, chunk)
  where again.place >= begun.place
  group by 1, 2
  union all
  select begun.place, null, sum(begun.number)::bigint from begun group by 1;
end;
$function$;

create or replace function private.retention_cells(
  domain_ids uuid[],
  periods private.activity_period[],
  time_zone text,
  is_unbounded boolean,
  is_by_sign_up boolean
)
  returns table (
    cohort integer,
    later integer,
    state text,
    cohort_size bigint,
    active bigint
  )
  language plpgsql
  stable
  rows 500
  set search_path to ''
  as $function$
begin
  return query
  with told as materialized (
    select counted.*
    from private.count_retention(domain_ids, periods, time_zone, is_unbounded, is_by_sign_up) as counted
  ), cell as (
    select
      begun.place as cohort, part.place - begun.place as later, part.state,
      coalesce(size.people, 0) as cohort_size, coalesce(told.people, 0) as people
    from unnest(periods) as begun
    inner join unnest(periods) as part on begun.place <= part.place
    left join told on begun.place = told.cohort and part.place - begun.place = told.later
    left join told as size on begun.place = size.cohort and size.later is null
  )
  select
    cell.cohort, cell.later, cell.state, cell.cohort_size,
    case
      when cell.state = 'partial' then null
      when is_unbounded then (sum(cell.people) over (partition by cell.cohort order by cell.later desc))::bigint
      else cell.people
    end
  from cell;
end;
$function$;

create or replace function private.sign_up_sets(
  domain_ids uuid[],
  midnights timestamp with time zone[],
  time_zone text
)
  returns table (
    domain_id uuid,
    place integer,
    chunk integer,
    people bit,
    signed_up bigint
  )
  language plpgsql
  stable
  set search_path to ''
  as $function$
declare
  nobody constant bit(4096) := repeat('0', 4096)::bit(4096);
begin
  return query
  select
    joined.domain_id, width_bucket(joined.joined_at, midnights), known.number >> 12,
    bit_or(set_bit(nobody, known.number & 4095, 1))::bit(4096), count(*)
  from public.domains as tenant
  inner join public.platform_users as joined on tenant.id = joined.domain_id
  left join private.person_numbers as known
    on joined.domain_id = known.domain_id and known.person_id = private.user_person_id(joined.external_id)
  where tenant.id = any(domain_ids)
    and joined.joined_at >= greatest(midnights[1], private.first_whole_day(tenant.stats_valid_from, time_zone))
    and joined.joined_at < midnights[cardinality(midnights)]
  group by 1, 2, 3;
end;
$function$;

create or replace function public.retention(
  filter jsonb default '{}'::jsonb,
  bucket text default 'week'::text,
  variant text default 'n_day'::text,
  time_zone text default null::text,
  cohort text default 'first_active'::text
)
  returns table (
    cohort_on date,
    later integer,
    state text,
    cohort_size bigint,
    active bigint,
    rate numeric
  )
  language plpgsql
  stable
  security definer
  rows 500
  set search_path to ''
  as $function$
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
  if retention.cohort in ('first_active', 'sign_up') is not true then
    perform private.bad_input('cohort', 'must be first_active or sign_up');
  end if;
  if cardinality(periods) > most then
    perform private.bad_input('bucket', format('gives more than %s cohorts; take a longer one', most));
  end if;
  return query
  with cell as materialized (
    select told.*
    from private.retention_cells(
      tenants, periods, reported.time_zone, variant = 'unbounded', retention.cohort = 'sign_up'
    ) as told
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

revoke all on function public.retention(jsonb, text, text, text, text) from public, anon, service_role;

comment on function private.count_retention(uuid[], private.activity_period[], text, boolean, boolean) is 'Of the persons who were active for the first time in a period (cohort), or signed up in it, how many were active so many periods later; or, unbounded, for the last time then. later null: how many there are in the cohort. Pairs with nobody may be missing.';

comment on function private.retention_cells(uuid[], private.activity_period[], text, boolean, boolean) is 'Each cohort with each period from its own on: its size, and how many of it was active then (or, unbounded, then or later); null while the period is not over.';

comment on function private.sign_up_sets(uuid[], timestamp with time zone[], text) is 'Which users signed up from each midnight (place 1, 2 …) to the next, by domain and chunk, and how many; chunk null: those who were never active. A domain counts from the first whole day after its stats_valid_from on.';

comment on function public.retention(jsonb, text, text, text, text) is 'Who comes back. A cohort are the persons who were active for the first time in a day, week or month (cohort_on) that the window touches, at most 100; a row says how many of cohort_size were active so many periods later (0: in their own), and the rate. cohort: first_active, or sign_up for the users of a platform who signed up then (joined_at), whether or not they were ever active. variant: n_day counts who was active in exactly that period, unbounded in that one or a later one of the window. Periods are those of the calendar in time_zone. active and rate are null while the period is not over. Rows without cohort_on are the weighted average over the cohorts whose cell is over; state partial: none is. filter, bucket and time_zone: as activity_series. What was before a domain''s stats_valid_from is not known, so everybody is new then, and nobody signed up before. Needs analytics.view. Errors: 22023 INVALID_INPUT; 42501 PERMISSION_DENIED. Example: {"filter": {"from": "2026-09-01T00:00:00Z"}, "bucket": "week", "variant": "unbounded", "time_zone": "UTC"}';

revoke all on function private.count_retention(
    uuid[], private.activity_period[], text, boolean, boolean
) from public;

revoke all on function private.retention_cells(
    uuid[], private.activity_period[], text, boolean, boolean
) from public;

revoke all on function private.sign_up_sets(uuid[], timestamp with time zone[], text) from public;

grant execute on function public.retention(jsonb, text, text, text, text) to authenticated;

update public.metric_catalog set arguments = arguments || '{"cohort": ["first_active", "sign_up"]}'
where metric = 'retention';
