create or replace function public.delete_person(person_id uuid, reason text, reassign_to uuid default null)
returns void
language plpgsql
volatile
security definer -- definer: people are written by RPCs alone
set search_path = ''
as $$
declare
  person public.people;
begin
  perform private.require('collaborators.manage');
  perform private.begin_sensitive('delete_person', delete_person.reason);
  person := private.lock_person(delete_person.person_id);
  perform private.require_rank_over(person.id);
  if delete_person.reassign_to is not null then
    perform from public.people as p
    where p.id = delete_person.reassign_to and p.status = 'active' and p.id <> person.id;
    if not found then
      perform private.bad_input('reassign_to', 'no other active person');
    end if;
    update public.invitations as i set invited_by = delete_person.reassign_to
    where i.invited_by = person.id and i.accepted_at is null and i.cancelled_at is null;
  end if;
  perform private.enqueue(
    'auth.delete_user', format('auth.delete_user:%s', person.id),
    jsonb_build_object('auth_user_id', person.auth_user_id, 'email', person.email)
  );
  perform private.anonymise_person(person.id);
  perform private.audit_event(
    'delete_person', 'people', person.id::text, null, jsonb_build_object('reassigned_to', delete_person.reassign_to)
  );
end;
$$;

comment on function public.delete_person(uuid, text, uuid) is
'Forgets a person: sessions end, access and personal data go, the id stays for the audit log; the address can be invited anew. Open invitations sent by the person pass to reassign_to. '
'Needs collaborators.manage, a reason and a recent strong login. '
'Errors: 42501 PERMISSION_DENIED, STEP_UP_REQUIRED, NOT_YOURSELF, RANK_TOO_LOW, LAST_ADMIN; 22023 INVALID_INPUT, REASON_REQUIRED; P0002 NOT_FOUND.';
revoke all on function public.delete_person(uuid, text, uuid) from public, anon;
grant execute on function public.delete_person(uuid, text, uuid) to authenticated;
