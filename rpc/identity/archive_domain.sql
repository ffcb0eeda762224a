create or replace function public.archive_domain(
  domain_id uuid,
  expected_version integer,
  reason text default null
)
returns public.domains
language plpgsql
volatile
security definer -- definer: archived_at is granted to nobody
set search_path = ''
as $$
declare
  domain public.domains;
begin
  perform private.require('domains.manage');
  perform private.begin_sensitive('archive_domain', archive_domain.reason);
  select d.* into domain from public.domains as d where d.id = archive_domain.domain_id for update;
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'no such domain');
  end if;
  perform private.require_version(archive_domain.expected_version, domain.version);
  update public.domains as d set archived_at = coalesce(d.archived_at, now()) where d.id = domain.id
  returning * into domain;
  return domain;
end;
$$;

comment on function public.archive_domain(uuid, integer, text) is
'Closes a domain: its rows stay, and nobody reads them until restore_domain. Needs domains.manage and a recent strong login. '
'Errors: 42501 PERMISSION_DENIED, STEP_UP_REQUIRED; P0002 NOT_FOUND; 40001 STALE_VERSION; 22023 REASON_REQUIRED.';

revoke all on function public.archive_domain(uuid, integer, text) from public, anon, service_role;
grant execute on function public.archive_domain(uuid, integer, text) to authenticated;
