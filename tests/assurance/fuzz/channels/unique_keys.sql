-- A slug is unique over all teams, so a refusal tells that another team has it.
alter table public.notes add constraint notes_slug_everywhere_key unique (slug);
