create or replace function public.ingest_agent_heartbeats(heartbeats jsonb)
returns jsonb
language plpgsql
volatile
security definer -- definer: heartbeats are written by this alone
set search_path = ''
as $$
declare
  listed record;
  beat public.agent_heartbeats;
  sites jsonb;
  stored integer := 0;
begin
  perform private.check_batch('heartbeats', heartbeats);
  for listed in
    select each.place - 1 as index, private.heartbeat_fault(each.value) as fault
    from jsonb_array_elements(heartbeats) with ordinality as each (value, place)
    order by each.place
  loop
    if listed.fault is not null then
      perform private.bad_input(
        format('heartbeats[%s]%s', listed.index, split_part(listed.fault, ': ', 1)),
        split_part(listed.fault, ': ', 2)
      );
    end if;
  end loop;
  sites := private.resolve_sites(heartbeats);
  -- In one order everywhere, so that two batches never wait for each other.
  for beat in
    select
      (sites ->> (each.value ->> 'site_domain'))::uuid, each.value ->> 'agent', each.value ->> 'status',
      nullif(btrim(each.value ->> 'message'), ''), (each.value ->> 'at')::timestamptz
    from jsonb_array_elements(heartbeats) as each
    where sites ->> (each.value ->> 'site_domain') is not null
    order by 1, 2, 5, 3
  loop
    stored := stored + private.store_heartbeat(beat)::integer;
  end loop;
  return jsonb_build_object('received', jsonb_array_length(heartbeats), 'stored', stored);
end;
$$;

comment on function public.ingest_agent_heartbeats(jsonb) is
'Stores how agents are. heartbeats: up to 1000 of {"site_domain", "agent", "status": ok, degraded, error or off, "at", "message"}. All of them, or none and 22023 with the path of the first fault. Older ones than what is known, repeats, and those of unknown sites change nothing; order does not matter for how the agent is in the end. A status that changed goes to agent_history(), and whoever may switch the agent is told when it comes to error. Returns {received, stored}. '
'Errors: 22023 INVALID_INPUT, BATCH_TOO_LARGE.';
revoke all on function public.ingest_agent_heartbeats(jsonb) from public, anon, authenticated;
grant execute on function public.ingest_agent_heartbeats(jsonb) to service_role;
