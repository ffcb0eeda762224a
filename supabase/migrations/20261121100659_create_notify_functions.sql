-- rpc/notify/claim_outbox.sql
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
'topic_prefix: auth. takes every topic that starts so. Errors: 22023 INVALID_INPUT.';
revoke all on function public.claim_outbox(text, text, integer, interval) from public, anon, authenticated;
grant execute on function public.claim_outbox(text, text, integer, interval) to service_role;

-- rpc/notify/complete_outbox.sql
create or replace function public.complete_outbox(message_id uuid, worker text)
returns void
language plpgsql
volatile
security definer -- definer: nobody holds anything on the outbox
set search_path = ''
as $$
begin
  -- The payload was for the delivery: it may name people, so it does not stay.
  update private.outbox as o set state = 'done', finished_at = now(), last_error = null, payload = '{}'
  where o.id = complete_outbox.message_id and o.state = 'claimed' and o.claimed_by = complete_outbox.worker;
  if not found then
    perform private.fail(
      'PT409', 'CLAIM_LOST', 'this message is not yours', 'The lease ran out, and another worker took it.'
    );
  end if;
end;
$$;

comment on function public.complete_outbox(uuid, text) is
'For workers: the message was delivered; it is never due again, and its payload is forgotten. Errors: PT409 CLAIM_LOST.';
revoke all on function public.complete_outbox(uuid, text) from public, anon, authenticated;
grant execute on function public.complete_outbox(uuid, text) to service_role;

-- rpc/notify/fail_outbox.sql
create or replace function public.fail_outbox(
  message_id uuid,
  worker text,
  error text,
  is_final boolean default false
)
returns timestamptz
language plpgsql
volatile
security definer -- definer: nobody holds anything on the outbox
set search_path = ''
as $$
declare
  most_attempts constant integer := 10;
  failed private.outbox;
begin
  -- 10 s, 20 s, 40 s and so on to an hour, spread a little so that a recovering receiver is not hit at once.
  update private.outbox as o set
    state = case when fail_outbox.is_final or o.attempts >= most_attempts then 'dead' else 'waiting' end,
    not_before = now() + least('1 hour', interval '10 s' * 2 ^ (o.attempts - 1)) * (1 + random() / 10),
    finished_at = case when fail_outbox.is_final or o.attempts >= most_attempts then now() end,
    claimed_by = null,
    last_error = left(fail_outbox.error, 2000)
  where o.id = fail_outbox.message_id and o.state = 'claimed' and o.claimed_by = fail_outbox.worker
  returning * into failed;
  if not found then
    perform private.fail(
      'PT409', 'CLAIM_LOST', 'this message is not yours', 'The lease ran out, and another worker took it.'
    );
  end if;
  return case failed.state when 'waiting' then failed.not_before end;
end;
$$;

comment on function public.fail_outbox(uuid, text, text, boolean) is
'For workers: the delivery failed. Returns when the message is due again; null: it is dead, after 10 attempts or because is_final says that trying again is of no use. Errors: PT409 CLAIM_LOST.';
revoke all on function public.fail_outbox(uuid, text, text, boolean) from public, anon, authenticated;
grant execute on function public.fail_outbox(uuid, text, text, boolean) to service_role;
