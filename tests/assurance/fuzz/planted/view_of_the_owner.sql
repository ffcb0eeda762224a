-- A view that runs with its owner's rights shows every team's notes.
-- finds: leak on public.titles, through sql and rest
alter view public.titles set (security_invoker = off);
