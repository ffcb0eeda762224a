-- A number is enough: how many notes another team has.
-- finds: interference on public.note_total, through sql
create function public.note_total(team_id uuid) returns bigint language sql stable
security definer set search_path = '' as $$
  select count(*) from public.notes as n where n.team_id = note_total.team_id
$$;
