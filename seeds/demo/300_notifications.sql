-- The bell has something to show for each: read and unread, urgent, of a domain and of none.
insert into public.notifications (
  recipient_id, id, domain_id, event, type, severity, title, body, link, data, read_at, created_at
)
select
  people.id as recipient_id,
  md5('notification/' || demo.number || people.email)::uuid as id,
  domains.id as domain_id,
  events.event,
  events.type,
  events.severity,
  demo.title,
  demo.body,
  demo.link,
  '{}' as data,
  case when demo.is_read then demo.created_at + interval '3 hours' end as read_at,
  demo.created_at
from (
  values
    (
      1, 'system.announcement', null, true, timestamptz '2026-11-02 09:00:00+00',
      'Welcome to the new back office', 'Tell us what you miss: Support is in the menu on the left.', '/support'
    ),
    (
      2, 'collaborator.access_changed', null, false, timestamptz '2026-11-12 14:20:00+00',
      'Your domains have changed', 'Look at the list of domains in your profile.', '/profile'
    ),
    (
      3, 'ticket.status_changed', 'abtasty.com', false, timestamptz '2026-11-16 08:45:00+00',
      'In progress: the price in the answer is not accurate', 'Somebody is looking into it.', '/support'
    ),
    (
      4, 'ticket.sla_breached', 'abtasty.com', false, timestamptz '2026-11-18 07:30:00+00',
      'Waiting too long: export of conversations', 'The first answer was promised for yesterday, 18:00.', '/support'
    )
) as demo (number, event, site_domain, is_read, created_at, title, body, link)
inner join public.notification_events as events on demo.event = events.event
left join public.domains on demo.site_domain = domains.site_domain
inner join public.people
  on
    people.email in ('admin@admin.com', 'user@user.com', 'support@demo.example')
    or domains.id is null and people.email in ('staff@demo.example', 'business@demo.example')
on conflict (recipient_id, id) do nothing;
