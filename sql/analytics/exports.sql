-- requires: sql/analytics/export_kinds.sql sql/identity/domains.sql sql/identity/people.sql sql/platform/new_id.sql
create table public.exports (
  domain_id uuid not null,
  id uuid not null default private.new_id(),
  requested_by uuid not null,
  kind text not null,
  filter jsonb not null default '{}',
  format text not null,
  state text not null default 'queued',
  error text,
  parts integer not null default 0,
  row_count bigint not null default 0,
  byte_size bigint not null default 0,
  sha256 text,
  created_at timestamptz not null default now(),
  finished_at timestamptz,
  expires_at timestamptz,
  constraint exports_pkey primary key (domain_id, id),
  constraint exports_domain_id_fkey foreign key (domain_id) references public.domains (id),
  constraint exports_requested_by_fkey foreign key (requested_by) references public.people (id),
  constraint exports_kind_fkey foreign key (kind) references public.export_kinds (kind) on update cascade,
  constraint exports_format_check check (format in ('csv', 'jsonl')),
  constraint exports_state_check check (state in ('queued', 'done', 'failed', 'expired')),
  constraint exports_sha256_check check ((state in ('done', 'expired')) = (sha256 is not null))
);

create index exports_requested_by_idx on public.exports (requested_by, created_at desc);
create index exports_kind_idx on public.exports (kind);
create index exports_state_idx on public.exports (created_at, id) where state in ('queued', 'done');

-- As whom the rows are read: what the requester's token said, so that whoever loses a right, or signs out everywhere,
-- gets nothing. Forgotten when the export is finished.
create table private.export_claims (
  domain_id uuid not null,
  export_id uuid not null,
  claims jsonb not null,
  constraint export_claims_pkey primary key (domain_id, export_id),
  constraint export_claims_export_id_fkey foreign key (domain_id, export_id)
  references public.exports (domain_id, id) on delete cascade
);

create table private.export_parts (
  domain_id uuid not null,
  export_id uuid not null,
  part integer not null,
  content text not null,
  constraint export_parts_pkey primary key (domain_id, export_id, part),
  constraint export_parts_export_id_fkey foreign key (domain_id, export_id)
  references public.exports (domain_id, id) on delete cascade
);
alter table private.export_claims enable row level security;
alter table private.export_parts enable row level security;
revoke all on private.export_claims, private.export_parts from public, anon, authenticated, service_role;

comment on table public.exports is 'Files that people asked for: rows of a list, as they might read it themselves.';
comment on column public.exports.requested_by is 'Who asked for it.';
comment on column public.exports.kind is 'What it has, as in export_kinds.';
comment on column public.exports.filter is 'The filter of the list, of this domain alone.';
comment on column public.exports.format is 'csv or jsonl: a JSON object a line.';
comment on column public.exports.state is 'queued, done, failed, or expired: its parts are gone.';
comment on column public.exports.error is 'Why it failed.';
comment on column public.exports.parts is 'In how many pieces it comes.';
comment on column public.exports.row_count is 'How many rows it has, without the heading.';
comment on column public.exports.byte_size is 'How long all its parts are together, in UTF-8.';
comment on column public.exports.sha256 is 'Of all its parts one after the other, in UTF-8.';
comment on column public.exports.finished_at is 'When it was done, or had failed.';
comment on column public.exports.expires_at is 'Until when it can be fetched.';
comment on table private.export_claims is 'The token with which an export was asked for, until it is made.';
comment on table private.export_parts is 'The text of exports.';
