create or replace function public.report_sync_batch(batch_id uuid, worker text, results jsonb)
returns jsonb
language plpgsql
volatile
security definer -- definer: runs, records and batches are written by RPCs alone
set search_path = ''
as $$
#variable_conflict use_column
declare
  batch constant private.sync_batches := private.take_sync_batch(report_sync_batch.batch_id, report_sync_batch.worker);
  fault constant text := private.sync_result_fault(batch, results);
  run public.sync_runs;
  counted record;
begin
  if fault is not null then
    perform private.bad_input('results', fault);
  end if;
  select r.* into run from public.sync_runs as r
  where r.domain_id = batch.domain_id and r.id = batch.run_id for update;
  counted := private.store_sync_results(batch, run.config_id, results);
  perform private.erase_late_contacts(batch, run.config_id, results);
  if batch.object = 'companies' then
    update public.accounts as a set hubspot_company_id = s.remote_id
    from public.sync_records as s
    where s.domain_id = batch.domain_id and s.config_id = run.config_id and s.object = 'companies'
      and s.local_id = any(batch.local_ids) and s.state = 'synced'
      and a.domain_id = s.domain_id and a.id = s.local_id and a.hubspot_company_id is distinct from s.remote_id;
  end if;
  delete from private.sync_batches as b where b.id = batch.id;
  update public.sync_runs as r set
    pending = r.pending - cardinality(batch.local_ids), created = r.created + counted.created,
    updated = r.updated + counted.updated, failed = r.failed + counted.failed
  where r.domain_id = run.domain_id and r.id = run.id;
  perform private.audit_event(
    'sync', 'sync_runs', run.id::text, run.domain_id, to_jsonb(counted) || jsonb_build_object('object', batch.object)
  );
  return to_jsonb(counted) || jsonb_build_object('is_done', private.settle_sync(run.domain_id, run.id));
end;
$$;

comment on function public.report_sync_batch(uuid, text, jsonb) is
'For workers: what became of each row of a batch. results: [{"trace_id": "…", "remote_id": "1", "is_new": true}], or {"trace_id": "…", "error": "VALIDATION_ERROR", "message": "…"} for those that were refused; a row that is left out has failed with no_answer. '
'Returns {created, updated, failed, is_done}. Errors: PT409 CLAIM_LOST; 22023 INVALID_INPUT.';
revoke all on function public.report_sync_batch(uuid, text, jsonb) from public, anon, authenticated;
grant execute on function public.report_sync_batch(uuid, text, jsonb) to service_role;
