-- Cases of the rescue programme: one that the guardian has, two that the partner reads (one of his
-- organization, one that is shared), one whose share has ended, and two that only staff sees. Next door
-- one more, so that a look-alike has something to lose.
create temporary table demo_cases as
select
  demo.*,
  md5('case/' || demo.site_domain || demo.code)::uuid as id,
  domains.id as domain_id
from (
  values
    ('toto.example', 'R-0001', 'Nube, hit by a car', 'dog', 'urgent', 'urgent', 'surgery', 'Rosario', 180000, null),
    ('toto.example', 'R-0002', 'Five kittens in a box', 'cat', 'active', 'normal', 'foster', 'Rosario', 40000, 'Toto'),
    ('toto.example', 'R-0003', 'Old Bruno''s heart', 'dog', 'active', 'normal', 'treatment', 'Santa Fe', 65000, null),
    ('toto.example', 'R-0004', 'Luna flies home', 'dog', 'completed', 'normal', 'transit', 'Paraná', 30000, null),
    ('toto.example', 'R-0005', 'A horse at the ring road', 'horse', 'on_hold', 'normal', 'rescue', 'Córdoba', null, null),
    ('toto.example', 'R-0006', 'Three-legged Mora', 'cat', 'draft', 'normal', 'surgery', null, null, null),
    ('cooking.example', 'R-0001', 'Not ours to rescue', 'cat', 'active', 'normal', 'rescue', null, null, null)
) as demo (site_domain, code, title, species, status, priority, category, location, goal_minor, client)
inner join public.domains on demo.site_domain = domains.site_domain;

insert into public.cases (
  domain_id, id, code, title, species, status, priority, category, location, goal_minor, currency, org_id,
  published_at, completed_at, created_at, updated_at, created_by
)
select
  demo.domain_id,
  demo.id,
  demo.code,
  demo.title,
  demo.species,
  demo.status,
  demo.priority,
  demo.category,
  demo.location,
  demo.goal_minor,
  case when demo.goal_minor is not null then 'EUR' end as currency,
  clients.id as org_id,
  case when demo.status <> 'draft' then timestamptz '2026-10-01 12:00:00+00' end as published_at,
  case when demo.status = 'completed' then timestamptz '2026-11-05 12:00:00+00' end as completed_at,
  timestamptz '2026-09-30 12:00:00+00' as created_at,
  timestamptz '2026-09-30 12:00:00+00' as updated_at,
  '00000000-0000-4000-8000-000000000003'::uuid as created_by
from demo_cases as demo
left join public.clients on demo.client = clients.name
on conflict (domain_id, id) do nothing;

insert into public.case_shares (domain_id, case_id, org_id, level, expires_at, created_at, updated_at)
select
  demo.domain_id,
  demo.id as case_id,
  '20000000-0000-4000-8000-000000000005'::uuid as org_id,
  case demo.code when 'R-0003' then 'comment' else 'view' end as level,
  case demo.code when 'R-0004' then timestamptz '2026-11-10 00:00:00+00' end as expires_at,
  timestamptz '2026-10-02 12:00:00+00' as created_at,
  timestamptz '2026-10-02 12:00:00+00' as updated_at
from demo_cases as demo
where demo.site_domain = 'toto.example' and demo.code in ('R-0003', 'R-0004')
on conflict (domain_id, case_id, org_id) do nothing;

insert into public.case_guardians (domain_id, id, case_id, guardian_id, role, valid, created_at, updated_at)
select
  demo.domain_id,
  md5('guardian/' || demo.code)::uuid as id,
  demo.id as case_id,
  '00000000-0000-4000-8000-000000000005'::uuid as guardian_id,
  'primary' as role,
  -- The kittens have found a home: what was is not read any more.
  case demo.code
    when 'R-0002' then tstzrange('2026-10-02 12:00:00+00', '2026-11-01 12:00:00+00')
    else tstzrange('2026-10-02 12:00:00+00', null)
  end as valid,
  timestamptz '2026-10-02 12:00:00+00' as created_at,
  timestamptz '2026-10-02 12:00:00+00' as updated_at
from demo_cases as demo
where demo.site_domain = 'toto.example' and demo.code in ('R-0001', 'R-0002')
on conflict (domain_id, id) do nothing;

drop table demo_cases;
