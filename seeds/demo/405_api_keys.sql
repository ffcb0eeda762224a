-- Keys to look at. They have no secrets, so nothing opens with them.
insert into public.api_keys (
  domain_id, id, name, prefix, scopes, is_client_wide, expires_at, created_by, revoked_by, revoked_at, created_at
)
select
  domains.id as domain_id,
  md5('api_key/' || demo.name || demo.site_domain)::uuid as id,
  demo.name,
  demo.prefix,
  demo.scopes,
  demo.is_client_wide,
  demo.expires_at,
  people.id as created_by,
  case when demo.revoked_at is not null then people.id end as revoked_by,
  demo.revoked_at,
  demo.created_at
from (
  values
    ('toto.example', 'Website', 'bo_00000001', '{cases.view}'::text [], false, null::timestamptz, null::timestamptz, timestamptz '2026-09-01 08:00:00+00'),
    ('toto.example', 'Accounting', 'bo_00000002', '{donations.view}', false, '2027-09-01 08:00:00+00', null, '2026-09-02 08:00:00+00'),
    ('abtasty.com', 'Warehouse', 'bo_00000003', '{accounts.view,tickets.view}', true, null, null, '2026-10-01 08:00:00+00'),
    ('notabtasty.com', 'Warehouse', 'bo_00000004', '{accounts.view}', false, null, '2026-10-09 08:00:00+00', '2026-10-01 08:00:00+00'),
    ('cooking.example', 'Reports', 'bo_00000005', '{orders.view,tokens.view,transactions.view}', false, null, null, '2026-11-01 08:00:00+00')
) as demo (site_domain, name, prefix, scopes, is_client_wide, expires_at, revoked_at, created_at)
inner join public.domains on demo.site_domain = domains.site_domain
cross join public.people
where people.email = 'admin@admin.com'
on conflict (domain_id, id) do nothing;
