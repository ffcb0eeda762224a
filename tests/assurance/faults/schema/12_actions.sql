-- definer: the first owner of a team has no right to add one.
create function public.create_team(name text)
returns bigint
language plpgsql
security definer
set search_path = ''
as $$
declare
  created bigint;
begin
  if (select auth.uid()) is null then
    raise exception 'sign in first' using errcode = '42501';
  end if;
  insert into public.teams (name) values (create_team.name) returning id into created;
  insert into public.memberships (team_id, user_id, role)
  values (created, (select auth.uid()), 'owner');
  return created;
end;
$$;
grant execute on function public.create_team(text) to authenticated;

-- definer: whoever is invited may not see the invitation, nor add a membership.
create function public.accept_invitation(token uuid)
returns bigint
language plpgsql
security definer
set search_path = ''
as $$
declare
  accepted public.invitations;
begin
  delete from public.invitations
  where
    invitations.token = accept_invitation.token
    and lower(invitations.email) = lower((select auth.email()))
  returning * into accepted;
  if accepted.id is null then
    raise exception 'no such invitation' using errcode = 'P0002';
  end if;
  insert into public.memberships (team_id, user_id, role)
  values (accepted.team_id, (select auth.uid()), accepted.role)
  on conflict do nothing;
  return accepted.team_id;
end;
$$;
grant execute on function public.accept_invitation(uuid) to authenticated;

-- definer: comments may be edited by their authors only. One answer for hidden and for absent.
create function public.hide_comment(comment_id bigint)
returns void
language plpgsql
security definer
set search_path = ''
as $$
begin
  update public.comments set hidden_at = now()
  from public.tasks inner join public.projects on projects.id = tasks.project_id
  where
    comments.id = hide_comment.comment_id
    and tasks.id = comments.task_id
    and projects.team_id in (select private.my_teams('owner'));
  if not found then
    raise exception 'no such comment' using errcode = 'P0002';
  end if;
end;
$$;
grant execute on function public.hide_comment(bigint) to authenticated;
