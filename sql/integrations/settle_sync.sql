-- requires: sql/integrations/end_sync.sql
create or replace function private.settle_sync(domain_id uuid, run_id uuid)
returns boolean
language plpgsql
volatile
security definer -- definer: runs are written by our own functions alone
set search_path = ''
as $$
begin
  if not exists (
    select from public.sync_runs as r
    where r.domain_id = settle_sync.domain_id and r.id = settle_sync.run_id
      and r.state = 'running' and r.is_read and r.pending = 0
  ) then
    return false;
  end if;
  perform private.end_sync(settle_sync.domain_id, settle_sync.run_id, 'done');
  return true;
end;
$$;

comment on function private.settle_sync(uuid, uuid) is 'Ends a running run where everything was read and reported. Returns whether it was so.';
revoke all on function private.settle_sync(uuid, uuid) from public, anon, authenticated, service_role;
