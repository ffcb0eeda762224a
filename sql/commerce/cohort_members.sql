-- requires: sql/commerce/cohorts.sql sql/commerce/platform_users.sql
-- Rows are closed and never changed otherwise: what counted at the time of an order can be told later.
create table public.cohort_members (
  domain_id uuid not null,
  id uuid not null default private.new_id(),
  cohort_id uuid not null,
  platform_user_id uuid not null,
  valid tstzrange not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  created_by uuid default private.current_person_id(),
  version integer not null default 1,
  constraint cohort_members_pkey primary key (domain_id, id),
  constraint cohort_members_cohort_id_fkey
  foreign key (domain_id, cohort_id) references public.cohorts (domain_id, id),
  constraint cohort_members_platform_user_id_fkey
  foreign key (domain_id, platform_user_id) references public.platform_users (domain_id, id),
  constraint cohort_members_valid_check
  check (not isempty(valid) and not lower_inf(valid) and lower_inc(valid) and not upper_inc(valid)),
  constraint cohort_members_valid_excl
  exclude using gist (domain_id with =, cohort_id with =, platform_user_id with =, valid with &&)
);

create index cohort_members_cohort_id_idx on public.cohort_members (domain_id, cohort_id);
create index cohort_members_platform_user_id_idx on public.cohort_members (domain_id, platform_user_id);

create trigger touch_row before update on public.cohort_members
for each row execute function private.touch_row();

comment on table public.cohort_members is 'Which users belong to a cohort, and when.';
comment on column public.cohort_members.cohort_id is 'The cohort.';
comment on column public.cohort_members.valid is 'When; half-open. Whoever leaves is out at once, for what comes after.';
