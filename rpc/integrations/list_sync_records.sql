create or replace function public.list_sync_records(
  domain_id uuid,
  config_id uuid,
  state text default null,
  object text default null,
  after text default null,
  page_size integer default 50
)
returns table (
  id uuid, record_object text, local_id uuid, remote_id text, record_state text, error text, message text,
  trace_id text, run_id uuid, last_synced_at timestamptz, updated_at timestamptz, cursor text
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
  place record;
begin
  perform private.require('integrations.view', list_sync_records.domain_id);
  place := private.read_time_cursor('sync_records', after);
  perform private.check_page_size(page_size);
  if state not in ('synced', 'failed') then
    perform private.bad_input('state', 'synced or failed');
  end if;
  if object not in ('companies', 'contacts') then
    perform private.bad_input('object', 'companies or contacts');
  end if;
  return query
  select
    s.id, s.object, s.local_id, s.remote_id, s.state, s.error, s.message, s.trace_id, s.run_id, s.last_synced_at,
    s.updated_at, private.make_time_cursor('sync_records', s.created_at, s.id, s.domain_id)
  from public.sync_records as s
  where s.domain_id = list_sync_records.domain_id and s.config_id = list_sync_records.config_id
    and (list_sync_records.state is null or s.state = list_sync_records.state)
    and (list_sync_records.object is null or s.object = list_sync_records.object)
    and (place.at is null or (s.created_at, s.id) < (place.at, place.id))
  order by s.created_at desc, s.id desc
  limit page_size;
end;
$$;

comment on function public.list_sync_records(uuid, uuid, text, text, text, integer) is
'Rows that a synchronisation has sent, those sent first last, and what became of them. state: synced or failed. object: companies or contacts. Needs integrations.view. '
'Errors: 42501 PERMISSION_DENIED; 22023 INVALID_INPUT.';
revoke all on function public.list_sync_records(uuid, uuid, text, text, text, integer) from public, anon, service_role;
grant execute on function public.list_sync_records(uuid, uuid, text, text, text, integer) to authenticated;
