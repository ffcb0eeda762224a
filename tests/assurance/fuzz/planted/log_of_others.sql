-- A trigger notes the neighbour's latest note in a log of the caller's own team.
-- finds: leak on public.notes, through sql
create function private.remember() returns trigger language plpgsql
security definer set search_path = '' as $$
begin
  insert into public.history (team_id, said)
  select new.team_id, string_agg(n.body, ' ') from public.notes as n where n.team_id <> new.team_id;
  return new;
end $$;
create trigger remember after insert on public.notes for each row execute function private.remember();
