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
