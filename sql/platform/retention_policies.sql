-- How long history is kept is data. The audit log has no row here: its chain is checked against its rows, so that a
-- month that went would look like one that was torn out.
-- requires: sql/platform/touch_row.sql
create table public.retention_policies (
  history text not null,
  action text not null,
  keep_days integer,
  least_days integer not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version integer not null default 1,
  constraint retention_policies_pkey primary key (history),
  constraint retention_policies_history_check check (history <> 'audit_log'),
  constraint retention_policies_action_check check (action in ('archive', 'forget')),
  constraint retention_policies_keep_days_check check (keep_days between least_days and 36500)
);

create trigger touch_row before update on public.retention_policies
for each row execute function private.touch_row();

comment on table public.retention_policies is 'How long each kind of history is kept, and what becomes of it then.';
comment on column public.retention_policies.history is 'The table whose rows it is about.';
comment on column public.retention_policies.action is
'archive: months are written to files outside, counted, and dropped. forget: rows are deleted.';
comment on column public.retention_policies.keep_days is 'For how many days; null: for ever.';
comment on column public.retention_policies.least_days is 'Fewer than these cannot be set.';
