-- requires: sql/content/agent_heartbeats.sql sql/content/agent_events.sql
-- requires: sql/content/tell_agent_failed.sql
create or replace function private.store_heartbeat(heartbeat public.agent_heartbeats)
returns boolean
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  previous text;
begin
  insert into public.agent_heartbeats as h (domain_id, agent_key, status, message, last_heartbeat_at)
  select heartbeat.*
  on conflict on constraint agent_heartbeats_pkey do nothing;
  if not found then
    -- Of two at the same moment the one that sorts last counts, whichever came first.
    select h.status into previous from public.agent_heartbeats as h
    where h.domain_id = heartbeat.domain_id and h.agent_key = heartbeat.agent_key
      and (h.last_heartbeat_at, h.status) < (heartbeat.last_heartbeat_at, heartbeat.status)
    for update;
    if not found then
      return false;
    end if;
    update public.agent_heartbeats as h
    set status = heartbeat.status, message = heartbeat.message, last_heartbeat_at = heartbeat.last_heartbeat_at
    where h.domain_id = heartbeat.domain_id and h.agent_key = heartbeat.agent_key;
  end if;
  if previous is distinct from heartbeat.status then
    insert into public.agent_events (domain_id, agent_key, kind, before, after, message, at)
    values (
      heartbeat.domain_id, heartbeat.agent_key, 'status', previous, heartbeat.status, heartbeat.message,
      heartbeat.last_heartbeat_at
    );
    if heartbeat.status = 'error' then
      perform private.tell_agent_failed(heartbeat);
    end if;
  end if;
  return true;
end;
$$;

comment on function private.store_heartbeat(public.agent_heartbeats) is
'Keeps a heartbeat that is newer than what is known, notes a status that changed, and tells of an error; false for an older one, which changes nothing.';
revoke all on function private.store_heartbeat(public.agent_heartbeats) from public;
