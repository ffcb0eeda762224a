create or replace function public.request_event_backfill(
  domain_id uuid,
  begins_at timestamptz,
  ends_at timestamptz,
  reason text
)
returns public.event_backfills
language plpgsql
volatile
security definer -- definer: back-fills are written by RPCs alone
set search_path = ''
as $$
#variable_conflict use_column
declare
  made public.event_backfills;
begin
  perform private.require('integrations.manage', request_event_backfill.domain_id);
  perform private.begin_sensitive('request_event_backfill', request_event_backfill.reason);
  if (request_event_backfill.begins_at < request_event_backfill.ends_at) is not true then
    perform private.bad_input('ends_at', 'after begins_at');
  end if;
  if not exists (
    select from public.amplitude_projects as p
    where p.domain_id = request_event_backfill.domain_id and p.copied_from is not null
  ) then
    perform private.fail('PT409', 'NOT_CONFIGURED', 'nothing was ever copied', 'Call set_amplitude() first.');
  end if;
  insert into public.event_backfills as b (domain_id, begins_at, ends_at, requested_by)
  values (
    request_event_backfill.domain_id, request_event_backfill.begins_at, request_event_backfill.ends_at,
    private.current_person_id()
  )
  returning b.* into made;
  perform private.audit_event('request', 'event_backfills', made.id::text, made.domain_id, to_jsonb(made) - 'domain_id');
  perform private.queue_backfill(made.domain_id, made.id);
  select b.* into made from public.event_backfills as b where b.domain_id = made.domain_id and b.id = made.id;
  return made;
exception
  when exclusion_violation then
    perform private.fail(
      '23P01', 'BACKFILL_OVERLAPS', 'a part of that time was filled in before', 'Amplitude would count its events twice.'
    );
end;
$$;

comment on function public.request_event_backfill(uuid, timestamptz, timestamptz, text) is
'Has the events of a time copied to Amplitude that were told before the copy was switched on; returns the row in which its progress is read. begins_at, ends_at: when they happened; half-open. Needs integrations.manage, a reason and a recent strong login. '
'Errors: 42501 PERMISSION_DENIED, STEP_UP_REQUIRED; 22023 INVALID_INPUT, REASON_REQUIRED; 23P01 BACKFILL_OVERLAPS; PT409 NOT_CONFIGURED.';
revoke all on function public.request_event_backfill(uuid, timestamptz, timestamptz, text)
from public, anon, service_role;
grant execute on function public.request_event_backfill(uuid, timestamptz, timestamptz, text) to authenticated;
