-- requires: sql/analytics/dirty_days.sql sql/engagement/conversations.sql
create or replace function private.note_conversations()
returns trigger
language plpgsql
volatile
security definer -- definer: whoever changes a fact may not write the notes
set search_path = ''
as $$
begin
  if tg_op <> 'DELETE' then
    insert into private.dirty_days (domain_id, day, cause)
    select distinct fresh.domain_id, (fresh.started_at at time zone 'UTC')::date, 'conversations'
    from new_rows as fresh;
  end if;
  if tg_op = 'DELETE' then
    insert into private.dirty_days (domain_id, day, cause)
    select distinct gone.domain_id, (gone.started_at at time zone 'UTC')::date, 'conversations'
    from old_rows as gone;
  end if;
  if tg_op = 'UPDATE' then
    -- A conversation that turns out to have begun earlier leaves its day.
    insert into private.dirty_days (domain_id, day, cause)
    select distinct gone.domain_id, (gone.started_at at time zone 'UTC')::date, 'conversations'
    from old_rows as gone
    except
    select fresh.domain_id, (fresh.started_at at time zone 'UTC')::date, 'conversations'
    from new_rows as fresh;
  end if;
  return null;
end;
$$;

comment on function private.note_conversations() is
'Statement trigger of conversations: notes the days on which the touched ones began.';

revoke all on function private.note_conversations() from public;

create trigger note_inserted after insert on public.conversations
referencing new table as new_rows
for each statement execute function private.note_conversations();

create trigger note_updated after update on public.conversations
referencing old table as old_rows new table as new_rows
for each statement execute function private.note_conversations();

create trigger note_deleted after delete on public.conversations
referencing old table as old_rows
for each statement execute function private.note_conversations();
