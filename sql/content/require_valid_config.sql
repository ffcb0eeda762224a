-- requires: sql/content/config_in_force_faults.sql sql/platform/fail.sql
create or replace function private.require_valid_config(known public.config_schemas, domain_id uuid)
returns void
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  faults constant text [] := array(
    select btrim(concat_ws(' ', fault.site_domain, fault.path)) || ': ' || fault.reason
    from private.config_in_force_faults(known, require_valid_config.domain_id) as fault
  );
begin
  if faults <> '{}' then
    perform private.fail(
      '22023', 'INVALID_CONFIG', coalesce(nullif(faults[1], ''), 'config'),
      nullif(array_to_string(faults[2:20], '; '), '')
    );
  end if;
end;
$$;

comment on function private.require_valid_config(public.config_schemas, uuid) is
'Raises 22023 / INVALID_CONFIG with the path and the reason of each fault: the first in the message, others in the hint.';
revoke all on function private.require_valid_config(public.config_schemas, uuid)
from public, anon, authenticated, service_role;
