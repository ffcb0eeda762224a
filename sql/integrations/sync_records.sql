-- requires: sql/integrations/sync_configs.sql
create table public.sync_records (
  domain_id uuid not null,
  id uuid not null default private.new_id(),
  config_id uuid not null,
  object text not null,
  local_id uuid not null,
  remote_id text,
  hash bytea not null,
  state text not null,
  error text,
  message text,
  trace_id text not null,
  run_id uuid not null,
  last_synced_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint sync_records_pkey primary key (domain_id, id),
  constraint sync_records_local_id_key unique (domain_id, config_id, object, local_id),
  constraint sync_records_config_id_fkey
  foreign key (domain_id, config_id) references public.sync_configs (domain_id, id),
  constraint sync_records_object_check check (object in ('companies', 'contacts')),
  constraint sync_records_state_check check (state in ('synced', 'failed')),
  constraint sync_records_error_check check ((state = 'failed') = (error is not null)),
  constraint sync_records_last_synced_at_check check (state = 'failed' or last_synced_at is not null)
);

create index sync_records_created_at_idx on public.sync_records (domain_id, config_id, created_at desc, id desc);
create index sync_records_failed_idx on public.sync_records (domain_id, config_id, object, local_id)
where state = 'failed';

comment on table public.sync_records is 'What was sent of which row, and what became of it.';
comment on column public.sync_records.config_id is 'The synchronisation.';
comment on column public.sync_records.object is 'companies or contacts.';
comment on column public.sync_records.local_id is 'The account or visitor.';
comment on column public.sync_records.remote_id is 'Its id at the service; null: never arrived.';
comment on column public.sync_records.hash is 'SHA-256 of the properties that were sent last: the same again are not sent.';
comment on column public.sync_records.state is 'synced, or failed: sent again when it has changed, or by a run of kind failed.';
comment on column public.sync_records.error is 'The service''s code.';
comment on column public.sync_records.message is 'What the service wrote about this row.';
comment on column public.sync_records.trace_id is 'Under which it was sent: the service answers about this one by it.';
comment on column public.sync_records.run_id is 'The run that sent it last.';
comment on column public.sync_records.last_synced_at is 'When it last arrived.';
