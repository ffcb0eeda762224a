create or replace function public.reingest_events(
  domain_id uuid,
  quarantine_ids uuid [],
  changes jsonb default '{}'
)
returns jsonb
language plpgsql
volatile
security definer -- definer: nobody holds insert on event_log
set search_path = ''
as $$
declare
  given constant jsonb := coalesce(nullif(changes, 'null'), '{}');
  aside record;
  answer jsonb;
begin
  perform private.require('events.manage', reingest_events.domain_id);
  if jsonb_typeof(given) <> 'object' then
    perform private.bad_input('changes', 'must be an object');
  end if;
  -- Which event it is and who did it stays the sender's to say.
  if given - '{site_domain,name,schema_version,object,properties,occurred_at}'::text [] <> '{}' then
    perform private.bad_input('changes', 'site_domain, name, schema_version, object, properties or occurred_at');
  end if;
  -- What is not mine gets the answer of what is not there.
  if given ? 'site_domain' and private.site_domain_id(given ->> 'site_domain')
    = any(private.domains_with('events.manage')) is not true then
    perform private.bad_input('changes.site_domain', 'is no known site');
  end if;
  if cardinality(quarantine_ids) between 1 and 500 is not true then
    perform private.bad_input('quarantine_ids', '1 to 500');
  end if;
  with taken as (
    delete from public.event_quarantine as q
    where q.domain_id = coalesce(reingest_events.domain_id, '00000000-0000-0000-0000-000000000000')
      and q.id = any(quarantine_ids)
    returning case jsonb_typeof(q.event) when 'object' then q.event || given else q.event end as event, q.received_at, q.id
  )
  select jsonb_agg(t.event order by t.received_at, t.id) as events, array_agg(t.received_at order by t.received_at, t.id) as received
  into aside from taken as t;
  if aside.events is null then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such event in quarantine');
  end if;
  answer := private.take_events(aside.events, aside.received);
  perform private.audit_event('reingest', 'event_quarantine', null, reingest_events.domain_id,
    answer - 'faults' || jsonb_build_object('changed', (select coalesce(jsonb_agg(k), '[]') from jsonb_object_keys(given) as k)));
  return answer;
end;
$$;

comment on function public.reingest_events(uuid, uuid [], jsonb) is
'Tries events of the quarantine again, now that the catalogue knows them, or with changes laid over each. What is taken leaves the quarantine; the rest stays, with the reason of now. quarantine_ids: 1 to 500, from event_quarantine. domain_id: null for those that name no known site. changes: site_domain, name, schema_version, object, properties, occurred_at. Answers as ingest_events(). Needs events.manage; for those of no site, in all domains. '
'Errors: 42501 PERMISSION_DENIED; 22023 INVALID_INPUT; P0002 NOT_FOUND. Example: {"domain_id": "10000000-0000-4000-8000-000000000005", "quarantine_ids": ["30000000-0000-4000-8000-000000000009"], "changes": {"name": "order_placed"}}';
revoke all on function public.reingest_events(uuid, uuid [], jsonb) from public, anon, service_role;
grant execute on function public.reingest_events(uuid, uuid [], jsonb) to authenticated;
