-- "The policies filter": not for the owner of the function, who is past them.
-- class: doors
-- exploit: stan lists the latest comments of all teams.
-- as: stan
-- try: select from public.latest_comments() where body = 'Blue remark'
-- fuzz: public.latest_comments*
-- caught by: matrix, lint, fuzz
create function public.latest_comments()
returns setof public.comments
language sql
stable
security definer
set search_path = ''
as $$
  select * from public.comments order by comments.created_at desc limit 500
$$;
grant execute on function public.latest_comments() to authenticated;
