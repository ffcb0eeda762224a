-- requires: sql/platform/default_privileges.sql
create or replace function private.agent_status(
  is_on boolean,
  reported text,
  last_heartbeat_at timestamptz,
  silent_after interval
)
returns text
language plpgsql
stable
parallel safe
security invoker
set search_path = ''
as $$
begin
  return case
    when not is_on or reported = 'off' then 'off'
    when reported = 'error' then 'error'
    -- Never heard of is silent too.
    when reported = 'ok' and last_heartbeat_at >= now() - silent_after then 'ok'
    else 'degraded'
  end;
end;
$$;

comment on function private.agent_status(boolean, text, timestamptz, interval) is
'How an agent is now: off when it is switched off or said so, error when it said so, degraded when it said so or is silent for too long, else ok.';
revoke all on function private.agent_status(boolean, text, timestamptz, interval) from public;
