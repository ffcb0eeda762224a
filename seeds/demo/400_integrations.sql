-- The pages have a connection in each state to show. No tokens: nothing here could call HubSpot.
insert into public.env_settings (environment, key, value)
select
  environments.name as environment,
  demo.key,
  demo.value
from (values ('local'), ('test')) as environments (name)
cross join (
  values
    ('hubspot.client_id', jsonb '"00000000-0000-4000-8000-demo"'),
    ('hubspot.redirect_uri', jsonb '"http://localhost:5173/integrations/hubspot/callback"')
) as demo (key, value)
on conflict (environment, key) do nothing;

insert into public.integrations (
  domain_id, id, status, portal_id, scopes, expires_at, refresh_at, error, error_at, connected_by,
  connected_at, disconnected_at, created_at
)
select
  domains.id as domain_id,
  md5('integration/' || demo.portal_id || demo.site_domain)::uuid as id,
  demo.status,
  demo.portal_id,
  '{oauth,crm.objects.contacts.write,crm.objects.companies.write}' as scopes,
  case demo.status when 'connected' then timestamptz '2026-11-18 09:30:00+00' end as expires_at,
  case demo.status when 'connected' then timestamptz '2026-11-18 09:24:00+00' end as refresh_at,
  case demo.status when 'error' then 'invalid_grant' end as error,
  case demo.status when 'error' then timestamptz '2026-11-17 22:10:00+00' end as error_at,
  people.id as connected_by,
  demo.connected_at,
  case demo.status when 'disconnected' then timestamptz '2026-10-01 08:00:00+00' end as disconnected_at,
  demo.connected_at as created_at
from (
  values
    ('abtasty.com', 'connected', '4100001', timestamptz '2026-10-01 08:20:00+00'),
    ('abtasty.com', 'disconnected', '4100000', timestamptz '2026-03-02 11:00:00+00'),
    ('notabtasty.com', 'connected', '4100002', timestamptz '2026-09-14 15:45:00+00'),
    ('cooking.example', 'error', '4100005', timestamptz '2026-06-30 10:05:00+00')
) as demo (site_domain, status, portal_id, connected_at)
inner join public.domains on demo.site_domain = domains.site_domain
cross join public.people
where people.email = 'admin@admin.com'
on conflict (domain_id, id) do nothing;
