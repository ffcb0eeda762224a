create or replace function public.create_domain(
  client_id uuid,
  site_domain text,
  environment text default 'production'
)
returns public.domains
language plpgsql
volatile
security definer -- definer: require_open_client is for our own functions only
set search_path = ''
as $$
declare
  domain public.domains;
begin
  perform private.require('domains.manage');
  if site_domain is null then
    perform private.bad_input('site_domain', 'is missing');
  end if;
  if environment is null or environment not in ('production', 'staging', 'test') then
    perform private.bad_input('environment', 'production, staging or test');
  end if;
  perform private.require_open_client(create_domain.client_id);
  insert into public.domains (client_id, site_domain, environment)
  values (
    create_domain.client_id, private.normalize_domain(create_domain.site_domain),
    create_domain.environment
  )
  on conflict on constraint domains_site_domain_key do nothing
  returning * into domain;
  if not found then
    perform private.fail(
      '23505', 'DOMAIN_EXISTS', 'this domain has a client already', 'Use move_domain() to give it away.'
    );
  end if;
  return domain;
end;
$$;

comment on function public.create_domain(uuid, text, text) is
'Adds a domain to an organization; the name may come as a URL and is normalized. environment: production, staging or test. Needs domains.manage. '
'Errors: 42501 PERMISSION_DENIED; 22023 INVALID_INPUT; P0002 NOT_FOUND; PT409 CLIENT_ARCHIVED; 23505 DOMAIN_EXISTS.';

revoke all on function public.create_domain(uuid, text, text) from public, anon, service_role;
grant execute on function public.create_domain(uuid, text, text) to authenticated;
