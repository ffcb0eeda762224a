-- requires: sql/platform/default_privileges.sql
-- What may be exported is data: a list of the API that checks its caller itself, and takes filter, after and page_size.
create table public.export_kinds (
  kind text not null,
  rpc text not null,
  permission text not null,
  columns text [] not null,
  constraint export_kinds_pkey primary key (kind),
  constraint export_kinds_rpc_check check (rpc ~ '^list_[a-z_]{1,50}$'),
  constraint export_kinds_columns_check check (cardinality(columns) > 0)
);

comment on table public.export_kinds is 'What can be exported.';
comment on column public.export_kinds.kind is 'Its name.';
comment on column public.export_kinds.rpc is 'The list that gives the rows.';
comment on column public.export_kinds.permission is 'What whoever asks needs in the domain, then and when the rows are read.';
comment on column public.export_kinds.columns is 'What is written of each row, in this order.';
