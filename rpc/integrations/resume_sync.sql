create or replace function public.resume_sync(domain_id uuid, run_id uuid)
returns public.sync_runs
language plpgsql
volatile
security definer -- definer: runs are written by RPCs alone
set search_path = ''
as $$
#variable_conflict use_column
declare
  run public.sync_runs;
  integration_id uuid;
begin
  perform private.require('integrations.edit', resume_sync.domain_id);
  select c.integration_id into integration_id from public.sync_runs as r
  inner join public.sync_configs as c on c.domain_id = r.domain_id and c.id = r.config_id
  where r.domain_id = resume_sync.domain_id and r.id = resume_sync.run_id;
  if found then
    perform private.require_connected(resume_sync.domain_id, integration_id);
  end if;
  run := private.find_sync_run(resume_sync.domain_id, resume_sync.run_id);
  if run.state = 'paused' then
    update public.sync_runs as r set state = 'running', paused_at = null
    where r.domain_id = run.domain_id and r.id = run.id returning r.* into run;
    perform private.wake_sync(run);
    perform private.audit_event('resume', 'sync_runs', run.id::text, run.domain_id);
    if private.settle_sync(run.domain_id, run.id) then
      select r.* into run from public.sync_runs as r where r.domain_id = run.domain_id and r.id = run.id;
    end if;
  end if;
  return run;
end;
$$;

comment on function public.resume_sync(uuid, uuid) is
'Goes on with a paused run, from where it was. Again it changes nothing. Needs integrations.edit. '
'Errors: 42501 PERMISSION_DENIED; P0002 NOT_FOUND; PT409 SYNC_ENDED, NOT_CONNECTED.';
revoke all on function public.resume_sync(uuid, uuid) from public, anon, service_role;
grant execute on function public.resume_sync(uuid, uuid) to authenticated;
