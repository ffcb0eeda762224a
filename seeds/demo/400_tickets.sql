-- Tickets in each status, of each kind; two domains that one support person looks after, and one of a partner.
create temporary table demo_tickets as
select
  demo.*,
  md5('ticket/' || demo.ticket)::uuid as id,
  domains.id as domain_id,
  row_number() over (partition by demo.site_domain order by demo.created_at)::integer as number
from (
  values
    (1, 'abtasty.com', 2, 'chatbot', 'open', 'high', timestamptz '2026-11-10 09:12:00+00', '', ''),
    (2, 'abtasty.com', 2, 'chatbot', 'new', 'normal', timestamptz '2026-11-17 15:40:00+00', '', ''),
    (
      3, 'abtasty.com', 2, 'general', 'pending', 'normal', timestamptz '2026-11-12 08:05:00+00',
      'Export of conversations as CSV', 'Once a month our sales team wants them in a sheet.'
    ),
    (
      4, 'abtasty.com', 2, 'general', 'resolved', 'low', timestamptz '2026-11-03 10:30:00+00',
      'The colour of the launcher', 'It should be our dark blue.'
    ),
    (
      5, 'abtasty.com', 2, 'general', 'closed', 'normal', timestamptz '2026-10-21 13:00:00+00',
      'A second language for the agent', 'French visitors get English answers.'
    ),
    (
      6, 'cooking.example', 6, 'general', 'on_hold', 'urgent', timestamptz '2026-11-18 07:20:00+00',
      'Fees of last week look too low', 'Compare 9 to 15 November with the week before.'
    ),
    (
      7, 'toto.example', 4, 'general', 'open', 'normal', timestamptz '2026-11-16 16:45:00+00',
      'Two cases of ours are not listed', 'They were shared with us on Friday.'
    ),
    (
      8, 'abtasty.com', 1, 'general', 'on_hold', 'low', timestamptz '2026-11-05 11:10:00+00',
      'Show which page a conversation began on', 'Asked for by telephone.'
    )
) as demo (ticket, site_domain, person, kind, status, priority, created_at, title, description)
inner join public.domains on demo.site_domain = domains.site_domain;

insert into public.tickets (
  domain_id, id, number, kind, title, description, status, priority, reporter_id, assignee_id,
  conversation_id, message_id, message_content, subtype, expected_answer,
  resolved_at, closed_at, created_at, updated_at
)
select
  demo.domain_id,
  demo.id,
  demo.number,
  demo.kind,
  case demo.kind when 'chatbot' then 'Not accurate: ' || left(answer.content, 120) else demo.title end as title,
  demo.description,
  demo.status,
  demo.priority,
  ('00000000-0000-4000-8000-' || lpad(demo.person::text, 12, '0'))::uuid as reporter_id,
  case
    when demo.status in ('open', 'pending', 'resolved') and demo.site_domain = 'abtasty.com'
      then '00000000-0000-4000-8000-000000000007'::uuid
  end as assignee_id,
  answer.conversation_id,
  answer.id as message_id,
  answer.content as message_content,
  case demo.kind when 'chatbot' then 'not_accurate' end as subtype,
  case demo.kind when 'chatbot' then 'The price that is on our page.' end as expected_answer,
  case when demo.status = 'resolved' then demo.created_at + interval '2 days' end as resolved_at,
  case when demo.status = 'closed' then demo.created_at + interval '5 days' end as closed_at,
  demo.created_at,
  demo.created_at as updated_at
from demo_tickets as demo
left join lateral (
  select messages.id, messages.conversation_id, messages.content
  from public.messages
  where messages.domain_id = demo.domain_id and messages.role = 'assistant' and demo.kind = 'chatbot'
  order by md5(demo.ticket::text || messages.id::text)
  limit 1
) as answer on true
on conflict (domain_id, id) do nothing;

insert into private.ticket_numbers (domain_id, last_number)
select
  domain_id,
  max(number) as last_number
from demo_tickets
group by domain_id
on conflict (domain_id) do nothing;
