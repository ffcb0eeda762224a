-- as: superuser
-- expects: public.search_tasks(text)
-- expects: role authenticated
alter function public.search_tasks(text) set row_security = off;
alter role authenticated set row_security = off;
