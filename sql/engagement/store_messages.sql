-- requires: sql/engagement/visitor_event.sql sql/engagement/messages.sql
-- A message that is sent again, corrected, replaces the older text and keeps its id.
create or replace function private.store_messages(batch private.visitor_event [])
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  insert into public.messages as message (
    domain_id, id, conversation_id, seq, role, content, language, meta, occurred_at, event_id
  )
  select distinct on (event.domain_id, event.conversation_id, (event.properties ->> 'seq')::integer)
    event.domain_id,
    md5(event.conversation_id || '/' || (event.properties ->> 'seq')::integer)::uuid,
    event.conversation_id,
    (event.properties ->> 'seq')::integer,
    event.properties ->> 'role',
    event.properties ->> 'content',
    nullif(event.properties ->> 'language', ''),
    coalesce(nullif(event.properties -> 'meta', 'null'), '{}'),
    event.occurred_at,
    event.id
  from unnest(batch) as event
  where event.kind = 'message'
  order by
    event.domain_id, event.conversation_id, (event.properties ->> 'seq')::integer,
    event.occurred_at desc, event.id desc
  on conflict (domain_id, conversation_id, seq) do update set
    role = excluded.role,
    content = excluded.content,
    language = excluded.language,
    meta = excluded.meta,
    occurred_at = excluded.occurred_at,
    event_id = excluded.event_id
  where (excluded.occurred_at, excluded.event_id) > (message.occurred_at, message.event_id);
end;
$$;

comment on function private.store_messages(private.visitor_event []) is
'Writes the messages of the batch into their transcripts.';

revoke all on function private.store_messages(private.visitor_event []) from public;
