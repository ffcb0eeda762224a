-- requires: sql/platform/touch_row.sql
-- One row, always: the primary key admits only true.
create table public.security_settings (
  id boolean not null default true constraint security_settings_pkey primary key,
  step_up_max_age interval not null default '10 minutes',
  invitation_lifetime interval not null default '7 days',
  session_idle_limit interval not null default '12 hours',
  session_absolute_limit interval not null default '7 days',
  is_second_admin_required boolean not null default false,
  is_strong_auth_relaxed_locally boolean not null default false,
  fee_cap_ppm integer not null default 100000,
  fee_approval_above_ppm integer not null default 50000,
  commission_approval_above_ppm integer not null default 500000,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version integer not null default 1,
  constraint security_settings_id_check check (id),
  constraint security_settings_fees_check
  check (least(fee_cap_ppm, fee_approval_above_ppm, commission_approval_above_ppm) >= 0 and fee_cap_ppm <= 1000000),
  constraint security_settings_positive_check check (
    step_up_max_age > '0' and invitation_lifetime > '0'
    and session_idle_limit > '0' and session_absolute_limit >= session_idle_limit
  )
);

create trigger touch_row before update on public.security_settings
for each row execute function private.touch_row();

comment on table public.security_settings is 'Security rules of this installation: one row.';
comment on column public.security_settings.step_up_max_age is
'How old the strong login may be for fees, roles, refunds and secrets.';
comment on column public.security_settings.is_second_admin_required is
'True: resetting someone''s second factor needs the consent of another admin.';
comment on column public.security_settings.is_strong_auth_relaxed_locally is
'True: a password is strong enough where private.environment() is local; no effect elsewhere.';
comment on column public.security_settings.invitation_lifetime is 'How long an invitation can be accepted.';
comment on column public.security_settings.session_idle_limit is 'How long a session may do nothing.';
comment on column public.security_settings.session_absolute_limit is 'How long a session may last.';
comment on column public.security_settings.fee_cap_ppm is
'The highest rate of a fee rule, in millionths: 100000 is 10 %.';
comment on column public.security_settings.fee_approval_above_ppm is
'A rate above this needs a second person''s consent, in millionths: 50000 is 5 %.';
comment on column public.security_settings.commission_approval_above_ppm is
'A commission above this part of the fee needs a second person''s consent, in millionths: 500000 is 50 %.';
