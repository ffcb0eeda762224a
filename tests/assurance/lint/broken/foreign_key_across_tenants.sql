-- expects: constraint tasks_waits_for_fkey on public.tasks
alter table public.tasks add column waits_for bigint references public.tasks (id);
grant insert (waits_for), update (waits_for) on public.tasks to authenticated;
