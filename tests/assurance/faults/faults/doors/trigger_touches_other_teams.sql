-- The trigger finishes what has the same title, as its owner, in every team.
-- class: doors
-- exploit: mia names a task like one of Blue's and finishes hers: Blue's task is finished as well.
-- as: mia
-- rows: update public.tasks set status = 'open', title = 'Call the bank'
-- try: update public.tasks set status = 'done' where project_id = '00000000-0000-4000-8000-0000000000a1'
-- as: owner
-- try: select from public.tasks where project_id = '00000000-0000-4000-8000-0000000000b1' and status = 'done'
-- caught by: lint
create function private.finish_same()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  update public.tasks set status = new.status
  where tasks.title = new.title and tasks.id <> new.id and tasks.status <> new.status;
  return null;
end;
$$;
create trigger finish_same after insert or update on public.tasks
for each row execute function private.finish_same();
