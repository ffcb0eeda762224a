-- A trigger that runs as its owner names the row that it met.
create function private.refuse_copy() returns trigger language plpgsql
security definer set search_path = '' as $$
declare
  other public.notes;
begin
  select n.* into other from public.notes as n where n.id = new.id and n.team_id = new.team_id;
  if found then
    raise exception 'copy of %', other.body using errcode = '23505';
  end if;
  return new;
end $$;
create trigger refuse_copy before insert on public.notes for each row execute function private.refuse_copy();
