-- A policy without `to` holds for anon as well, and the grant beside it names anon.
-- class: row security missing or void
-- exploit: a visitor without an account lists the files of every team.
-- as: anon
-- try: select from public.files
-- caught by: matrix, lint
create policy select_small on public.files for select using (size_bytes < 1000000);
grant select on public.files to anon;
