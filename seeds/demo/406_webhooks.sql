-- Endpoints to look at, switched off and without secrets: nothing is sent from here.
insert into public.webhook_endpoints (domain_id, id, url, topics, is_active, created_by, created_at)
select
  domains.id as domain_id,
  md5('webhook/' || demo.site_domain)::uuid as id,
  'https://hooks.' || demo.site_domain || '/bo' as url,
  demo.topics,
  false as is_active,
  people.id as created_by,
  timestamptz '2026-09-01 08:00:00+00' as created_at
from (
  values
    ('toto.example', '{case.created,case.updated,donation.created}'::text []),
    ('cooking.example', '{order.created,order.updated}'),
    ('abtasty.com', '{ticket.created}'),
    ('notabtasty.com', '{ticket.created,ticket.updated}')
) as demo (site_domain, topics)
inner join public.domains on demo.site_domain = domains.site_domain
cross join public.people
where people.email = 'admin@admin.com'
on conflict (domain_id, id) do nothing;

insert into public.webhook_deliveries (
  domain_id, id, endpoint_id, message_id, topic, body, attempt, status_code, error, attempted_at
)
select
  endpoints.domain_id,
  md5('delivery/' || demo.attempt || endpoints.id)::uuid as id,
  endpoints.id as endpoint_id,
  md5('message/' || endpoints.id)::uuid as message_id,
  endpoints.topics[1] as topic,
  json_build_object('type', endpoints.topics[1], 'timestamp', demo.attempted_at, 'data', '{}'::json)::text as body,
  demo.attempt,
  demo.status_code,
  demo.error,
  demo.attempted_at
from public.webhook_endpoints as endpoints
cross join (
  values
    (1, null::integer, 'timeout', timestamptz '2026-11-17 10:00:00+00'),
    (2, 503, null, timestamptz '2026-11-17 10:00:30+00'),
    (3, 200, null, timestamptz '2026-11-17 10:01:10+00')
) as demo (attempt, status_code, error, attempted_at)
on conflict (domain_id, id) do nothing;
