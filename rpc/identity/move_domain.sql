create or replace function public.move_domain(
  domain_id uuid,
  client_id uuid,
  expected_version integer,
  reason text default null
)
returns public.domains
language plpgsql
volatile
security definer -- definer: client_id is granted to nobody
set search_path = ''
as $$
declare
  domain public.domains;
begin
  perform private.require('domains.manage');
  perform private.begin_sensitive('move_domain', move_domain.reason);
  select d.* into domain from public.domains as d where d.id = move_domain.domain_id for update;
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'no such domain');
  end if;
  perform private.require_version(move_domain.expected_version, domain.version);
  perform private.require_open_client(move_domain.client_id);
  update public.domains as d set client_id = move_domain.client_id where d.id = domain.id
  returning * into domain;
  return domain;
end;
$$;

comment on function public.move_domain(uuid, uuid, integer, text) is
'Gives a domain, with all its rows, to another organization. Memberships stay: they are held in the domain. Needs domains.manage, a reason and a recent strong login. '
'Errors: 42501 PERMISSION_DENIED, STEP_UP_REQUIRED; 22023 REASON_REQUIRED; P0002 NOT_FOUND; 40001 STALE_VERSION; PT409 CLIENT_ARCHIVED.';

revoke all on function public.move_domain(uuid, uuid, integer, text) from public, anon, service_role;
grant execute on function public.move_domain(uuid, uuid, integer, text) to authenticated;
