-- requires: sql/identity/people.sql
-- definer: reads people past RLS, for the hooks and for invitations.
create or replace function private.person_with_email(email text)
returns uuid
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  found_id uuid;
begin
  select people.id into found_id
  from public.people
  where people.email operator(extensions.=) btrim(person_with_email.email)::extensions.citext
    and people.status <> 'deleted';
  return found_id;
end;
$$;

comment on function private.person_with_email(text) is
'The person who is not deleted and has this address, whatever its case; null when there is none.';

revoke all on function private.person_with_email(text) from public;
