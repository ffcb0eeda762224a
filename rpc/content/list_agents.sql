create or replace function public.list_agents(
  domain_ids uuid [] default null,
  after text default null,
  page_size integer default 50
)
returns table (
  domain_id uuid,
  agent_key text,
  name text,
  is_on boolean,
  is_enabled boolean,
  decided_by text,
  status text,
  message text,
  last_heartbeat_at timestamptz,
  version integer,
  cursor text
)
language plpgsql
stable
security definer -- definer: what a client inherits is in tables that only admins read
rows 50
set search_path = ''
as $$
declare
  mine constant uuid [] := private.permitted_domains('agents.view', domain_ids);
  place constant text [] := private.read_cursor('agents', after);
begin
  perform private.check_page_size(page_size);
  return query
  select
    site.id, agent.key, agent.name, decided.is_on, own.is_enabled,
    case
      when own.is_enabled is not null then 'domain' when of_client.is_enabled is not null then 'client' else 'default'
    end,
    private.agent_status(decided.is_on, heard.status, heard.last_heartbeat_at, agent.silent_after),
    heard.message, heard.last_heartbeat_at, coalesce(own.version, 0),
    private.make_cursor('agents', agent.key, site.id, site.id)
  from public.domains as site
  cross join public.agents as agent
  left join public.agent_domain_state as own on site.id = own.domain_id and agent.key = own.agent_key
  left join public.agent_client_state as of_client
    on site.client_id = of_client.client_id and agent.key = of_client.agent_key
  left join public.agent_heartbeats as heard on site.id = heard.domain_id and agent.key = heard.agent_key
  cross join lateral (
    values (coalesce(own.is_enabled, of_client.is_enabled, agent.is_on_by_default))
  ) as decided (is_on)
  where
    site.id = any(mine)
    and (place is null or (site.id, agent.key) > (place[1]::uuid, place[3]))
  order by site.id, agent.key
  limit page_size;
end;
$$;

comment on function public.list_agents(uuid [], text, integer) is
'Every agent in these domains, or in all of the caller''s: is_on is what holds, is_enabled what the domain itself says (null: inherits), decided_by domain, client or default. status is worked out now: off, error, degraded (said so, or unheard of for longer than agents.silent_after) or ok. version is for toggle_agent(). after: the cursor of the last row of the page before. page_size: 1 to 500. '
'Needs agents.view. Errors: 42501 PERMISSION_DENIED for a domain where it is not held; 22023 INVALID_INPUT.';
revoke all on function public.list_agents(uuid [], text, integer) from public, anon;
grant execute on function public.list_agents(uuid [], text, integer) to authenticated;
