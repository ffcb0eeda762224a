-- requires: sql/identity/invitations.sql sql/identity/lock_person.sql
create or replace function private.lock_invitation(invitation_id uuid)
returns public.invitations
language plpgsql
volatile
security definer -- definer: locks past RLS
set search_path = ''
as $$
declare
  invitation public.invitations;
begin
  select i.* into invitation from public.invitations as i where i.id = lock_invitation.invitation_id;
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'no such invitation');
  end if;
  -- The person first, as everywhere; only then is the invitation's state the last word.
  perform from public.people as p where p.id = invitation.person_id and p.status = 'deleted';
  if not found then
    perform private.lock_person(invitation.person_id);
  end if;
  select i.* into invitation from public.invitations as i where i.id = lock_invitation.invitation_id for update;
  if invitation.accepted_at is not null or invitation.cancelled_at is not null then
    perform private.fail('PT409', 'INVITATION_CLOSED', 'the invitation was accepted or cancelled already');
  end if;
  return invitation;
end;
$$;

comment on function private.lock_invitation(uuid) is
'The open invitation, locked with its person. Raises P0002 NOT_FOUND, PT409 INVITATION_CLOSED.';
revoke all on function private.lock_invitation(uuid) from public;
