-- expects: private.is_staff()
-- expects: private.who()
alter function private.is_staff() immutable;
create function private.who() returns uuid language sql immutable set search_path = '' as 'select auth.uid()';
-- this one reads nothing
create function private.year_of(day date) returns integer language sql immutable set search_path = ''
as 'select extract(year from day)::integer';
