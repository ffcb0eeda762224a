-- requires: sql/commerce/cohorts.sql sql/platform/fail.sql
create or replace function private.require_cohort(domain_id uuid, cohort_id uuid)
returns void
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  if not exists (
    select from public.cohorts as c
    where c.domain_id = require_cohort.domain_id and c.id = require_cohort.cohort_id
  ) then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such cohort');
  end if;
end;
$$;

comment on function private.require_cohort(uuid, uuid) is 'Raises P0002 NOT_FOUND unless the domain has the cohort.';
revoke all on function private.require_cohort(uuid, uuid) from public, anon, authenticated, service_role;
