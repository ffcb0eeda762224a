-- What `bo seed --scale` has none of: accounts of visitors, and tickets with what was said about them.
-- The setting bench.domain says of which domain.
insert into public.accounts (domain_id, id, company_domain, company_name, first_seen_at)
select
  current_setting('bench.domain')::uuid, gen_random_uuid(), 'company' || n || '.example', 'Company ' || n, now()
from generate_series(1, 2000) as n;

alter table public.visitors disable trigger user;
update public.visitors as visitor
set account_id = account.id
from (
  select known.id, row_number() over (order by known.id) as place
  from public.visitors as known
  where known.domain_id = current_setting('bench.domain')::uuid
) as numbered
inner join public.accounts as account
  on account.domain_id = current_setting('bench.domain')::uuid
  and account.company_domain = 'company' || 1 + numbered.place % 4000 || '.example'
where visitor.domain_id = current_setting('bench.domain')::uuid and numbered.id = visitor.id;
alter table public.visitors enable trigger user;

insert into public.tickets (domain_id, id, number, kind, title, status, reporter_id, created_at)
select
  current_setting('bench.domain')::uuid, gen_random_uuid(), 1000000 + n, 'general', 'Ticket ' || n,
  (array['new', 'open', 'pending', 'resolved', 'closed'])[1 + n % 5], reporter.id,
  now() - n * interval '10 minutes'
from generate_series(1, 20000) as n
cross join (select id from public.people order by id limit 1) as reporter;

insert into public.ticket_events (domain_id, ticket_id, kind, actor, actor_id, created_at)
select ticket.domain_id, ticket.id, 'edited', 'reporter', ticket.reporter_id, ticket.created_at + n * interval '1 hour'
from public.tickets as ticket
cross join generate_series(1, 3) as n
where ticket.number > 1000000;

insert into public.ticket_comments (domain_id, ticket_id, author_id, body, created_at)
select ticket.domain_id, ticket.id, ticket.reporter_id, 'comment ' || n, ticket.created_at + n * interval '2 hours'
from public.tickets as ticket
cross join generate_series(1, 2) as n
where ticket.number > 1000000;

insert into public.ticket_notes (domain_id, ticket_id, author_id, body)
select ticket.domain_id, ticket.id, ticket.reporter_id, 'a note'
from public.tickets as ticket
where ticket.number > 1000000;
