-- What a part must hold is noted when it is handed out, and compared twice: with what the worker wrote, and with the
-- rows when they are dropped.
-- requires: sql/platform/retention_archives.sql
create table public.archive_parts (
  archive_id uuid not null,
  part integer not null,
  row_count integer not null,
  byte_size bigint not null,
  sha256 text not null,
  last_domain_id uuid not null,
  last_id uuid not null,
  is_last boolean not null,
  path text,
  confirmed_at timestamptz,
  constraint archive_parts_pkey primary key (archive_id, part),
  constraint archive_parts_archive_id_fkey foreign key (archive_id) references public.retention_archives (id),
  constraint archive_parts_path_check check ((path is null) = (confirmed_at is null))
);

comment on table public.archive_parts is 'The files of an archive, JSON lines each, ordered by domain and id.';
comment on column public.archive_parts.archive_id is 'The archive.';
comment on column public.archive_parts.part is 'From 1.';
comment on column public.archive_parts.row_count is 'How many lines it has.';
comment on column public.archive_parts.byte_size is 'How long it is, in UTF-8.';
comment on column public.archive_parts.sha256 is 'Of the file.';
comment on column public.archive_parts.last_domain_id is 'The domain of its last row.';
comment on column public.archive_parts.last_id is 'The id of its last row.';
comment on column public.archive_parts.is_last is 'Whether the month had no more rows.';
comment on column public.archive_parts.path is 'Where the worker wrote it.';
comment on column public.archive_parts.confirmed_at is 'When the worker said so.';
