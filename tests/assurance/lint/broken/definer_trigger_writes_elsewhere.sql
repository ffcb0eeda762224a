-- expects: private.finish_same()
create function private.finish_same()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  update public.tasks set status = new.status where tasks.title = new.title;
  return null;
end;
$$;
create trigger finish_same after update on public.tasks
for each row execute function private.finish_same();
-- this one stays with its row
create function private.touch_project()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  update public.projects set is_archived = false where projects.id = new.project_id;
  return null;
end;
$$;
create trigger touch_project after update on public.tasks
for each row execute function private.touch_project();
