-- What a sensitive RPC demands is data, so that an installation can demand more without new code.
-- requires: sql/platform/touch_row.sql
create table public.sensitive_operations (
  rpc text not null constraint sensitive_operations_pkey primary key,
  needs_reason boolean not null default true,
  needs_strong_auth boolean not null default true,
  max_age interval,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version integer not null default 1,
  constraint sensitive_operations_max_age_check check (max_age > '0')
);

create trigger touch_row before update on public.sensitive_operations
for each row execute function private.touch_row();

comment on table public.sensitive_operations is
'RPCs that want a reason or a recent strong login; enforced by private.begin_sensitive().';
comment on column public.sensitive_operations.max_age is
'How old the strong login may be; null: security_settings.step_up_max_age.';
comment on column public.sensitive_operations.needs_reason is 'Whether the caller has to say why.';
comment on column public.sensitive_operations.needs_strong_auth is 'Whether a recent strong login is needed.';
