-- requires: sql/engagement/told_messages.sql sql/engagement/messages.sql
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
  select
    told.domain_id,
    md5(told.conversation_id || '/' || told.seq)::uuid,
    told.conversation_id, told.seq, told.role, told.content, told.language, told.meta, told.occurred_at,
    told.event_id
  from private.told_messages(batch) as told
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
