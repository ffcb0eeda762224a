create or replace function public.record_events(events jsonb)
returns jsonb
language plpgsql
volatile
security definer -- definer: nobody holds insert on event_log
set search_path = ''
as $$
declare
  mine constant uuid [] := private.member_domains();
  told jsonb;
  broken record;
begin
  if mine = '{}' then
    perform private.fail('42501', 'PERMISSION_DENIED', 'you work in no domain');
  end if;
  perform private.check_batch('events', events);
  -- Who did it and where it comes from is not the caller's to say.
  select coalesce(jsonb_agg(
    case jsonb_typeof(listed.event) when 'object' then listed.event || jsonb_build_object(
      'actor_kind', 'bo_user', 'actor_id', private.current_person_id(), 'source', 'back-office'
    ) else listed.event end order by listed.place
  ), '[]') into told
  from jsonb_array_elements(events) with ordinality as listed (event, place);
  -- A domain of others gets the answer of one that is not there, whatever else is wrong.
  select e.place, case when e.domain_id = any(mine) then e.fault else 'site_domain: is no known site' end as fault
  into broken
  from unnest(private.read_log_events(told, '{}')) as e
  where e.fault is not null or e.domain_id <> all(mine)
  order by e.place
  limit 1;
  if found then
    perform private.bad_input(
      format('events[%s].%s', broken.place, split_part(broken.fault, ': ', 1)),
      split_part(broken.fault, ': ', 2) || '; nothing of this batch was stored'
    );
  end if;
  return private.take_events(told);
end;
$$;

comment on function public.record_events(jsonb) is
'Takes up to 1000 events of the caller''s own doings in the back office, in domains where the caller works: as ingest_events(), but actor and source are filled in, and one that the catalogue does not want refuses the batch and is named. events: objects with id, site_domain, name and occurred_at. '
'Errors: 42501 PERMISSION_DENIED for whoever works nowhere; 22023 INVALID_INPUT, BATCH_TOO_LARGE.';
revoke all on function public.record_events(jsonb) from public, anon, service_role;
grant execute on function public.record_events(jsonb) to authenticated;
