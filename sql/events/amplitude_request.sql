-- requires: sql/events/event_log.sql
-- Amplitude answers 413 to a request of 1 MB. The first event goes in any case: no properties come near that.
create or replace function private.amplitude_request(
  domain_id uuid,
  event_ids jsonb,
  at_most integer,
  out events jsonb,
  out sent integer
)
language plpgsql
stable
security invoker
set search_path = ''
set enable_seqscan = off -- Ids are looked up in every month: a plan made while the months were small would scan them.
as $$
begin
  select coalesce(jsonb_agg(fitting.event order by fitting.place), '[]'), coalesce(max(fitting.place), at_most)
  into events, sent
  from (
    select told.event, told.place, sum(octet_length(told.event::text)) over (order by told.place) as bytes
    from (
      select listed.place, jsonb_build_object(
        -- Shorter ids than 5 characters are refused, or dropped from the event.
        'user_id', case when length(e.actor_id) < 5 then 'user:' else '' end || e.actor_id,
        'event_type', e.name, 'time', floor(extract(epoch from e.occurred_at) * 1000), 'insert_id', e.id,
        'event_properties', e.properties
      ) as event
      from jsonb_array_elements_text(event_ids) with ordinality as listed (id, place)
      inner join public.event_log as e on e.domain_id = amplitude_request.domain_id and e.id = listed.id::uuid
      where listed.place <= at_most
    ) as told
  ) as fitting
  where fitting.bytes < 900000;
end;
$$;

comment on function private.amplitude_request(uuid, jsonb, integer) is
'The first events of a message as Amplitude''s HTTP V2 takes them, and how many of its ids they stand for.';
revoke all on function private.amplitude_request(uuid, jsonb, integer)
from public, anon, authenticated, service_role;
