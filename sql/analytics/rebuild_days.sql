-- requires: sql/analytics/read_day_facts.sql sql/analytics/number_people.sql
-- requires: sql/analytics/store_day_facts.sql sql/analytics/store_day_blocks.sql
-- requires: sql/analytics/count_days.sql sql/analytics/note_revisions.sql
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
  final_days constant date [] := private.final_days(days, causes);
  facts constant private.person_fact [] := private.read_day_facts(domain_id, days);
  old_counts constant jsonb := private.count_days(domain_id, final_days);
begin
  perform private.number_people(domain_id, facts);
  perform private.store_day_facts(domain_id, days, facts);
  perform private.store_day_blocks(domain_id, days);
  perform private.note_revisions(
    domain_id, old_counts, private.count_days(domain_id, final_days), days, causes
  );
end;
$$;

comment on function private.rebuild_days(uuid, date [], text []) is
'Makes the numbers of some days (UTC) anew from the base views, and notes where final ones changed, each day with its cause.';

revoke all on function private.rebuild_days(uuid, date [], text []) from public;
