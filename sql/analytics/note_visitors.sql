-- requires: sql/analytics/note_person.sql
-- Row by row, for it is rare: a merge, or an address, which may make a colleague out of a visitor.
-- Ingestion and merging of a domain exclude each other, so every fact of the visitor can be seen.
create or replace function private.note_visitors()
returns trigger
language plpgsql
volatile
security definer -- definer: whoever changes a fact may not write the notes
set search_path = ''
as $$
begin
  perform private.note_person(
    new.domain_id, new.id,
    case when new.merged_into_id is distinct from old.merged_into_id then 'merge' else 'people' end
  );
  return null;
end;
$$;

comment on function private.note_visitors() is
'Row trigger of visitors: notes the days of whoever was merged or has another address.';

revoke all on function private.note_visitors() from public;

create trigger note_changed after update of merged_into_id, email on public.visitors
for each row
when (new.merged_into_id is distinct from old.merged_into_id or new.email is distinct from old.email)
execute function private.note_visitors();
