create or replace function public.cancel_invitation(invitation_id uuid, reason text default null)
returns public.invitations
language plpgsql
volatile
security definer -- definer: people and invitations are written by RPCs alone
set search_path = ''
as $$
declare
  invitation public.invitations;
begin
  perform private.require('collaborators.manage');
  perform private.begin_sensitive('cancel_invitation', cancel_invitation.reason);
  invitation := private.lock_invitation(cancel_invitation.invitation_id);
  perform private.require_rank_over(invitation.person_id);
  perform private.enqueue(
    'auth.delete_user', format('auth.delete_user:%s', invitation.person_id),
    jsonb_build_object('email', (select p.email from public.people as p where p.id = invitation.person_id))
  );
  perform private.anonymise_person(invitation.person_id);
  select i.* into invitation from public.invitations as i where i.id = cancel_invitation.invitation_id;
  return invitation;
end;
$$;

comment on function public.cancel_invitation(uuid, text) is
'Takes an open invitation back and forgets the person; the address can be invited anew. '
'Needs collaborators.manage and a recent strong login. Errors: 42501 PERMISSION_DENIED, STEP_UP_REQUIRED, RANK_TOO_LOW; P0002 NOT_FOUND; PT409 INVITATION_CLOSED.';
revoke all on function public.cancel_invitation(uuid, text) from public, anon;
grant execute on function public.cancel_invitation(uuid, text) to authenticated;
