-- Five domains are one another's neighbours on purpose: whoever matches names by prefix, by suffix or
-- without an anchor shows abtasty.com's user a stranger's rows.
insert into public.clients (id, name)
values
  ('20000000-0000-4000-8000-000000000001', 'AB Tasty'),
  ('20000000-0000-4000-8000-000000000002', 'Not AB Tasty'),
  ('20000000-0000-4000-8000-000000000003', 'Evil Example'),
  ('20000000-0000-4000-8000-000000000004', 'Cooking'),
  ('20000000-0000-4000-8000-000000000005', 'Toto')
on conflict (id) do nothing;

insert into public.domains (id, client_id, site_domain, verified_at, stats_valid_from)
select
  ('10000000-0000-4000-8000-' || lpad(demo.number, 12, '0'))::uuid as id,
  ('20000000-0000-4000-8000-' || lpad(demo.client, 12, '0'))::uuid as client_id,
  demo.site_domain,
  demo.verified_at,
  demo.verified_at as stats_valid_from
from (
  values
    ('1', '1', 'abtasty.com', timestamptz '2026-01-01'),
    ('2', '2', 'notabtasty.com', timestamptz '2026-01-01'),
    ('3', '3', 'abtasty.com.evil.example', timestamptz '2026-01-01'),
    ('4', '1', 'sub.abtasty.com', timestamptz '2026-01-01'),
    ('5', '4', 'cooking.example', timestamptz '2026-01-01'),
    ('6', '5', 'toto.example', timestamptz '2026-01-01')
) as demo (number, client, site_domain, verified_at)
on conflict (id) do nothing;
