create or replace function public.fail_sync_batch(
  batch_id uuid,
  worker text,
  error text,
  retry_after interval default null
)
returns timestamptz
language plpgsql
volatile
security definer -- definer: runs, batches and integrations are written by RPCs alone
set search_path = ''
as $$
#variable_conflict use_column
declare
  most_attempts constant integer := 10;
  is_refused constant boolean := coalesce(error in ('unauthorized', 'forbidden'), false);
  batch private.sync_batches;
  integration public.integrations;
  again timestamptz;
begin
  if is_refused then
    -- The connection before the run, as whoever disconnects does.
    select i.* into integration from private.sync_batches as b
    inner join public.sync_runs as r on r.domain_id = b.domain_id and r.id = b.run_id
    inner join public.sync_configs as c on c.domain_id = r.domain_id and c.id = r.config_id
    inner join public.integrations as i on i.domain_id = c.domain_id and i.id = c.integration_id
    where b.id = fail_sync_batch.batch_id for update of i;
  end if;
  batch := private.take_sync_batch(fail_sync_batch.batch_id, fail_sync_batch.worker);
  if error ~ '^[A-Za-z][A-Za-z0-9_]{0,63}$' is not true then
    perform private.bad_input('error', 'a code such as timeout or unauthorized');
  end if;
  if retry_after not between '0' and '1 day' then
    perform private.bad_input('retry_after', 'up to a day');
  end if;
  if is_refused and integration.status = 'connected' then
    perform private.break_integration(integration, error, false);
  end if;
  if is_refused or batch.attempts >= most_attempts then
    perform private.end_sync(batch.domain_id, batch.run_id, 'failed', error);
    return null;
  end if;
  update private.sync_batches as b set worker = '', leased_until = clock_timestamp() + coalesce(
    retry_after, least('15 minutes', interval '1 s' * 2 ^ b.attempts) * (0.5 + random() / 2)
  )
  where b.id = batch.id returning b.leased_until into again;
  return again;
end;
$$;

comment on function public.fail_sync_batch(uuid, text, text, interval) is
'For workers: the batch as a whole was not taken. error: a code. unauthorized and forbidden set the integration to status error and end the run; anything else is tried again, by any worker, after retry_after (what the service asked for) or 2, 4, 8 … seconds, and ends the run the tenth time. '
'Returns when, or null. Errors: PT409 CLAIM_LOST; 22023 INVALID_INPUT.';
revoke all on function public.fail_sync_batch(uuid, text, text, interval) from public, anon, authenticated;
grant execute on function public.fail_sync_batch(uuid, text, text, interval) to service_role;
