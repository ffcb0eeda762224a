create or replace function public.report_delivery(
  message_id uuid,
  worker text,
  status_code integer default null,
  error text default null
)
returns timestamptz
language plpgsql
volatile
security definer -- definer: nobody holds anything on the outbox
set search_path = ''
as $$
#variable_conflict use_column
declare
  claimed private.outbox;
begin
  if num_nonnulls(status_code, error) <> 1 or status_code not between 100 and 599 or error !~ '^[a-z][a-z0-9_]{0,63}$' then
    perform private.bad_input('status_code', 'the status of the answer, or else error, a code such as timeout');
  end if;
  claimed := private.find_claimed(report_delivery.message_id, worker);
  insert into public.webhook_deliveries (domain_id, endpoint_id, message_id, topic, body, attempt, status_code, error)
  values (
    claimed.domain_id, (claimed.payload ->> 'endpoint_id')::uuid, (claimed.payload ->> 'message_id')::uuid,
    claimed.payload ->> 'topic', claimed.payload ->> 'body', claimed.attempts, status_code, report_delivery.error
  );
  if status_code between 200 and 299 then
    perform public.complete_outbox(claimed.id, worker);
    return null;
  end if;
  if status_code = 410 then
    update public.webhook_endpoints as e set is_active = false
    where e.domain_id = claimed.domain_id and e.id = (claimed.payload ->> 'endpoint_id')::uuid;
  end if;
  return public.fail_outbox(
    claimed.id, worker, coalesce(report_delivery.error, 'status_' || status_code), status_code is not distinct from 410
  );
end;
$$;

comment on function public.report_delivery(uuid, text, integer, text) is
'For workers: what became of the webhook. status_code: of the answer; 2xx is delivered, 410 switches the endpoint off, anything else is tried again later. error: a code such as timeout, where there was no answer. Each report is a row of webhook_deliveries. Returns when it is due again; null: it is not. '
'Errors: 22023 INVALID_INPUT; PT409 CLAIM_LOST.';
revoke all on function public.report_delivery(uuid, text, integer, text) from public, anon, authenticated;
grant execute on function public.report_delivery(uuid, text, integer, text) to service_role;
