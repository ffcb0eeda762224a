-- Whoever uploads a file again becomes its owner: a trigger sees to that before the policies are asked
-- whose it was, and `on conflict do nothing` keeps the rest from failing.
-- class: write side
-- exploit: tom uploads mia's file again, which is his from then on: he may delete it.
-- as: tom
-- try: insert into public.files (project_id, object_path, size_bytes) values ('00000000-0000-4000-8000-0000000000a1', '1001/plan.pdf', 1) on conflict do nothing
-- try: select from public.files where object_path = '1001/plan.pdf' and uploaded_by = auth.uid()
-- caught by: matrix
create function private.take_upload()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  update public.files set uploaded_by = new.uploaded_by
  where files.project_id = new.project_id and files.object_path = new.object_path;
  return new;
end;
$$;
create trigger take_upload before insert on public.files
for each row execute function private.take_upload();
