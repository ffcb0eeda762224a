-- requires: sql/identity/invitations.sql sql/identity/people.sql
create or replace function private.accept_invitation(person_id uuid)
returns void
language plpgsql
volatile
security definer -- definer: the invited person holds nothing yet
set search_path = ''
as $$
begin
  update public.invitations as i set accepted_at = now()
  where i.person_id = accept_invitation.person_id
    and i.accepted_at is null and i.cancelled_at is null and i.expires_at > now();
  if not found then
    perform private.fail('42501', 'INVITATION_EXPIRED', 'there is no open invitation', 'Ask for a new invitation.');
  end if;
  update public.people as p set status = 'active'
  where p.id = accept_invitation.person_id;
end;
$$;

comment on function private.accept_invitation(uuid) is
'Makes an invited person active, whose row the caller has locked; called when the account is linked. Raises 42501 INVITATION_EXPIRED.';
revoke all on function private.accept_invitation(uuid) from public;
