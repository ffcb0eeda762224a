-- expects: default privileges postgres in schema public
-- expects: default privileges postgres
alter default privileges in schema public grant select on tables to anon, authenticated;
alter default privileges grant execute on functions to public;
