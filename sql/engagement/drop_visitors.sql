-- requires: sql/engagement/conversations.sql sql/engagement/visitor_event.sql
-- requires: sql/analytics/person_numbers.sql
create or replace function private.drop_visitors(
  domain_id uuid,
  visitor_ids uuid [],
  kept private.visitor_event []
)
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  gone_ids constant uuid [] := array(
    select listed.id from unnest(visitor_ids) as listed (id)
    where listed.id <> all(array(select event.visitor_id from unnest(kept) as event))
  );
begin
  -- Somebody else spoke in a session of theirs: it is that person's now.
  update public.visitor_sessions as session set visitor_id = talk.visitor_id, landing_url = null
  from public.conversations as talk
  where session.domain_id = drop_visitors.domain_id and session.visitor_id = any(visitor_ids)
    and talk.domain_id = session.domain_id and talk.session_id = session.id
    and talk.visitor_id <> all(visitor_ids);
  delete from public.visitor_sessions as session
  where session.domain_id = drop_visitors.domain_id and session.visitor_id = any(visitor_ids)
    and session.id <> all(array(select event.session_id from unnest(kept) as event));
  delete from public.visitors as visitor
  where visitor.domain_id = drop_visitors.domain_id and visitor.id = any(gone_ids);
  -- Numbers are never given twice, so nobody has it now.
  update private.person_numbers as known set person_id = gen_random_uuid()
  where known.domain_id = drop_visitors.domain_id and known.person_id = any(gone_ids);
end;
$$;

comment on function private.drop_visitors(uuid, uuid [], private.visitor_event []) is
'Removes those of these visitors and of their sessions that kept has no event of.';

revoke all on function private.drop_visitors(uuid, uuid [], private.visitor_event []) from public;
