-- requires: sql/content/agents.sql sql/platform/fail.sql
create or replace function private.require_agent(agent_key text)
returns void
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  if not exists (select from public.agents as a where a.key = require_agent.agent_key) then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such agent');
  end if;
end;
$$;

comment on function private.require_agent(text) is 'Raises P0002 NOT_FOUND for a key that no agent has.';
revoke all on function private.require_agent(text) from public;
