create or replace function public.claim_sync_batch(
  worker text,
  page_size integer default 100,
  lease interval default '5 minutes'
)
returns table (
  batch_id uuid, domain_id uuid, run_id uuid, integration_id uuid, provider text, object text, attempt integer,
  inputs jsonb
)
language plpgsql
volatile
security definer -- definer: nobody holds anything on sync_batches
set search_path = ''
as $$
#variable_conflict use_column
declare
  claimed_id uuid;
  batch private.sync_batches;
  config public.sync_configs;
  sent jsonb;
begin
  perform private.check_worker(worker, lease);
  if page_size between 1 and 100 is not true then
    perform private.bad_input('page_size', '1 to 100, which is what HubSpot takes at once');
  end if;
  loop
    claimed_id := private.next_sync_batch(page_size, worker, lease);
    exit when claimed_id is null;
    select b.* into batch from private.sync_batches as b where b.id = claimed_id;
    select c.* into config from public.sync_runs as r
    inner join public.sync_configs as c on c.domain_id = r.domain_id and c.id = r.config_id
    where r.domain_id = batch.domain_id and r.id = batch.run_id;
    sent := private.fill_sync_batch(batch, config);
    exit when sent is not null;
    perform private.settle_sync(batch.domain_id, batch.run_id);
  end loop;
  return query
  select
    batch.id, batch.domain_id, batch.run_id, config.integration_id, i.provider, batch.object, batch.attempts, sent
  from public.integrations as i
  where sent is not null and i.domain_id = batch.domain_id and i.id = config.integration_id;
end;
$$;

comment on function public.claim_sync_batch(text, integer, interval) is
'For workers: what to send next, for the time of the lease: a batch whose worker was lost, or the next rows of a run. inputs: as HubSpot''s batch upsert takes them; objectWriteTraceId names a row in the answer. No row: nothing now; ask again while a run is running. End it with report_sync_batch or fail_sync_batch. '
'page_size: rows of a batch, 1 to 100. Errors: 22023 INVALID_INPUT.';
revoke all on function public.claim_sync_batch(text, integer, interval) from public, anon, authenticated;
grant execute on function public.claim_sync_batch(text, integer, interval) to service_role;
