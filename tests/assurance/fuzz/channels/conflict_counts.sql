-- The same key; `on conflict do nothing` tells by the number of rows.
alter table public.notes add constraint notes_slug_everywhere_key unique (slug);
