-- requires: sql/analytics/dirty_addresses.sql sql/analytics/note_person.sql
create or replace function private.take_addresses()
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  emails text [];
begin
  with taken as (
    delete from private.dirty_addresses returning dirty_addresses.email
  )
  select array_agg(distinct taken.email) into emails from taken;
  perform private.note_person(visitor.domain_id, coalesce(visitor.merged_into_id, visitor.id), 'people')
  from public.domains as tenant
  inner join public.visitors as visitor on tenant.id = visitor.domain_id
  where visitor.email = any(emails);
end;
$$;

comment on function private.take_addresses() is
'Notes the days of visitors whose addresses came into the back office or left it.';

revoke all on function private.take_addresses() from public;
