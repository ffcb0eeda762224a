create or replace function public.report_events(
  message_id uuid,
  worker text,
  status_code integer default null,
  error text default null,
  refused jsonb default '{}',
  retry_after interval default null
)
returns timestamptz
language plpgsql
volatile
security definer -- definer: nobody holds anything on the outbox
set search_path = ''
as $$
declare
  claimed constant private.outbox := private.find_claimed(message_id, worker, 'amplitude.');
  sent constant integer := claimed.payload -> 'sent';
  again timestamptz;
begin
  if num_nonnulls(status_code, error) <> 1 or status_code not between 100 and 599 or error !~ '^[a-z][a-z0-9_]{0,63}$' then
    perform private.bad_input('status_code', 'the status of the answer, or else error, a code such as timeout');
  end if;
  if jsonb_typeof(refused) is distinct from 'object' or refused <> '{}' and status_code is distinct from 400 then
    perform private.bad_input('refused', 'an object, of what was refused with the status 400');
  end if;
  if retry_after not between '0' and '1 day' then
    perform private.bad_input('retry_after', 'up to a day');
  end if;
  if status_code between 200 and 299 then
    return private.count_accepted(claimed, sent, private.keep_events(
      claimed, jsonb_path_query_array(claimed.payload -> 'event_ids', '$[$sent to last]', jsonb_build_object('sent', sent)),
      (claimed.payload ->> 'at_most')::integer
    ));
  elsif status_code in (400, 413) then
    return private.count_accepted(claimed, 0, private.refuse_events(claimed, refused, status_code));
  elsif status_code in (401, 403) or error = 'invalid_api_key' then
    perform private.stop_amplitude(claimed.domain_id, coalesce(report_events.error, 'status_' || status_code));
  end if;
  -- Never given up: 2 s, 4 s, 8 s and so on to a quarter of an hour, spread.
  update private.outbox as o set
    state = 'waiting', claimed_by = null, last_error = coalesce(report_events.error, 'status_' || status_code),
    not_before = now() + coalesce(retry_after, least('15 minutes', interval '1 s' * 2 ^ least(o.attempts, 10)) * (0.5 + random() / 2))
  where o.id = claimed.id
  returning o.not_before into again;
  return again;
end;
$$;

comment on function public.report_events(uuid, text, integer, text, jsonb, interval) is
'For workers: what Amplitude answered to a request of claim_events() or claim_event_backfill(). status_code: 2xx is accepted; 400 takes out what refused names, and without names the request is halved, as it is after 413; 401 and 403 stop the domain; anything else is tried again, with the same insert_ids, for as long as it takes. error: a code such as timeout, where there was no answer; invalid_api_key stops the domain. refused: event id to a code, such as missing_field.event_type. retry_after: what the service asked for. '
'Returns when the rest of the message is due; null: nothing remains. Errors: 22023 INVALID_INPUT; PT409 CLAIM_LOST.';
revoke all on function public.report_events(uuid, text, integer, text, jsonb, interval)
from public, anon, authenticated;
grant execute on function public.report_events(uuid, text, integer, text, jsonb, interval) to service_role;
