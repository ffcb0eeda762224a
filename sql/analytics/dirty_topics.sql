-- requires: sql/platform/default_privileges.sql
-- A log without unique key, as dirty_days. Who reads numbers of topics counts the hours that stand here from
-- the conversations themselves: no number waits for the worker.
create table private.dirty_topics (
  id bigint generated always as identity,
  domain_id uuid not null,
  hour integer not null,
  constraint dirty_topics_pkey primary key (id)
);
alter table private.dirty_topics enable row level security;

create index dirty_topics_hour_idx on private.dirty_topics (domain_id, hour);

comment on table private.dirty_topics is
'Hours (UTC) whose numbers of topics are to be made anew, noted by whoever changed a fact, in the same transaction.';
comment on column private.dirty_topics.hour is 'Since 2000-01-01 (UTC).';

revoke all on private.dirty_topics from public, anon, authenticated, service_role;
