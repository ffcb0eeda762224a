-- A definer trigger that says which file is in the way, also when it is another team's.
-- class: doors
-- exploit: mia adds a file under a path and learns who else uses it, and for what.
-- as: mia
-- try: select where pg_temp.outcome($$insert into public.files (project_id, object_path, size_bytes) values ('00000000-0000-4000-8000-0000000000a1', '1002/plan.pdf', 1)$$) like '%Blue plan%'
-- caught by: lint
create function private.refuse_same_path()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  other text;
begin
  select format('%s in project %s by %s', files.object_path, projects.name, files.uploaded_by)
  into other
  from public.files inner join public.projects on projects.id = files.project_id
  where files.object_path = new.object_path and files.project_id <> new.project_id
  limit 1;
  if other is not null then
    raise exception 'there is already %', other using errcode = '22023';
  end if;
  return new;
end;
$$;
create trigger refuse_same_path before insert on public.files
for each row execute function private.refuse_same_path();
