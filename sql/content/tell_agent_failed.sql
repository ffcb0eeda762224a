-- requires: sql/content/agent_heartbeats.sql sql/identity/people_who_may.sql sql/notify/notify.sql
create or replace function private.tell_agent_failed(heartbeat public.agent_heartbeats)
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  perform private.notify(
    'agent.failed',
    -- Nobody needs to be told what he did himself.
    array_remove(private.people_who_may('agents.edit', heartbeat.domain_id), private.current_person_id()),
    null, coalesce(heartbeat.message, ''), '/agents',
    (
      select jsonb_build_object('agent_key', agent.key, 'agent', agent.name)
      from public.agents as agent where agent.key = heartbeat.agent_key
    ),
    format('agent.failed:%s:%s:%s', heartbeat.domain_id, heartbeat.agent_key, heartbeat.last_heartbeat_at),
    heartbeat.domain_id
  );
end;
$$;

comment on function private.tell_agent_failed(public.agent_heartbeats) is
'Notifies whoever may switch the agent in this domain that it has come to error, with what it says.';
revoke all on function private.tell_agent_failed(public.agent_heartbeats) from public;
