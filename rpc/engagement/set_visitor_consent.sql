create or replace function public.set_visitor_consent(
  domain_id uuid,
  visitor_id uuid,
  state text,
  purposes text [],
  reason text
)
returns jsonb
language plpgsql
volatile
security definer -- definer: these tables are written by functions alone
set search_path = ''
as $$
declare
  given constant jsonb := jsonb_build_object('state', state, 'purposes', purposes);
  fault text;
begin
  perform private.require('visitors.delete', set_visitor_consent.domain_id);
  perform private.begin_sensitive('set_visitor_consent', set_visitor_consent.reason);
  fault := private.event_consent_fault(given);
  if fault is not null then
    perform private.bad_input(
      replace(split_part(fault, ': ', 1), 'properties.', ''), split_part(fault, ': ', 2)
    );
  end if;
  perform pg_advisory_xact_lock(private.merge_lock_key(set_visitor_consent.domain_id));
  if private.same_visitors(set_visitor_consent.domain_id, set_visitor_consent.visitor_id) = '{}' and not exists (
    select from private.visitor_consents as consent
    where consent.domain_id = set_visitor_consent.domain_id and consent.digest
      = private.visitor_digest(set_visitor_consent.domain_id, set_visitor_consent.visitor_id)
  ) then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such visitor');
  end if;
  perform private.take_consents('staff', private.drop_erased_events(array[row(
    gen_random_uuid(), set_visitor_consent.domain_id, set_visitor_consent.visitor_id, null, null,
    'consent', null, given, null, null, null, false, now(), now(), false
  )::private.visitor_event]));
  return public.visitor_consent(set_visitor_consent.domain_id, set_visitor_consent.visitor_id);
end;
$$;

comment on function public.set_visitor_consent(uuid, uuid, text, text [], text) is
'For somebody who calls or writes in: notes that a visitor granted or withdrew (state) consent to purposes, now, as if the widget had told. A withdrawal of the purpose that storage rests on erases what is kept of the person up to now, which cannot be undone. Returns what visitor_consent does. Needs visitors.delete there, strong login and a reason, in which the person is not to be named: it stays in the audit log. '
'Errors: 42501 PERMISSION_DENIED, STEP_UP_REQUIRED; 22023 INVALID_INPUT, REASON_REQUIRED; P0002 NOT_FOUND.';

revoke all on function public.set_visitor_consent(uuid, uuid, text, text [], text)
from public, anon, service_role;
grant execute on function public.set_visitor_consent(uuid, uuid, text, text [], text) to authenticated;
