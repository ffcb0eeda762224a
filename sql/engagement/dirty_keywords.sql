-- requires: sql/engagement/messages.sql
-- A log without unique key: two writers of a conversation never wait for each other here.
create table private.dirty_keywords (
  id bigint generated always as identity,
  domain_id uuid not null,
  conversation_id uuid not null,
  constraint dirty_keywords_pkey primary key (id)
);
alter table private.dirty_keywords enable row level security;

comment on table private.dirty_keywords is
'Conversations whose words are to be read anew, noted by whoever wrote a text. See run_keyword_upkeep.';

revoke all on private.dirty_keywords from public, anon, authenticated, service_role;

create or replace function private.note_keywords()
returns trigger
language plpgsql
volatile
security definer -- definer: whoever writes messages may not write the notes
set search_path = ''
as $$
begin
  insert into private.dirty_keywords (domain_id, conversation_id)
  select distinct fresh.domain_id, fresh.conversation_id
  from new_rows as fresh
  where fresh.role = 'visitor';
  return null;
end;
$$;

comment on function private.note_keywords() is
'Statement trigger of messages: notes the conversations of new and changed texts.';

revoke all on function private.note_keywords() from public;

create trigger note_keywords_added after insert on public.messages
referencing new table as new_rows
for each statement execute function private.note_keywords();

create trigger note_keywords_changed after update on public.messages
referencing new table as new_rows
for each statement execute function private.note_keywords();
