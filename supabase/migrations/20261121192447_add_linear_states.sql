-- What Linear's state types mean, and that Linear may move a ticket from anywhere to there.
insert into public.linear_state_types (state_type, ticket_status, close_reason)
values
('triage', 'new', null),
('backlog', 'new', null),
('unstarted', 'open', null),
('started', 'open', null),
('completed', 'resolved', null),
('canceled', 'closed', 'canceled'),
('duplicate', 'closed', 'duplicate')
on conflict (state_type) do update
set ticket_status = excluded.ticket_status, close_reason = excluded.close_reason
where
  (linear_state_types.ticket_status, linear_state_types.close_reason)
  is distinct from (excluded.ticket_status, excluded.close_reason);

with meant as (
  select distinct linear_state_types.ticket_status
  from public.linear_state_types
)

insert into public.ticket_transitions (from_status, to_status, actor)
select
  was.key as from_status,
  meant.ticket_status as to_status,
  'linear' as actor
from public.ticket_statuses as was
inner join meant on was.key <> meant.ticket_status
on conflict (from_status, to_status, actor) do nothing;
