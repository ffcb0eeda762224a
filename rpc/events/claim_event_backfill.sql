create or replace function public.claim_event_backfill(worker text, lease interval default '2 minutes')
returns table (message_id uuid, domain_id uuid, attempt integer, url text, body jsonb)
language plpgsql
volatile
security definer -- definer: nobody holds anything on the outbox and the vault
set search_path = ''
as $$
#variable_conflict use_column
declare
  project public.amplitude_projects;
  claimed private.outbox;
  request record;
begin
  perform private.check_worker(worker, lease);
  select o.* into claimed
  from private.outbox as o
  inner join public.amplitude_projects as p on p.domain_id = o.domain_id
  where o.topic = 'amplitude.backfill' and o.state in ('waiting', 'claimed') and o.not_before <= now()
    and o.environment = private.environment()
    and p.is_active and p.error is null and private.amplitude_secret(p) is not null
  order by o.not_before
  limit 1
  for update of o skip locked;
  if not found then
    return;
  end if;
  select p.* into project from public.amplitude_projects as p where p.domain_id = claimed.domain_id;
  request := private.amplitude_request(
    project.domain_id, claimed.payload -> 'event_ids',
    least((claimed.payload ->> 'at_most')::integer, jsonb_array_length(claimed.payload -> 'event_ids'))
  );
  update private.outbox as o set
    state = 'claimed', claimed_by = worker, attempts = o.attempts + 1, not_before = now() + lease,
    payload = o.payload || jsonb_build_object('sent', request.sent)
  where o.id = claimed.id;
  return query select
    claimed.id, claimed.domain_id, claimed.attempts + 1,
    format('https://api%s.amplitude.com/batch', case project.region when 'eu' then '.eu' else '2' end),
    jsonb_build_object('api_key', private.read_secret(private.amplitude_secret(project)), 'events', request.events);
end;
$$;

comment on function public.claim_event_backfill(text, interval) is
'For workers: the next request of a back-fill to Amplitude, for the time of the lease: url, and body as the Batch API takes it. A domain''s go one at a time, beside what claim_events() hands out. No row: nothing now. Say what was answered with report_events(). '
'Errors: 22023 INVALID_INPUT; PT503 VAULT_MISSING.';
revoke all on function public.claim_event_backfill(text, interval) from public, anon, authenticated;
grant execute on function public.claim_event_backfill(text, interval) to service_role;
