-- A second policy for a public showcase. Permissive policies are joined by OR.
-- class: predicate wrong
-- exploit: stan lists every project that is not archived.
-- as: stan
-- try: select from public.projects
-- caught by: matrix, lint
create policy select_showcase on public.projects for select to authenticated
using (not is_archived);
