-- A role setting, meant for dumps: queries that a policy would filter fail instead.
-- class: server
-- exploit: nobody gains by it, everybody is locked out: mia's requests fail.
-- as: mia
-- try: select where pg_temp.outcome('select from public.search_tasks(''plan'')') like '42501%'
-- caught by: matrix, lint
alter function public.search_tasks(text) set row_security = off;
