-- requires: sql/analytics/read_day_facts.sql sql/analytics/number_people.sql
-- requires: sql/analytics/store_day_facts.sql sql/analytics/store_day_blocks.sql
-- requires: sql/analytics/count_days.sql sql/analytics/metric_revisions.sql
create or replace function private.rebuild_days(domain_id uuid, days date [], causes text [])
returns void
language plpgsql
volatile
security invoker
set search_path = ''
set plan_cache_mode = force_generic_plan -- Planning five views costs more than a day of most domains.
set enable_seqscan = off -- See ingest_visitor_events: look keys up, also while the tables are small.
set enable_hashjoin = off
set enable_mergejoin = off
set jit = off -- What seqscan costs where it cannot be avoided would make it compile every plan.
as $$
declare
  final_days constant date [] := array(
    select taken.day from unnest(days, causes) as taken (day, cause)
    where (taken.day + 1)::timestamp at time zone 'UTC' + interval '7 days' <= now()
      and taken.cause <> 'first_fill'
  );
  facts constant private.person_fact [] := private.read_day_facts(domain_id, days);
  old_counts constant jsonb := private.count_days(domain_id, final_days);
begin
  perform private.number_people(domain_id, facts);
  perform private.store_day_facts(domain_id, days, facts);
  perform private.store_day_blocks(domain_id, days);
  insert into public.metric_revisions (domain_id, day, metric, old_value, new_value, cause)
  select
    rebuild_days.domain_id, taken.day, fresh.key,
    (old_counts -> taken.day::text ->> fresh.key)::bigint, fresh.value::bigint, taken.cause
  from jsonb_each(private.count_days(domain_id, final_days)) as counted
  inner join unnest(days, causes) as taken (day, cause) on counted.key = taken.day::text
  cross join lateral jsonb_each_text(counted.value) as fresh
  where (old_counts -> taken.day::text ->> fresh.key)::bigint <> fresh.value::bigint;
end;
$$;

comment on function private.rebuild_days(uuid, date [], text []) is
'Makes the numbers of some days (UTC) anew from the base views, and notes where final ones changed, each day with its cause.';

revoke all on function private.rebuild_days(uuid, date [], text []) from public;
