-- requires: sql/analytics/read_day_facts.sql sql/analytics/number_people.sql
-- requires: sql/analytics/store_day_facts.sql sql/analytics/store_day_blocks.sql
-- requires: sql/analytics/count_window.sql sql/analytics/metric_revisions.sql
create or replace function private.rebuild_day(domain_id uuid, day date, cause text)
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
$$;

comment on function private.rebuild_day(uuid, date, text) is
'Makes the numbers of a day (UTC) anew from the base views, and notes where final ones changed.';

revoke all on function private.rebuild_day(uuid, date, text) from public;
