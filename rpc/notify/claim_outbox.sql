create or replace function public.claim_outbox(
  worker text,
  topic_prefix text default '',
  page_size integer default 20,
  lease interval default '2 minutes'
)
returns table (
  id uuid, topic text, dedupe_key text, payload jsonb, domain_id uuid, attempt integer, created_at timestamptz
)
language plpgsql
volatile
security definer -- definer: nobody holds anything on the outbox
set search_path = ''
as $$
begin
  if coalesce(btrim(claim_outbox.worker), '') = '' then
    perform private.bad_input('worker', 'name yourself');
  end if;
  if coalesce(claim_outbox.page_size, 0) not between 1 and 500 then
    perform private.bad_input('page_size', '1 to 500');
  end if;
  if claim_outbox.lease is null or claim_outbox.lease not between '1 second' and '1 hour' then
    perform private.bad_input('lease', '1 second to 1 hour');
  end if;
  return query
  with due as (
    select o.id from private.outbox as o
    where o.state in ('waiting', 'claimed') and o.not_before <= now()
      and starts_with(o.topic, claim_outbox.topic_prefix)
      -- These go in order: claim_events() and claim_event_backfill().
      and o.topic not in ('amplitude.event', 'amplitude.backfill')
      -- A copied database must not send another environment's mail.
      and o.environment = private.environment()
    order by o.not_before
    limit claim_outbox.page_size
    -- Two workers never wait for each other, nor take the same message.
    for update skip locked
  )
  update private.outbox as o set
    state = 'claimed', claimed_by = claim_outbox.worker, attempts = o.attempts + 1,
    not_before = now() + claim_outbox.lease
  from due
  where o.id = due.id
  returning o.id, o.topic, o.dedupe_key, o.payload, o.domain_id, o.attempts, o.created_at;
end;
$$;

comment on function public.claim_outbox(text, text, integer, interval) is
'For workers: takes due messages, oldest first, for the time of the lease; not completed by then, they are due again. '
'topic_prefix: auth. takes every topic that starts so. amplitude.event and amplitude.backfill never come: claim_events(), claim_event_backfill(). Errors: 22023 INVALID_INPUT.';
revoke all on function public.claim_outbox(text, text, integer, interval) from public, anon, authenticated;
grant execute on function public.claim_outbox(text, text, integer, interval) to service_role;
