-- Another answer for a note of others than for one that is not there.
-- finds: interference on public.open_note, through sql
create function public.open_note(note_id uuid) returns text language plpgsql stable
security definer set search_path = '' as $$
declare
  note public.notes;
begin
  select n.* into note from public.notes as n where n.id = open_note.note_id;
  if not found then
    raise exception 'no such note' using errcode = 'P0002';
  end if;
  if not note.team_id = any(private.my_teams()) then
    raise exception 'not your note' using errcode = '42501';
  end if;
  return note.body;
end $$;
