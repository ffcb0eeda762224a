-- requires: sql/analytics/dirty_addresses.sql sql/identity/people.sql
create or replace function private.note_addresses()
returns trigger
language plpgsql
volatile
security definer -- definer: whoever changes people may not write the notes
set search_path = ''
as $$
begin
  insert into private.dirty_addresses (email)
  select changed.email
  from (values (old.email::text), (new.email::text)) as changed (email)
  where changed.email is not null
  group by changed.email;
  return null;
end;
$$;

comment on function private.note_addresses() is
'Row trigger of people: their visits to the clients'' sites do not count from now on, or do again.';

revoke all on function private.note_addresses() from public;

create trigger note_addresses_added after insert or delete on public.people
for each row execute function private.note_addresses();

create trigger note_addresses_changed after update of email, status on public.people
for each row
when (new.email is distinct from old.email or (new.status = 'deleted') <> (old.status = 'deleted'))
execute function private.note_addresses();
