create or replace function public.set_client_agent(
  client_id uuid,
  agent_key text,
  is_enabled boolean,
  expected_version integer
)
returns public.agent_client_state
language plpgsql
volatile
security definer -- definer: agents are switched by RPCs alone
set search_path = ''
as $$
declare
  state public.agent_client_state;
begin
  perform private.require('agents.manage');
  perform private.require_agent(set_client_agent.agent_key);
  if not exists (select from public.clients as c where c.id = set_client_agent.client_id) then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such client');
  end if;
  insert into public.agent_client_state as s (client_id, agent_key, is_enabled)
  select set_client_agent.client_id, set_client_agent.agent_key, set_client_agent.is_enabled
  where set_client_agent.expected_version = 0
  on conflict on constraint agent_client_state_pkey do nothing
  returning s.* into state;
  if not found then
    select s.* into state from public.agent_client_state as s
    where s.client_id = set_client_agent.client_id and s.agent_key = set_client_agent.agent_key for update;
    perform private.require_version(set_client_agent.expected_version, coalesce(state.version, 0));
    update public.agent_client_state as s set is_enabled = set_client_agent.is_enabled
    where s.client_id = state.client_id and s.agent_key = state.agent_key
    returning s.* into state;
  end if;
  return state;
end;
$$;

comment on function public.set_client_agent(uuid, text, boolean, integer) is
'Switches an agent in all domains of a client that say nothing themselves. is_enabled: on (true), off (false), or as the agent''s default says (null). expected_version: 0 where the client has no row yet. Needs agents.manage everywhere. '
'Errors: 42501 PERMISSION_DENIED; P0002 NOT_FOUND; 40001 STALE_VERSION.';
revoke all on function public.set_client_agent(uuid, text, boolean, integer) from public, anon, service_role;
grant execute on function public.set_client_agent(uuid, text, boolean, integer) to authenticated;
