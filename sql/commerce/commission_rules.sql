-- requires: sql/commerce/referral_programmes.sql sql/commerce/cohorts.sql sql/commerce/note_fee_closing.sql
-- Like rules of fees: closed and never changed otherwise.
create table public.commission_rules (
  domain_id uuid not null,
  id uuid not null default private.new_id(),
  programme_id uuid,
  cohort_id uuid,
  platform_user_id uuid,
  level integer not null,
  min_volume_usd_minor numeric(38, 0) not null default 0,
  rate_ppm integer not null,
  bonus_ppm integer not null default 0,
  bonus_volume_usd_minor numeric(38, 0) not null default 0,
  base text not null default 'fee_charged',
  starts_at timestamptz not null,
  ends_at timestamptz,
  reason text not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  created_by uuid default private.current_person_id(),
  version integer not null default 1,
  closed_at timestamptz,
  closed_by uuid,
  closed_reason text,
  valid tstzrange not null generated always as (tstzrange(starts_at, ends_at)) stored,
  whom_key uuid not null generated always as (coalesce(platform_user_id, cohort_id, programme_id)) stored,
  constraint commission_rules_pkey primary key (domain_id, id),
  constraint commission_rules_programme_id_fkey
  foreign key (domain_id, programme_id) references public.referral_programmes (domain_id, id),
  constraint commission_rules_cohort_id_fkey
  foreign key (domain_id, cohort_id) references public.cohorts (domain_id, id),
  constraint commission_rules_platform_user_id_fkey
  foreign key (domain_id, platform_user_id) references public.platform_users (domain_id, id),
  constraint commission_rules_whom_key_check check (num_nonnulls(programme_id, cohort_id, platform_user_id) = 1),
  constraint commission_rules_level_check check (level between 1 and 3),
  constraint commission_rules_volumes_check check (least(min_volume_usd_minor, bonus_volume_usd_minor) >= 0),
  constraint commission_rules_rate_ppm_check
  check (least(rate_ppm, bonus_ppm) >= 0 and rate_ppm + bonus_ppm <= 1000000),
  constraint commission_rules_base_check check (base in ('fee_charged', 'fee_gross')),
  constraint commission_rules_starts_at_check check (isfinite(starts_at)),
  constraint commission_rules_whom_key_excl exclude using gist (
    domain_id with =, whom_key with =, level with =, min_volume_usd_minor with =, valid with &&
  )
);

create index commission_rules_starts_at_idx on public.commission_rules (domain_id, starts_at desc, id desc);
create index commission_rules_whom_key_idx on public.commission_rules (domain_id, whom_key, level);
create index commission_rules_programme_id_idx on public.commission_rules (domain_id, programme_id);
create index commission_rules_cohort_id_idx on public.commission_rules (domain_id, cohort_id);
create index commission_rules_platform_user_id_idx on public.commission_rules (domain_id, platform_user_id);

create trigger guard_fee_rule before update on public.commission_rules
for each row execute function private.guard_fee_rule();
create trigger note_fee_closing before update on public.commission_rules
for each row when (old.ends_at is distinct from new.ends_at) execute function private.note_fee_closing();
create trigger refuse_change before delete on public.commission_rules
for each row execute function private.refuse_change();
create trigger refuse_truncate before truncate on public.commission_rules
for each statement execute function private.refuse_change();
create trigger touch_row before update on public.commission_rules
for each row execute function private.touch_row();

comment on table public.commission_rules is
'What part of a fee goes to whoever brought the user: for a user, a cohort, or a programme and its tiers. See docs/referrals.md.';
