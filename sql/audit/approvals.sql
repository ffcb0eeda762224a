-- Two pairs of eyes: the first call asks, another admin approves, the same call again acts.
-- requires: sql/audit/sensitive_operations.sql sql/identity/people.sql
create table public.approvals (
  id uuid not null default private.new_id() constraint approvals_pkey primary key,
  rpc text not null constraint approvals_rpc_fkey references public.sensitive_operations (rpc),
  subject_id uuid not null,
  arguments jsonb not null,
  reason text not null,
  requested_by uuid not null constraint approvals_requested_by_fkey references public.people (id),
  expires_at timestamptz not null,
  approved_by uuid constraint approvals_approved_by_fkey references public.people (id),
  used_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version integer not null default 1,
  constraint approvals_approved_by_check check (approved_by <> requested_by)
);

create unique index approvals_request_key on public.approvals (requested_by, rpc, subject_id, arguments)
where used_at is null;
create index approvals_approved_by_idx on public.approvals (approved_by);
create index approvals_rpc_idx on public.approvals (rpc);

create trigger touch_row before update on public.approvals
for each row execute function private.touch_row();

comment on table public.approvals is
'Sensitive operations that wait for another admin, or had one. Each approval is used once.';
comment on column public.approvals.subject_id is 'The person whom the operation is about';
comment on column public.approvals.arguments is 'The other arguments: the approval holds for exactly these';
comment on column public.approvals.expires_at is 'A day after it was asked for; then it opens nothing';
comment on column public.approvals.requested_by is 'The admin who wanted to.';
comment on column public.approvals.approved_by is 'The other admin; null while it waits.';
comment on column public.approvals.used_at is 'When the operation was done; null: not yet.';
