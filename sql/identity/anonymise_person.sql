-- requires: sql/identity/invitations.sql sql/identity/person_permissions.sql sql/identity/end_sessions.sql
create or replace function private.anonymise_person(person_id uuid)
returns void
language plpgsql
volatile
security definer -- definer: nobody holds delete on these tables
set search_path = ''
as $$
begin
  perform private.end_sessions(anonymise_person.person_id);
  -- auth_user_id stays: the account must not be bound to the next person before the worker deletes it.
  update public.people as p set
    status = 'deleted', email = 'deleted-' || p.id || '@deleted.invalid',
    display_name = 'deleted user #' || left(p.id::text, 8),
    phone = null, avatar_path = null, org_id = null, allowed_providers = '{}'
  where p.id = anonymise_person.person_id;
  delete from public.memberships as m where m.person_id = anonymise_person.person_id;
  delete from public.person_permissions as g where g.person_id = anonymise_person.person_id;
  delete from public.notifications as n where n.recipient_id = anonymise_person.person_id;
  delete from public.notification_prefs as n where n.person_id = anonymise_person.person_id;
  delete from public.notification_schedules as n where n.person_id = anonymise_person.person_id;
  delete from public.person_prefs as n where n.person_id = anonymise_person.person_id;
  update public.invitations as i set cancelled_at = now()
  where i.person_id = anonymise_person.person_id and i.accepted_at is null and i.cancelled_at is null;
end;
$$;

comment on function private.anonymise_person(uuid) is
'Turns a person into "deleted user #..." without access. The row stays, because the audit log names it; the e-mail is free again.';
revoke all on function private.anonymise_person(uuid) from public;
