-- Projects to look at, switched off and without keys: nothing is sent from here.
insert into public.amplitude_projects (domain_id, id, region)
select
  domains.id as domain_id,
  md5('amplitude/' || demo.site_domain)::uuid as id,
  demo.region
from (
  values
    ('cooking.example', 'eu'),
    ('toto.example', 'us'),
    ('abtasty.com', 'us'),
    ('notabtasty.com', 'us')
) as demo (site_domain, region)
inner join public.domains on demo.site_domain = domains.site_domain
on conflict (domain_id) do nothing;

insert into public.event_refusals (domain_id, id, reason, refused_at)
select
  projects.domain_id,
  md5('refused/' || projects.domain_id)::uuid as id,
  'invalid_field.time' as reason,
  timestamptz '2026-11-06 10:00:00+00' as refused_at
from public.amplitude_projects as projects
on conflict (domain_id, id) do nothing;
