-- requires: sql/integrations/webhook_endpoints.sql sql/integrations/queue_webhook.sql sql/rescue/cases.sql sql/rescue/donations.sql
-- requires: sql/commerce/orders.sql sql/support/tickets.sql
-- Messages name the row and say nothing of it: who may read it asks for it, with a key that is looked at then.
create or replace function private.publish_changes()
returns trigger
language plpgsql
volatile
security definer -- definer: nobody holds insert on the outbox
set search_path = ''
as $$
declare
  topic constant text := tg_argv[0] || case tg_op when 'INSERT' then '.created' else '.updated' end;
  told record;
begin
  for told in
    select e.domain_id, e.id as endpoint_id, changed.id as row_id
    from new_rows as changed
    inner join public.webhook_endpoints as e on e.domain_id = changed.domain_id
    where e.is_active and topic = any(e.topics)
  loop
    perform private.queue_webhook(
      told.domain_id, told.endpoint_id, topic, json_build_object('domain_id', told.domain_id, 'id', told.row_id)
    );
  end loop;
  return null;
end;
$$;

comment on function private.publish_changes() is
'Statement trigger of what webhooks tell of; its argument begins the topic. Writes a message to the outbox for each row and endpoint, in the same transaction.';
revoke all on function private.publish_changes() from public;

create trigger publish_inserted after insert on public.cases referencing new table as new_rows
for each statement execute function private.publish_changes('case');
create trigger publish_updated after update on public.cases referencing new table as new_rows
for each statement execute function private.publish_changes('case');
create trigger publish_inserted after insert on public.donations referencing new table as new_rows
for each statement execute function private.publish_changes('donation');
create trigger publish_updated after update on public.donations referencing new table as new_rows
for each statement execute function private.publish_changes('donation');
create trigger publish_inserted after insert on public.orders referencing new table as new_rows
for each statement execute function private.publish_changes('order');
create trigger publish_updated after update on public.orders referencing new table as new_rows
for each statement execute function private.publish_changes('order');
create trigger publish_inserted after insert on public.tickets referencing new table as new_rows
for each statement execute function private.publish_changes('ticket');
create trigger publish_updated after update on public.tickets referencing new table as new_rows
for each statement execute function private.publish_changes('ticket');
