-- Who did what, when, on whose behalf, and what the row looked like before and after.
-- Old and new are stored whole and the difference is left to the reader: computing it at write time
-- costs two thirds of the write rate. The hash chain over these rows is in audit_seals.sql, apart, so
-- that a row is never written twice.
-- requires: sql/platform/default_privileges.sql
create table public.audit_log (
  id bigint generated always as identity,
  at timestamptz not null default now(),
  domain_id uuid,
  transaction_id xid8 not null default pg_current_xact_id(),
  actor_person_id uuid,
  actor_role text not null,
  on_behalf_of uuid,
  action text not null,
  resource text not null,
  resource_id text,
  request_id text,
  ip inet,
  user_agent text,
  aal text,
  amr jsonb,
  reason text,
  before jsonb,
  after jsonb,
  constraint audit_log_id_pkey primary key (id, at)
) partition by range (at);

-- A row whose month has no partition lands here, so that nothing is ever refused or lost.
create table private.audit_log_default partition of public.audit_log default;
alter table private.audit_log_default enable row level security;

create index audit_log_domain_id_idx on public.audit_log (domain_id, id);
-- Keys first and compared as bytes: this index is the dearest part of an audited write. For
-- record_history(), which asks in the same collation.
create index audit_log_resource_id_idx on public.audit_log (resource_id collate "C", resource collate "C", id);

comment on table public.audit_log is
'Append-only record of every change to a business row, in the transaction that made it. Partitioned by month.';
comment on column public.audit_log.at is 'Start of the transaction that made the change';
comment on column public.audit_log.domain_id is 'The changed row''s domain; null: the platform''s own chain';
comment on column public.audit_log.transaction_id is 'Groups the rows of one transaction, which are sealed together';
comment on column public.audit_log.actor_person_id is 'The signed-in person; null for workers and for the system';
comment on column public.audit_log.actor_role is
'The person''s main role at that moment, or service (secret key), anon, or system (no token)';
comment on column public.audit_log.on_behalf_of is
'The person for whom a worker acted: header x-on-behalf-of, heeded only with the secret key';
comment on column public.audit_log.action is 'insert, update, delete, or the name of an event';
comment on column public.audit_log.resource is 'Table name, or what the event is about';
comment on column public.audit_log.resource_id is 'The row''s key, without its domain; several columns joined by a comma';
comment on column public.audit_log.reason is 'What the actor gave as reason for a sensitive operation';
comment on column public.audit_log.before is 'The row before, without updated_at and version; secrets and personal data masked';
comment on column public.audit_log.after is 'The row after, masked in the same way, or the details of an event';
comment on column public.audit_log.user_agent is 'The caller''s program, as it calls itself.';
comment on column public.audit_log.aal is 'Strength of the login: aal1, or aal2 with a second factor.';
comment on column public.audit_log.amr is 'How the caller signed in, as the token says.';
