create or replace function public.resend_invitation(invitation_id uuid, idempotency_key text default null)
returns public.invitations
language plpgsql
volatile
security definer -- definer: invitations are written by RPCs alone
set search_path = ''
as $$
declare
  invitation public.invitations;
begin
  perform private.require('collaborators.manage');
  perform private.begin_sensitive('resend_invitation', null);
  if length(resend_invitation.idempotency_key) not between 1 and 200 then
    perform private.bad_input('idempotency_key', '1 to 200 characters');
  end if;
  invitation := private.lock_invitation(resend_invitation.invitation_id);
  perform private.require_rank_over(invitation.person_id);
  if invitation.idempotency_key = resend_invitation.idempotency_key then
    return invitation;
  end if;
  return private.send_invitation(invitation.person_id, resend_invitation.idempotency_key);
end;
$$;

comment on function public.resend_invitation(uuid, text) is
'Sends an open invitation again and renews its expiry; an expired one counts as open. The same idempotency_key again does nothing. '
'Needs collaborators.manage and a recent strong login. Errors: 42501 PERMISSION_DENIED, STEP_UP_REQUIRED, RANK_TOO_LOW; P0002 NOT_FOUND; PT409 INVITATION_CLOSED.';
revoke all on function public.resend_invitation(uuid, text) from public, anon;
grant execute on function public.resend_invitation(uuid, text) to authenticated;
