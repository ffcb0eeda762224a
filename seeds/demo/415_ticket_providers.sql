-- Of look-alikes too. Linear everywhere, which is where their tickets have issues.
insert into public.ticket_providers (domain_id, id, provider)
select
  domains.id as domain_id,
  md5('ticket_provider/' || domains.site_domain)::uuid as id,
  'linear' as provider
from public.domains
where domains.site_domain in ('cooking.example', 'toto.example', 'abtasty.com', 'notabtasty.com')
on conflict (domain_id) do nothing;
