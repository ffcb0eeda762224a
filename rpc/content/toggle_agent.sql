create or replace function public.toggle_agent(
  domain_id uuid,
  agent_key text,
  is_enabled boolean,
  expected_version integer,
  reason text default null
)
returns public.agent_domain_state
language plpgsql
volatile
security definer -- definer: agents are switched by RPCs alone
set search_path = ''
as $$
declare
  before public.agent_domain_state;
  state public.agent_domain_state;
begin
  perform private.require('agents.edit', toggle_agent.domain_id);
  perform private.require_agent(toggle_agent.agent_key);
  if length(reason) > 500 then
    perform private.bad_input('reason', 'must have at most 500 characters');
  end if;
  -- The row that is not there yet is at version 0; whoever is late to make it has read an old state.
  insert into public.agent_domain_state as s (domain_id, agent_key, is_enabled)
  select toggle_agent.domain_id, toggle_agent.agent_key, toggle_agent.is_enabled
  where toggle_agent.expected_version = 0
  on conflict on constraint agent_domain_state_pkey do nothing
  returning s.* into state;
  if not found then
    select s.* into before from public.agent_domain_state as s
    where s.domain_id = toggle_agent.domain_id and s.agent_key = toggle_agent.agent_key for update;
    perform private.require_version(toggle_agent.expected_version, coalesce(before.version, 0));
    if before.is_enabled is not distinct from toggle_agent.is_enabled then
      return before;
    end if;
    update public.agent_domain_state as s set is_enabled = toggle_agent.is_enabled
    where s.domain_id = before.domain_id and s.agent_key = before.agent_key
    returning s.* into state;
  end if;
  insert into public.agent_events (domain_id, agent_key, kind, before, after, message, person_id)
  select
    state.domain_id, state.agent_key, 'switched', private.switch_word(before.is_enabled),
    private.switch_word(state.is_enabled), nullif(btrim(toggle_agent.reason), ''), private.current_person_id();
  return state;
end;
$$;

comment on function public.toggle_agent(uuid, text, boolean, integer, text) is
'Switches an agent in a domain. is_enabled: on (true), off (false), or as its client, else the agent''s default says (null). expected_version: that of list_agents(), 0 where the domain has not said yet. Needs agents.edit in that domain. '
'Errors: 42501 PERMISSION_DENIED; 22023 INVALID_INPUT; P0002 NOT_FOUND; 40001 STALE_VERSION.';
revoke all on function public.toggle_agent(uuid, text, boolean, integer, text) from public, anon, service_role;
grant execute on function public.toggle_agent(uuid, text, boolean, integer, text) to authenticated;
