create or replace function public.list_sync_runs(
  domain_ids uuid [] default null,
  config_id uuid default null,
  state text default null,
  kind text default null,
  started_from timestamptz default null,
  started_to timestamptz default null,
  after text default null,
  page_size integer default 50
)
returns table (
  domain_id uuid, id uuid, integration_id uuid, run_config_id uuid, run_kind text, run_state text,
  scanned bigint, unchanged bigint, pending bigint, created bigint, updated bigint, failed bigint, skipped bigint,
  batches bigint, error text, started_by uuid, started_at timestamptz, paused_at timestamptz, finished_at timestamptz,
  cursor text
)
language plpgsql
stable
security invoker
rows 50
set search_path = ''
set plan_cache_mode = force_custom_plan -- Drops the conditions that are not used.
as $$
#variable_conflict use_column
declare
  mine constant uuid [] := private.permitted_domains('integrations.view', domain_ids);
  place record;
begin
  place := private.read_time_cursor('sync_runs', after);
  perform private.check_page_size(page_size);
  if state not in ('running', 'paused', 'done', 'failed', 'cancelled') then
    perform private.bad_input('state', 'running, paused, done, failed or cancelled');
  end if;
  if kind not in ('changes', 'full', 'failed') then
    perform private.bad_input('kind', 'changes, full or failed');
  end if;
  return query
  select
    r.domain_id, r.id, c.integration_id, r.config_id, r.kind, r.state, r.scanned, r.unchanged, r.pending, r.created,
    r.updated, r.failed, r.skipped, r.batches, r.error, r.started_by, r.started_at, r.paused_at, r.finished_at,
    private.make_time_cursor('sync_runs', r.started_at, r.id, r.domain_id)
  from unnest(mine) as tenant (id)
  cross join lateral (
    select run.* from public.sync_runs as run
    where run.domain_id = tenant.id
      and (list_sync_runs.config_id is null or run.config_id = list_sync_runs.config_id)
      and (list_sync_runs.state is null or run.state = list_sync_runs.state)
      and (list_sync_runs.kind is null or run.kind = list_sync_runs.kind)
      and (list_sync_runs.started_from is null or run.started_at >= list_sync_runs.started_from)
      and (list_sync_runs.started_to is null or run.started_at < list_sync_runs.started_to)
      and (place.at is null or (run.started_at, run.id) < (place.at, place.id))
    order by run.started_at desc, run.id desc
    limit list_sync_runs.page_size
  ) as r
  inner join public.sync_configs as c on c.domain_id = r.domain_id and c.id = r.config_id
  order by r.started_at desc, r.id desc
  limit list_sync_runs.page_size;
end;
$$;

comment on function public.list_sync_runs(uuid [], uuid, text, text, timestamptz, timestamptz, text, integer) is
'Runs of synchronisations, newest first, with their counters. domain_ids: null means all of the caller''s. config_id: of one synchronisation. state: running, paused, done, failed or cancelled. kind: changes, full or failed. started_from, started_to: begun from then on, and before then. Needs integrations.view. '
'Errors: 42501 PERMISSION_DENIED; 22023 INVALID_INPUT. Example: {"state": "failed"}';
revoke all on function public.list_sync_runs(uuid [], uuid, text, text, timestamptz, timestamptz, text, integer)
from public, anon, service_role;
grant execute on function public.list_sync_runs(uuid [], uuid, text, text, timestamptz, timestamptz, text, integer)
to authenticated;
