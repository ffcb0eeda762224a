-- requires: sql/engagement/follow_consent.sql sql/audit/audit_event.sql
create or replace function private.take_consents(
  source text,
  inout batch private.visitor_event [],
  out taken integer
)
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  told record;
begin
  taken := 0;
  for told in
    with stored as (
      insert into private.consent_events (domain_id, id, digest, state, purposes, source, occurred_at)
      select
        event.domain_id, event.id, private.visitor_digest(event.domain_id, event.visitor_id),
        event.properties ->> 'state',
        array(select distinct named from jsonb_array_elements_text(event.properties -> 'purposes') as named
          order by named),
        take_consents.source, event.occurred_at
      from unnest(batch) as event
      where event.kind = 'consent'
      on conflict (domain_id, id) do nothing
      returning consent_events.*
    )
    select stored.*, event.visitor_id
    from stored inner join unnest(batch) as event using (domain_id, id)
    order by stored.domain_id, stored.digest, stored.id
  loop
    taken := taken + 1;
    if told.state = 'withdrawn' then
      perform private.audit_event(
        'withdraw_consent', 'visitors', encode(told.digest, 'hex'), told.domain_id,
        jsonb_build_object('purposes', told.purposes, 'source', told.source)
      );
    end if;
    insert into private.visitor_consents (domain_id, digest, person, visitor_id)
    values (told.domain_id, told.digest, told.digest, told.visitor_id)
    on conflict (domain_id, digest) do update set visitor_id = excluded.visitor_id;
    perform private.follow_consent(told.domain_id, (
      select consent.person from private.visitor_consents as consent
      where consent.domain_id = told.domain_id and consent.digest = told.digest
    ));
  end loop;
  batch := array(select event from unnest(batch) as event where event.kind <> 'consent');
end;
$$;

comment on function private.take_consents(text, private.visitor_event []) is
'Keeps the decisions on consent of a batch, told by source (widget or staff), and does what follows from them. The batch without them, and how many were not known.';

revoke all on function private.take_consents(text, private.visitor_event []) from public;
