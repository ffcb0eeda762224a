-- expects: private.refuse_same_path()
create function private.refuse_same_path()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  other text;
begin
  select files.uploaded_by::text into other from public.files where files.object_path = new.object_path;
  if other is not null then
    raise exception 'there is already one of %', other using errcode = '22023';
  end if;
  return new;
end;
$$;
create trigger refuse_same_path before insert on public.files
for each row execute function private.refuse_same_path();
