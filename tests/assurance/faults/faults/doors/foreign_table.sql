-- A foreign table for an import, granted to clients. Foreign tables have no row security.
-- class: doors
-- exploit: stan reads what the import brought for every team.
-- as: stan
-- try: select from public.imported_invoices where line like 'Blue%'
-- run by: superuser
-- caught by: matrix, lint
create extension if not exists file_fdw schema extensions;
create server imports foreign data wrapper file_fdw;
create foreign table public.imported_invoices (line text)
server imports options (program 'printf "Red,4200\nBlue,4200\n"');
alter foreign table public.imported_invoices owner to postgres;
grant select on public.imported_invoices to authenticated;
