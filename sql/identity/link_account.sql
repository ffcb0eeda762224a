-- requires: sql/identity/people.sql sql/identity/accept_invitation.sql
create or replace function private.link_account(person public.people, account_id uuid)
returns uuid
language plpgsql
volatile
security definer -- definer: the invited person holds nothing yet
set search_path = ''
as $$
begin
  if person.auth_user_id is null then
    update public.people as p set auth_user_id = account_id where p.id = person.id;
  end if;
  if person.status = 'invited' then
    perform private.accept_invitation(person.id);
  end if;
  return person.id;
end;
$$;

comment on function private.link_account(public.people, uuid) is
'Binds an account to a locked person who has none, and accepts the invitation. Raises 42501 INVITATION_EXPIRED.';

revoke all on function private.link_account(public.people, uuid) from public;
