-- sql/identity/send_invitation.sql
-- requires: sql/identity/invitations.sql sql/notify/enqueue.sql
create or replace function private.send_invitation(person_id uuid, idempotency_key text)
returns public.invitations
language plpgsql
volatile
security definer -- definer: invitations are written by RPCs alone
set search_path = ''
as $$
#variable_conflict use_column
declare
  sent public.invitations;
  expiry timestamptz := now() + (select s.invitation_lifetime from public.security_settings as s);
begin
  insert into public.invitations as i (person_id, invited_by, expires_at, idempotency_key)
  values (send_invitation.person_id, private.current_person_id(), expiry, send_invitation.idempotency_key)
  on conflict (person_id) where accepted_at is null and cancelled_at is null
  do update set
    expires_at = excluded.expires_at, sent_count = i.sent_count + 1, last_sent_at = now(),
    idempotency_key = excluded.idempotency_key
  returning * into sent;
  perform private.enqueue(
    'auth.invite', format('auth.invite:%s:%s', sent.id, sent.sent_count),
    jsonb_build_object('invitation_id', sent.id, 'person_id', sent.person_id, 'expires_at', sent.expires_at)
  );
  return sent;
end;
$$;

comment on function private.send_invitation(uuid, text) is
'Opens the person''s invitation, or renews the open one, and queues one mail.';
revoke all on function private.send_invitation(uuid, text) from public;
