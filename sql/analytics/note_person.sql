-- requires: sql/analytics/dirty_days.sql sql/engagement/conversations.sql
-- requires: sql/engagement/session_events.sql sql/analytics/noted_kinds.sql
create or replace function private.note_person(domain_id uuid, person_id uuid, cause text)
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  insert into private.dirty_days (domain_id, day, cause)
  select distinct note_person.domain_id, (fact.at at time zone 'UTC')::date, note_person.cause
  from public.visitors as visitor
  cross join lateral (
    select talk.started_at as at
    from public.conversations as talk
    where talk.domain_id = visitor.domain_id and talk.visitor_id = visitor.id
    union all
    select event.occurred_at - make_interval(days => back.days)
    from public.session_events as event
    inner join private.noted_kinds as noted on event.kind = noted.kind
    cross join lateral generate_series(0, noted.days_back) as back (days)
    where event.domain_id = visitor.domain_id and event.visitor_id = visitor.id
  ) as fact
  where
    visitor.domain_id = note_person.domain_id
    and note_person.person_id in (visitor.id, visitor.merged_into_id);
end;
$$;

comment on function private.note_person(uuid, uuid, text) is
'Notes every day whose numbers the person is in, with all visitors merged into it.';

revoke all on function private.note_person(uuid, uuid, text) from public;
