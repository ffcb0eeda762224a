-- What may be taken back from the audit log is a list, not a rule: a column that decides who owns a
-- row, or who reads it, must never change by way of an old audit entry.
-- requires: sql/audit/audit_masked_columns.sql sql/platform/touch_row.sql
create table public.revertible_tables (
  resource text not null constraint revertible_tables_pkey primary key,
  permission text not null,
  columns text[] not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version integer not null default 1,
  constraint revertible_tables_columns_check check (
    cardinality(columns) > 0
    and not columns && private.audit_masked_columns()
    and not columns && array[
      'id', 'domain_id', 'client_id', 'version', 'created_at', 'created_by', 'updated_at', 'archived_at'
    ]
  )
);

create trigger touch_row before update on public.revertible_tables
for each row execute function private.touch_row();

comment on table public.revertible_tables is
'Tables of which revert_record() brings a row back, keyed by one uuid column id. Tables that are not here are never reverted.';
comment on column public.revertible_tables.resource is 'The table''s name, as in audit_log.resource';
comment on column public.revertible_tables.permission is
'What it takes to edit the table, over all domains: clients.edit';
comment on column public.revertible_tables.columns is
'The columns that are brought back: those that people may update, and no others';
