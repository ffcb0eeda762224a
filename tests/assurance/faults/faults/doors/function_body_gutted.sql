-- Accepting an invitation no longer compares the address.
-- class: doors
-- exploit: stan finds a forwarded link and joins Blue in the place of whom it was for.
-- as: stan
-- try: select public.accept_invitation('00000000-0000-4000-8000-0000000000f2')
-- fuzz: public.accept_invitation*
-- caught by: matrix, fuzz
create or replace function public.accept_invitation(token uuid)
returns bigint
language plpgsql
security definer
set search_path = ''
as $$
declare
  accepted public.invitations;
begin
  delete from public.invitations
  where invitations.token = accept_invitation.token
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
