-- requires: sql/platform/schemas.sql
-- What makes an event one event, in whatever month its log row lies. Written with that row, in one statement.
create table private.event_ids (
  domain_id uuid not null,
  id uuid not null,
  constraint event_ids_pkey primary key (domain_id, id)
);
alter table private.event_ids enable row level security;

comment on table private.event_ids is 'The ids of all events of event_log: in its own key they stand beside the time.';
revoke all on private.event_ids from public, anon, authenticated, service_role;
