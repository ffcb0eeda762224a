-- expects: public.comments
-- expects: public.projects
alter table public.comments replica identity full;
alter table public.projects replica identity full;
