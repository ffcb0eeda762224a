-- requires: sql/integrations/sync_records.sql sql/integrations/sync_batches.sql sql/notify/enqueue.sql
create or replace function private.erase_contacts(domain_id uuid, visitor_ids uuid [])
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  held_ids uuid [];
begin
  -- A worker may be sending it at this moment. Under an id that nobody has its answer is known to be
  -- about somebody who was erased: see private.erase_late_contacts.
  with renamed as (
    update private.sync_batches as batch set local_ids = array(
      select case when held.id = any(visitor_ids) then gen_random_uuid() else held.id end
      from unnest(batch.local_ids) with ordinality as held (id, place)
      order by held.place
    )
    where batch.domain_id = erase_contacts.domain_id and batch.local_ids && visitor_ids
    returning batch.run_id
  )
  select array_agg(run.config_id) into held_ids
  from renamed inner join public.sync_runs as run
    on run.domain_id = erase_contacts.domain_id and renamed.run_id = run.id;
  perform private.enqueue(
    'hubspot.contact.erase', 'hubspot.contact.erase:' || gen_random_uuid(),
    jsonb_build_object('integration_id', config.integration_id) || case
      when sent.remote_id is null then jsonb_build_object('email', visitor.email)
      else jsonb_build_object('remote_id', sent.remote_id)
    end,
    erase_contacts.domain_id
  )
  from public.visitors as visitor
  inner join public.sync_configs as config on visitor.domain_id = config.domain_id
  left join public.sync_records as sent
    on visitor.domain_id = sent.domain_id and config.id = sent.config_id
    and sent.object = 'contacts' and visitor.id = sent.local_id
  where
    visitor.domain_id = erase_contacts.domain_id and visitor.id = any(visitor_ids)
    and coalesce(sent.remote_id, visitor.email) is not null
    -- Without an answer nobody knows whether it arrived.
    and (sent.remote_id is not null or sent.error = 'no_answer' or config.id = any(held_ids));
  delete from public.sync_records as sent
  where
    sent.domain_id = erase_contacts.domain_id and sent.object = 'contacts'
    and sent.local_id = any(visitor_ids);
end;
$$;

comment on function private.erase_contacts(uuid, uuid []) is
'Forgets what was sent of these visitors to other systems, and asks these to forget the contact: hubspot.contact.erase in the outbox, by its id there, or by address where that is not known.';

revoke all on function private.erase_contacts(uuid, uuid []) from public;
