-- requires: sql/engagement/visitor_event.sql
create or replace function private.told_messages(batch private.visitor_event [])
returns table (
  domain_id uuid,
  conversation_id uuid,
  seq integer,
  role text,
  content text,
  language text,
  meta jsonb,
  occurred_at timestamptz,
  event_id uuid
)
language plpgsql
stable
security invoker
rows 500
set search_path = ''
as $$
begin
  return query
  select distinct on (event.domain_id, event.conversation_id, event.seq)
    event.domain_id,
    event.conversation_id,
    event.seq,
    event.properties ->> 'role',
    event.properties ->> 'content',
    nullif(event.properties ->> 'language', ''),
    coalesce(nullif(event.properties -> 'meta', 'null'), '{}'),
    event.occurred_at,
    event.id
  from (
    select told.*, (told.properties ->> 'seq')::integer as seq
    from unnest(batch) as told
    where told.kind = 'message'
    offset 0 -- The number is read once, not wherever it is named.
  ) as event
  order by event.domain_id, event.conversation_id, event.seq, event.occurred_at desc, event.id desc;
end;
$$;

comment on function private.told_messages(private.visitor_event []) is
'The messages of a batch in the columns of public.messages, of each place in a conversation the newest, in the order of their keys.';

revoke all on function private.told_messages(private.visitor_event []) from public;
