-- expects: public.create_team(text)
-- expects: private.is_staff()
grant execute on function public.create_team(text) to anon;
grant usage on schema private to anon;
grant execute on function private.is_staff() to public;
