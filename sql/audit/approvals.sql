-- Two pairs of eyes: the first call asks, somebody else who may approves, the same call again acts.
-- requires: sql/audit/sensitive_operations.sql sql/identity/people.sql sql/identity/domains.sql
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
  permission text not null default 'collaborators.manage',
  domain_id uuid constraint approvals_domain_id_fkey references public.domains (id),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version integer not null default 1,
  constraint approvals_approved_by_check check (approved_by <> requested_by)
);

create unique index approvals_request_key on public.approvals (requested_by, rpc, subject_id, arguments)
where used_at is null;
create index approvals_approved_by_idx on public.approvals (approved_by);
create index approvals_domain_id_idx on public.approvals (domain_id);
create index approvals_rpc_idx on public.approvals (rpc);

create trigger touch_row before update on public.approvals
for each row execute function private.touch_row();

comment on table public.approvals is
'Sensitive operations that wait for somebody else''s consent, or had it. Each approval is used once.';
comment on column public.approvals.subject_id is 'The person whom the operation is about, or the domain';
comment on column public.approvals.arguments is 'The other arguments: the approval holds for exactly these';
comment on column public.approvals.expires_at is 'A day after it was asked for; then it opens nothing';
comment on column public.approvals.requested_by is 'Who wanted to.';
comment on column public.approvals.approved_by is 'The other one; null while it waits.';
comment on column public.approvals.used_at is 'When the operation was done; null: not yet.';
comment on column public.approvals.permission is 'What whoever approves must hold.';
comment on column public.approvals.domain_id is 'Where he must hold it; null: over all domains, and with a rank above the subject''s.';
