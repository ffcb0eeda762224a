-- Accepting an invitation says for whom it was, also to somebody else.
-- class: side doors
-- exploit: stan tries the token of a forwarded link and learns the address.
-- as: stan
-- try: select where pg_temp.outcome($$select public.accept_invitation('00000000-0000-4000-8000-0000000000f2')$$) like '%new@blue.example%'
-- fuzz: public.accept_invitation*
-- caught by: lint, fuzz
create or replace function public.accept_invitation(token uuid)
returns bigint
language plpgsql
security definer
set search_path = ''
as $$
declare
  found_one public.invitations;
begin
  select * into found_one from public.invitations
  where invitations.token = accept_invitation.token;
  if found_one.id is null then
    raise exception 'no such invitation' using errcode = 'P0002';
  elsif lower(found_one.email) <> lower((select auth.email())) then
    raise exception 'this invitation is for %', found_one.email using errcode = '42501';
  end if;
  delete from public.invitations where invitations.id = found_one.id;
  insert into public.memberships (team_id, user_id, role)
  values (found_one.team_id, (select auth.uid()), found_one.role)
  on conflict do nothing;
  return found_one.team_id;
end;
$$;
