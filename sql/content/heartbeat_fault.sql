-- requires: sql/content/agents.sql sql/platform/is_zoned_time.sql
create or replace function private.heartbeat_fault(heartbeat jsonb)
returns text
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return case
    when jsonb_typeof(heartbeat) <> 'object' then ': must be an object'
    when heartbeat - '{site_domain,agent,status,at,message}'::text [] <> '{}'
      then ': there are site_domain, agent, status, at and message'
    when jsonb_typeof(heartbeat -> 'site_domain') is distinct from 'string' then '.site_domain: must be a text'
    when not exists (select from public.agents as a where a.key = heartbeat ->> 'agent')
      then '.agent: there is no such agent'
    when (heartbeat ->> 'status' in ('ok', 'degraded', 'error', 'off')) is not true
      then '.status: must be ok, degraded, error or off'
    when private.is_zoned_time(heartbeat ->> 'at') is not true then '.at: must be a time with its zone'
    -- A time to come would hide the silence until then.
    when (heartbeat ->> 'at')::timestamptz > now() + interval '5 minutes' then '.at: lies in the future'
    when coalesce(jsonb_typeof(heartbeat -> 'message'), 'null') not in ('null', 'string')
      or length(heartbeat ->> 'message') > 500 then '.message: must be a text of at most 500 characters'
  end;
end;
$$;

comment on function private.heartbeat_fault(jsonb) is
'What is wrong with a heartbeat, with the field (.status: …); null where nothing is.';
revoke all on function private.heartbeat_fault(jsonb) from public;
