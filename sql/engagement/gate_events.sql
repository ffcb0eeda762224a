-- requires: sql/engagement/note_kept_visitors.sql sql/engagement/consent_verdict.sql
-- requires: sql/engagement/held_events.sql
-- Most batches name nobody who withdrew, on sites that do not ask: these look up their visitors once.
create or replace function private.gate_events(
  inout batch private.visitor_event [],
  out held integer,
  out dropped integer
)
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  waiting private.visitor_event [];
  given constant integer := cardinality(batch);
begin
  held := 0;
  dropped := 0;
  if not exists (
    select from (select distinct event.domain_id, event.visitor_id from unnest(batch) as event) as named
    inner join private.visitor_consents as consent
      on named.domain_id = consent.domain_id
      and private.visitor_digest(named.domain_id, named.visitor_id) = consent.digest
    where consent.withdrawn_at is not null
  ) and not exists (
    select from public.domains as domain
    where domain.is_consent_required
      and domain.id = any(array(select distinct event.domain_id from unnest(batch) as event))
  ) then
    return;
  end if;
  select
    coalesce(array_agg(judged.event) filter (where judged.verdict = 'keep'), '{}'),
    array_agg(judged.event) filter (where judged.verdict = 'hold')
  into batch, waiting
  from (
    select event, private.consent_verdict(
      event.occurred_at, consent.withdrawn_at, consent.granted_at, domain.is_consent_required
    ) as verdict
    from unnest(batch) as event
    inner join public.domains as domain on event.domain_id = domain.id
    left join private.visitor_consents as consent
      on event.domain_id = consent.domain_id
      and consent.digest = private.visitor_digest(event.domain_id, event.visitor_id)
  ) as judged;
  dropped := given - cardinality(batch) - coalesce(cardinality(waiting), 0);
  perform private.note_kept_visitors(batch);
  held := private.hold_events(waiting);
end;
$$;

comment on function private.gate_events(private.visitor_event []) is
'The events of the batch that may be stored. Those that lack a consent so far are put aside, and counted in held where they are new; those that a withdrawal covers are left out, and counted in dropped.';

revoke all on function private.gate_events(private.visitor_event []) from public;
