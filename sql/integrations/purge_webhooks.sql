-- requires: sql/integrations/webhook_deliveries.sql sql/integrations/forget_secret.sql
create or replace function private.purge_webhooks(batch_size integer)
returns bigint
language plpgsql
volatile
security definer -- definer: nobody holds a write on these tables, nor anything on the vault
set search_path = ''
as $$
declare
  ended record;
  deliveries bigint;
begin
  for ended in
    select e.domain_id, e.id, e.old_secret_id from public.webhook_endpoints as e
    where e.old_secret_ends_at <= now() limit batch_size for update skip locked
  loop
    perform private.forget_secret(ended.old_secret_id);
    update public.webhook_endpoints as e set old_secret_id = null, old_secret_ends_at = null
    where e.domain_id = ended.domain_id and e.id = ended.id;
  end loop;
  with old as (
    select d.domain_id, d.id from public.webhook_deliveries as d
    where d.attempted_at < now() - interval '30 days' order by d.attempted_at limit batch_size for update skip locked
  )
  delete from public.webhook_deliveries as d using old where d.domain_id = old.domain_id and d.id = old.id;
  get diagnostics deliveries = row_count;
  return deliveries;
end;
$$;

comment on function private.purge_webhooks(integer) is
'Forgets signing secrets whose overlap is over, and removes deliveries of more than 30 days ago; returns how many of these.';
revoke all on function private.purge_webhooks(integer) from public, anon, authenticated, service_role;
