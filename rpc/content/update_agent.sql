create or replace function public.update_agent(
  agent_key text,
  expected_version integer,
  is_on_by_default boolean default null,
  silent_after interval default null
)
returns public.agents
language plpgsql
volatile
security definer -- definer: agents are changed by RPCs alone
set search_path = ''
as $$
declare
  agent public.agents;
begin
  perform private.require('agents.manage');
  select a.* into agent from public.agents as a where a.key = update_agent.agent_key for update;
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such agent');
  end if;
  perform private.require_version(update_agent.expected_version, agent.version);
  if silent_after not between '1 minute' and '30 days' then
    perform private.bad_input('silent_after', 'must be from 1 minute to 30 days');
  end if;
  update public.agents as a
  set
    is_on_by_default = coalesce(update_agent.is_on_by_default, a.is_on_by_default),
    silent_after = coalesce(update_agent.silent_after, a.silent_after)
  where a.key = agent.key
  returning a.* into agent;
  return agent;
end;
$$;

comment on function public.update_agent(text, integer, boolean, interval) is
'Changes what holds for an agent everywhere; null keeps it. is_on_by_default: where neither domain nor client has said. silent_after: unheard of for longer it counts as degraded. Needs agents.manage everywhere. '
'Errors: 42501 PERMISSION_DENIED; 22023 INVALID_INPUT; P0002 NOT_FOUND; 40001 STALE_VERSION.';
revoke all on function public.update_agent(text, integer, boolean, interval) from public, anon, service_role;
grant execute on function public.update_agent(text, integer, boolean, interval) to authenticated;
