-- An error names the other row that is in the way.
-- finds: leak on public.reserve_slug, through sql and rest
create function public.reserve_slug(note_id uuid) returns void language plpgsql
security definer set search_path = '' as $$
declare
  other public.notes;
begin
  select n.* into other from public.notes as n where n.id = reserve_slug.note_id;
  if found then
    raise exception 'this note exists already: %', other.body using errcode = '23505';
  end if;
end $$;
