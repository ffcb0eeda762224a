-- What only a superuser may make: a table whose rows lie elsewhere.
create extension if not exists file_fdw with schema extensions;
create server files foreign data wrapper file_fdw;
create foreign table public.elsewhere (line text)
server files options (filename '/dev/null');
