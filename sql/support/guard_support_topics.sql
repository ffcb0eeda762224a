-- requires: sql/identity/domains_with.sql
-- Realtime asks the policies of realtime.messages whether somebody may join a private topic. Its schema is the
-- platform's and is missing where Realtime does not run, so the policy is made by a function: called by the
-- migrations, and again by whoever switches Realtime on later.
create or replace function private.guard_support_topics()
returns boolean
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  if to_regclass('realtime.messages') is null or to_regprocedure('realtime.topic()') is null then
    return false;
  end if;
  drop policy if exists select_member on realtime.messages;
  -- There is no policy for insert: only the database and the workers say something there.
  create policy select_member on realtime.messages
  for select to authenticated
  using (
    split_part((select realtime.topic()), ':', 1) = 'support'
    and split_part((select realtime.topic()), ':', 2)
      = any((select private.domains_with('support.view'))::text [])
  );
  comment on policy select_member on realtime.messages is
  'Topics support:<domain id> of the domains where the person works in support.';
  return true;
end;
$$;

comment on function private.guard_support_topics() is
'Makes the policy by which people of support, and nobody else, may join the private topics support:<domain id> of Realtime. False where there is no Realtime; calling it again changes nothing.';
revoke all on function private.guard_support_topics() from public, anon, authenticated, service_role;

select private.guard_support_topics();
