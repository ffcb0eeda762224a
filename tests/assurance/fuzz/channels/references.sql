-- A tag may point at a note of another team, if there is one.
alter table public.notes add constraint notes_id_key unique (id);
alter table public.tags drop constraint tags_note_fkey;
alter table public.tags add constraint tags_note_fkey foreign key (note_id) references public.notes (id);
