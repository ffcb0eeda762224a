-- The search was made a definer for speed; it pastes the words into the query.
-- class: doors
-- exploit: mia searches for a text with a quote in it.
-- as: mia
-- try: select from public.search_tasks('x'' or title like ''Blue') where title = 'Blue task'
-- caught by: lint
create or replace function public.search_tasks(query text)
returns setof public.tasks
language plpgsql
stable
security definer
set search_path = ''
as $$
begin
  return query execute
    'select tasks.* from public.tasks
     inner join public.projects on projects.id = tasks.project_id
     where projects.team_id in (select private.my_teams())
     and tasks.title ilike ''%' || search_tasks.query || '%''';
end;
$$;
