create or replace function public.update_domain(
  domain_id uuid,
  expected_version integer,
  environment text default null,
  verified_at timestamptz default null,
  stats_valid_from timestamptz default null,
  is_consent_required boolean default null
)
returns public.domains
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  domain public.domains;
begin
  perform private.require('domains.edit');
  if environment not in ('production', 'staging', 'test') then
    perform private.bad_input('environment', 'production, staging or test');
  end if;
  select d.* into domain from public.domains as d where d.id = update_domain.domain_id for update;
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'no such domain');
  end if;
  perform private.require_version(update_domain.expected_version, domain.version);
  update public.domains as d
  set
    environment = coalesce(update_domain.environment, d.environment),
    verified_at = coalesce(update_domain.verified_at, d.verified_at),
    stats_valid_from = coalesce(update_domain.stats_valid_from, d.stats_valid_from),
    is_consent_required = coalesce(update_domain.is_consent_required, d.is_consent_required)
  where d.id = domain.id
  returning * into domain;
  return domain;
end;
$$;

comment on function public.update_domain(uuid, integer, text, timestamptz, timestamptz, boolean) is
'Changes a domain; null keeps a field. Its name never changes and its client by move_domain(). Needs domains.edit. '
'Errors: 42501 PERMISSION_DENIED; 22023 INVALID_INPUT; P0002 NOT_FOUND; 40001 STALE_VERSION.';

revoke all on function public.update_domain(uuid, integer, text, timestamptz, timestamptz, boolean)
from public, anon, service_role;
grant execute on function public.update_domain(uuid, integer, text, timestamptz, timestamptz, boolean)
to authenticated;
