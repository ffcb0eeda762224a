-- requires: sql/rescue/cases.sql sql/platform/fail.sql
create or replace function private.require_case(domain_id uuid, case_id uuid)
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  perform from public.cases as c
  where c.domain_id = require_case.domain_id and c.id = require_case.case_id and c.archived_at is null
  for key share;
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such case');
  end if;
end;
$$;

comment on function private.require_case(uuid, uuid) is
'Raises P0002 NOT_FOUND unless the domain has this case, not archived.';
revoke all on function private.require_case(uuid, uuid) from public, anon, authenticated, service_role;
