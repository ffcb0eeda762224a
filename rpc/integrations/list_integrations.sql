create or replace function public.list_integrations(
  domain_ids uuid [] default null,
  status text default null,
  after text default null,
  page_size integer default 50
)
returns table (
  domain_id uuid, id uuid, provider text, integration_status text, portal_id text, scopes text [],
  expires_at timestamptz, error text, error_at timestamptz, connected_by uuid, connected_at timestamptz,
  disconnected_at timestamptz, version integer, cursor text
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
  place := private.read_time_cursor('integrations', after);
  perform private.check_page_size(page_size);
  if list_integrations.status not in ('connected', 'error', 'disconnected') then
    perform private.bad_input('status', 'connected, error or disconnected');
  end if;
  return query
  select
    i.domain_id, i.id, i.provider, i.status, i.portal_id, i.scopes, i.expires_at, i.error, i.error_at, i.connected_by,
    i.connected_at, i.disconnected_at, i.version,
    private.make_time_cursor('integrations', i.created_at, i.id, i.domain_id)
  from unnest(mine) as tenant (id)
  cross join lateral (
    select i.* from public.integrations as i
    where i.domain_id = tenant.id
      and (list_integrations.status is null or i.status = list_integrations.status)
      and (place.at is null or (i.created_at, i.id) < (place.at, place.id))
    order by i.created_at desc, i.id desc
    limit list_integrations.page_size
  ) as i
  order by i.created_at desc, i.id desc
  limit list_integrations.page_size;
end;
$$;

comment on function public.list_integrations(uuid [], text, text, integer) is
'Connections to other services, newest first. domain_ids: null means all of the caller''s. status: connected, error or disconnected. after: the cursor of the last row of the page before. page_size: 1 to 500. Tokens are nowhere in it. Needs integrations.view. '
'Errors: 42501 PERMISSION_DENIED; 22023 INVALID_INPUT. Example: {"status": "error"}';
revoke all on function public.list_integrations(uuid [], text, text, integer) from public, anon, service_role;
grant execute on function public.list_integrations(uuid [], text, text, integer) to authenticated;
