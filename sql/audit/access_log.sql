-- Reads leave no trace in audit_log, so those that matter are noted here. A denied call rolls its own
-- note back: the API's log has those, and a worker copies them in.
-- requires: sql/platform/new_id.sql
create table public.access_log (
  id uuid not null default private.new_id(),
  at timestamptz not null default now(),
  actor_person_id uuid,
  actor_role text not null,
  kind text not null,
  domain_id uuid,
  resource text not null,
  result text not null,
  request_id text,
  ip inet,
  constraint access_log_id_pkey primary key (id),
  constraint access_log_kind_check check (
    kind in ('login', 'logout', 'denied', 'read_sensitive', 'export', 'admin_view')
  ),
  constraint access_log_result_check check (result in ('allowed', 'denied', 'failed'))
);

create index access_log_at_idx on public.access_log (at);
create index access_log_domain_id_idx on public.access_log (domain_id, at);

comment on table public.access_log is 'Who read what of note, and who came and went. Kept as long as retention_policies says.';
comment on column public.access_log.resource is 'What was read, with its key where there is one: people, conversations/<id>';
comment on column public.access_log.at is 'When.';
comment on column public.access_log.actor_person_id is 'Who; null for the secret key.';
comment on column public.access_log.actor_role is 'The main role of that person then.';
