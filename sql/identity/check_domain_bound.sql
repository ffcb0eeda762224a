-- requires: sql/identity/memberships.sql sql/platform/fail.sql
-- A client user over all domains would be a leak of every tenant, so no path may make one.
-- definer: reads roles past RLS.
create or replace function private.check_domain_bound()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  if (select r.is_domain_bound from public.roles as r where r.key = new.role_key) then
    perform private.fail(
      '42501', 'ROLE_IS_DOMAIN_BOUND',
      format('the role %s is held domain by domain, never over all of them', new.role_key),
      'Assign domains first.'
    );
  end if;
  return null;
end;
$$;

comment on function private.check_domain_bound() is
'Row trigger: raises 42501 / ROLE_IS_DOMAIN_BOUND when such a role is given over all domains.';

revoke all on function private.check_domain_bound() from public;

create trigger check_domain_bound after insert or update on public.memberships
for each row when (new.is_all_domains)
execute function private.check_domain_bound();
