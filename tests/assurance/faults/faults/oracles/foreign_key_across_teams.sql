-- A task may wait for another: a foreign key of one column, and no policy looks at it.
-- class: oracles
-- exploit: mia lets her task wait for number 1002: accepted, so it exists; 999 is refused.
-- as: mia
-- try: update public.tasks set waits_for = 1002 where title = 'Red task'
-- fuzz: probes
-- caught by: matrix, lint, fuzz
alter table public.tasks add column waits_for bigint references public.tasks (id) on delete set null;
create index tasks_waits_for_idx on public.tasks (waits_for);
grant insert (waits_for), update (waits_for) on public.tasks to authenticated;
