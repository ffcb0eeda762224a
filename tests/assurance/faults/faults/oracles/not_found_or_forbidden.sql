-- Two answers where there should be one: a comment that exists is forbidden, another is not found.
-- class: oracles
-- exploit: otto walks through the numbers and learns how much the others write, and when.
-- as: otto
-- try: select where pg_temp.outcome('select public.hide_comment(1002)') <> pg_temp.outcome('select public.hide_comment(999)')
-- fuzz: public.hide_comment*
-- caught by: fuzz
create or replace function public.hide_comment(comment_id bigint)
returns void
language plpgsql
security definer
set search_path = ''
as $$
begin
  if not exists (select from public.comments where comments.id = hide_comment.comment_id) then
    raise exception 'no such comment' using errcode = 'P0002';
  end if;
  update public.comments set hidden_at = now()
  from public.tasks inner join public.projects on projects.id = tasks.project_id
  where
    comments.id = hide_comment.comment_id
    and tasks.id = comments.task_id
    and projects.team_id in (select private.my_teams('owner'));
  if not found then
    raise exception 'not your comment' using errcode = '42501';
  end if;
end;
$$;
