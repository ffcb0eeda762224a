-- Hiding a comment no longer asks for the team.
-- class: doors
-- exploit: otto hides what Blue writes.
-- as: otto
-- try: select public.hide_comment(1002)
-- as: owner
-- try: select from public.comments where body = 'Blue remark' and hidden_at is not null
-- caught by: matrix, lint
create or replace function public.hide_comment(comment_id bigint)
returns void
language plpgsql
security definer
set search_path = ''
as $$
begin
  update public.comments set hidden_at = now() where comments.id = hide_comment.comment_id;
  if not found then
    raise exception 'no such comment' using errcode = 'P0002';
  end if;
end;
$$;
