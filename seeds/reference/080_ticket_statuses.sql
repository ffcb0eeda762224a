-- The states of a ticket, and who may move it from one to another.
insert into public.ticket_statuses (key, title, position, is_open, sla_clock, linear_state_type)
values
('new', 'New', 1, true, 'runs', null),
('open', 'In progress', 2, true, 'runs', 'started'),
('pending', 'Waiting for the reporter', 3, true, 'paused', null),
('on_hold', 'On hold', 4, true, 'runs', null),
('resolved', 'Resolved', 5, false, 'stopped', 'completed'),
('closed', 'Closed', 6, false, 'stopped', 'canceled')
on conflict (key) do update
set
  title = excluded.title,
  position = excluded.position,
  is_open = excluded.is_open,
  sla_clock = excluded.sla_clock,
  linear_state_type = excluded.linear_state_type
where
  (
    ticket_statuses.title, ticket_statuses.position, ticket_statuses.is_open,
    ticket_statuses.sla_clock, ticket_statuses.linear_state_type
  )
  is distinct from (
    excluded.title, excluded.position, excluded.is_open, excluded.sla_clock, excluded.linear_state_type
  );

insert into public.ticket_transitions (from_status, to_status, actor, is_on_reply)
values
('new', 'open', 'support', false),
('new', 'pending', 'support', false),
('new', 'on_hold', 'support', false),
('new', 'resolved', 'support', false),
('new', 'closed', 'support', false),
('open', 'pending', 'support', false),
('open', 'on_hold', 'support', false),
('open', 'resolved', 'support', false),
('open', 'closed', 'support', false),
('pending', 'open', 'support', false),
('pending', 'on_hold', 'support', false),
('pending', 'resolved', 'support', false),
('pending', 'closed', 'support', false),
('on_hold', 'open', 'support', false),
('on_hold', 'pending', 'support', false),
('on_hold', 'resolved', 'support', false),
('on_hold', 'closed', 'support', false),
('resolved', 'open', 'support', false),
('resolved', 'closed', 'support', false),
('closed', 'open', 'support', false),
-- Whoever wrote it may withdraw it, say that it is done, and say that it is not.
('new', 'resolved', 'reporter', false),
('new', 'closed', 'reporter', false),
('open', 'resolved', 'reporter', false),
('on_hold', 'resolved', 'reporter', false),
('pending', 'resolved', 'reporter', false),
('pending', 'open', 'reporter', true),
('resolved', 'open', 'reporter', true),
('resolved', 'closed', 'reporter', false)
on conflict (from_status, to_status, actor) do update set is_on_reply = excluded.is_on_reply
where ticket_transitions.is_on_reply <> excluded.is_on_reply;
