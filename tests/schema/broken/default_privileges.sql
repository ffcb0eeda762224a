-- expects: default privileges of postgres: SELECT on objects of kind r for anon
alter default privileges in schema public grant select on tables to anon;
