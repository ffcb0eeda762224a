-- requires: sql/analytics/dirty_topics.sql sql/analytics/hour_number.sql sql/engagement/conversations.sql
-- Whoever writes conversation_topics writes conversations.topics_at too, so one table is enough to look at.
create or replace function private.note_topics()
returns trigger
language plpgsql
volatile
security definer -- definer: whoever changes a fact may not write the notes
set search_path = ''
as $$
begin
  if tg_op <> 'DELETE' then
    insert into private.dirty_topics (domain_id, hour)
    select distinct fresh.domain_id, floor(private.hour_number(fresh.started_at))::integer
    from new_rows as fresh
    where fresh.topics_at is not null;
  end if;
  if tg_op <> 'INSERT' then
    -- Also where it began before: it may turn out to have begun earlier.
    insert into private.dirty_topics (domain_id, hour)
    select distinct gone.domain_id, floor(private.hour_number(gone.started_at))::integer
    from old_rows as gone
    where gone.topics_at is not null;
  end if;
  return null;
end;
$$;

comment on function private.note_topics() is
'Statement trigger of conversations: notes the hours in which the classified ones began.';

revoke all on function private.note_topics() from public;

create trigger note_topics_inserted after insert on public.conversations
referencing new table as new_rows
for each statement execute function private.note_topics();

create trigger note_topics_updated after update on public.conversations
referencing old table as old_rows new table as new_rows
for each statement execute function private.note_topics();

create trigger note_topics_deleted after delete on public.conversations
referencing old table as old_rows
for each statement execute function private.note_topics();
