-- A definer function believes the team that it is told.
-- finds: leak on public.notes_in, through sql and rest
create function public.notes_in(team_id uuid) returns setof public.notes language sql stable
security definer set search_path = '' as $$
  select n.* from public.notes as n where n.team_id = notes_in.team_id
$$;
