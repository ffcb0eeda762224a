-- Whose workspace the note is in, not whether its author is in one of mine.
alter policy "notes of people in my workspaces" on public.notes
using (workspace_id in (select private.my_workspaces()));
alter policy "notes of people in my workspaces" on public.notes rename to "notes in my workspaces";
