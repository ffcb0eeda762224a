-- expects: policy select_member on public.comments
alter policy select_member on public.comments using (task_id in (select tasks.id from public.tasks));
