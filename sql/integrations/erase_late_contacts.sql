-- requires: sql/integrations/sync_batches.sql sql/notify/enqueue.sql sql/engagement/visitors.sql
-- requires: sql/integrations/sync_configs.sql
create or replace function private.erase_late_contacts(
  batch private.sync_batches,
  config_id uuid,
  results jsonb
)
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  if batch.object <> 'contacts' then
    return;
  end if;
  perform private.enqueue(
    'hubspot.contact.erase', 'hubspot.contact.erase:' || (told.entry ->> 'trace_id'),
    jsonb_build_object(
      'integration_id', config.integration_id, 'remote_id', told.entry ->> 'remote_id'
    ), batch.domain_id
  )
  from unnest(batch.local_ids) with ordinality as sent (local_id, place)
  inner join jsonb_array_elements(results) as told (entry)
    on told.entry ->> 'trace_id' = batch.id || '-' || sent.place
  inner join public.sync_configs as config
    on config.domain_id = batch.domain_id and config.id = erase_late_contacts.config_id
  where told.entry ->> 'remote_id' is not null and not exists (
    select from public.visitors as visitor
    where visitor.domain_id = batch.domain_id and visitor.id = sent.local_id
  );
end;
$$;

comment on function private.erase_late_contacts(private.sync_batches, uuid, jsonb) is
'Asks the service to forget contacts of this batch whose visitors were erased while it was sent.';

revoke all on function private.erase_late_contacts(private.sync_batches, uuid, jsonb)
from public, anon, authenticated, service_role;
