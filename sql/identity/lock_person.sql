-- Takes the lock of keep_last_admin before the row's. In the other order two calls about two admins,
-- each holding its row, would deadlock in that trigger.
-- requires: sql/identity/people.sql sql/identity/keep_last_admin.sql sql/platform/fail.sql
create or replace function private.lock_person(person_id uuid, expected_version integer default null)
returns public.people
language plpgsql
volatile
security definer -- definer: locks people past RLS
set search_path = ''
as $$
declare
  person public.people;
begin
  perform pg_advisory_xact_lock(hashtextextended('private.keep_last_admin', 0));
  select p.* into person from public.people as p
  where p.id = lock_person.person_id and p.status <> 'deleted'
  for update;
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'no such person');
  end if;
  if lock_person.expected_version is not null then
    perform private.require_version(lock_person.expected_version, person.version);
  end if;
  return person;
end;
$$;

comment on function private.lock_person(uuid, integer) is
'The person, locked until the transaction ends. Raises P0002 NOT_FOUND, or 40001 STALE_VERSION where a version is expected.';
revoke all on function private.lock_person(uuid, integer) from public;
