-- What was said about the demo tickets, and their issues in Linear.
insert into public.ticket_comments (domain_id, id, ticket_id, author_id, body, created_at)
select
  tickets.domain_id,
  md5('ticket/comment/' || tickets.id)::uuid as id,
  tickets.id as ticket_id,
  '00000000-0000-4000-8000-000000000007'::uuid as author_id,
  'Thank you, we are looking into it.' as body,
  tickets.created_at + interval '2 hours' as created_at
from public.tickets
inner join demo_tickets on tickets.id = demo_tickets.id and tickets.domain_id = demo_tickets.domain_id
where tickets.status in ('open', 'pending', 'resolved', 'closed') and demo_tickets.site_domain <> 'toto.example'
on conflict (domain_id, id) do nothing;

insert into public.ticket_notes (domain_id, id, ticket_id, author_id, body, created_at)
select
  tickets.domain_id,
  md5('ticket/note/' || tickets.id)::uuid as id,
  tickets.id as ticket_id,
  '00000000-0000-4000-8000-000000000007'::uuid as author_id,
  'The page was changed after the agent had read it.' as body,
  tickets.created_at + interval '1 hour' as created_at
from public.tickets
inner join demo_tickets on tickets.id = demo_tickets.id and tickets.domain_id = demo_tickets.domain_id
where tickets.kind = 'chatbot'
on conflict (domain_id, id) do nothing;

insert into public.ticket_events (domain_id, id, ticket_id, kind, actor, actor_id, from_value, to_value, created_at)
select
  tickets.domain_id,
  md5('ticket/' || event.kind || tickets.id)::uuid as id,
  tickets.id as ticket_id,
  event.kind,
  event.actor,
  event.actor_id,
  event.from_value,
  event.to_value,
  tickets.created_at + event.delay as created_at
from public.tickets
inner join demo_tickets on tickets.id = demo_tickets.id and tickets.domain_id = demo_tickets.domain_id
cross join lateral (
  values
    ('created', 'reporter', tickets.reporter_id, null, null, interval '0'),
    (
      'status', 'support', '00000000-0000-4000-8000-000000000007'::uuid, 'new', tickets.status,
      interval '3 hours'
    )
) as event (kind, actor, actor_id, from_value, to_value, delay)
where event.kind = 'created' or tickets.status <> 'new'
on conflict (domain_id, id) do nothing;

insert into public.ticket_links (
  domain_id, id, ticket_id, identifier, url, state_type, state_name, provider_updated_at, created_at
)
select
  tickets.domain_id,
  md5('ticket/link/' || tickets.id)::uuid as id,
  tickets.id as ticket_id,
  'ROSE-' || demo_tickets.ticket as identifier,
  'https://linear.app/demo/issue/ROSE-' || demo_tickets.ticket as url,
  state.type as state_type,
  state.name as state_name,
  tickets.created_at + interval '3 hours' as provider_updated_at,
  tickets.created_at
from public.tickets
inner join demo_tickets on tickets.id = demo_tickets.id and tickets.domain_id = demo_tickets.domain_id
inner join (
  values
    ('new', 'triage', 'Triage'), ('open', 'started', 'In Progress'), ('pending', 'started', 'In Progress'),
    ('on_hold', 'unstarted', 'Todo'), ('resolved', 'completed', 'Done'), ('closed', 'canceled', 'Canceled')
) as state (status, type, name) on tickets.status = state.status
on conflict (domain_id, id) do nothing;

drop table demo_tickets;
