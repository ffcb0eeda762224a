-- What was meant for the developer goes to the caller.
-- finds: leak on public.refresh, through sql
create function public.refresh(label text default '') returns void language plpgsql
security definer set search_path = '' as $$
declare
  note public.notes;
begin
  for note in select n.* from public.notes as n loop
    raise debug 'refreshing %', note.slug;
  end loop;
end $$;
