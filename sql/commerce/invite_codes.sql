-- requires: sql/commerce/cohorts.sql sql/commerce/platform_users.sql
create table public.invite_codes (
  domain_id uuid not null,
  id uuid not null default private.new_id(),
  code text not null,
  cohort_id uuid,
  owner_user_id uuid,
  slots_total integer not null,
  slots_used integer not null default 0,
  starts_at timestamptz not null default now(),
  ends_at timestamptz,
  is_active boolean not null default true,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  created_by uuid default private.current_person_id(),
  version integer not null default 1,
  constraint invite_codes_pkey primary key (domain_id, id),
  constraint invite_codes_domain_id_fkey foreign key (domain_id) references public.domains (id),
  constraint invite_codes_cohort_id_fkey
  foreign key (domain_id, cohort_id) references public.cohorts (domain_id, id),
  constraint invite_codes_owner_user_id_fkey
  foreign key (domain_id, owner_user_id) references public.platform_users (domain_id, id),
  constraint invite_codes_code_check check (code ~ '^[A-Za-z0-9_-]{6,12}$'),
  constraint invite_codes_slots_used_check check (slots_used between 0 and slots_total),
  constraint invite_codes_ends_at_check check (ends_at > starts_at)
);

create unique index invite_codes_code_key on public.invite_codes (domain_id, lower(code));
create index invite_codes_created_at_idx on public.invite_codes (domain_id, created_at desc, id desc);
create index invite_codes_cohort_id_idx on public.invite_codes (domain_id, cohort_id) where cohort_id is not null;
create index invite_codes_owner_user_id_idx on public.invite_codes (domain_id, owner_user_id)
where owner_user_id is not null;

create trigger touch_row before update on public.invite_codes
for each row execute function private.touch_row();

comment on table public.invite_codes is 'Codes by which users join a platform, a cohort or both.';
comment on column public.invite_codes.code is 'What is typed in; unique in a domain, whatever its case.';
comment on column public.invite_codes.cohort_id is 'Into which cohort it leads; null: none.';
comment on column public.invite_codes.owner_user_id is
'The user of the platform who brings whoever redeems it; null: nobody.';
comment on column public.invite_codes.slots_total is 'How many users may redeem it.';
comment on column public.invite_codes.slots_used is 'How many have.';
comment on column public.invite_codes.starts_at is 'From when on it can be redeemed.';
comment on column public.invite_codes.ends_at is 'Until when, exclusive; null: without end.';
comment on column public.invite_codes.is_active is 'Whether it can be redeemed at all.';
