-- requires: sql/engagement/permitted_domains.sql sql/identity/domains.sql
create or replace function private.report_domains(permission text, wanted uuid [])
returns uuid []
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return array(
    select tenant.id from public.domains as tenant
    where
      tenant.id = any((select private.permitted_domains(permission, wanted))::uuid [])
      and (wanted is not null or tenant.environment = 'production')
    order by tenant.id
  );
end;
$$;

comment on function private.report_domains(text, uuid []) is
'The domains that a report adds up: the wanted ones; without them all that the person may see, but staging and test sites. Raises 42501 for one that is not theirs.';

revoke all on function private.report_domains(text, uuid []) from public;
