-- Each person is looked up in so many words (number_people, store_day_facts): the setting against copies decides nothing.
set local check_function_bodies = off;

create or replace function private.rebuild_days(
  domain_id uuid,
  days date[],
  causes text[]
)
  returns void
  language plpgsql
  set search_path to ''
  set plan_cache_mode to 'force_generic_plan'
  set enable_seqscan to 'off'
  set enable_hashjoin to 'off'
  set enable_mergejoin to 'off'
  set jit to 'off'
  as $function$
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
$function$;
