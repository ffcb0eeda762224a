-- requires: sql/commerce/platform_users.sql
-- Its terms are settled before it is live and never change: another one takes its place, so what was promised stays known.
create table public.referral_programmes (
  domain_id uuid not null,
  id uuid not null default private.new_id(),
  name text not null,
  status text not null default 'draft',
  levels integer not null default 3,
  discount_ppm integer not null default 0,
  tier_basis text not null default 'level_one',
  window_days integer not null default 30,
  hold_days integer not null default 7,
  live_during tstzmultirange not null default '{}',
  paused_during tstzmultirange not null default '{}',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  created_by uuid default private.current_person_id(),
  version integer not null default 1,
  constraint referral_programmes_pkey primary key (domain_id, id),
  constraint referral_programmes_domain_id_fkey foreign key (domain_id) references public.domains (id),
  constraint referral_programmes_name_check check (name = btrim(name) and length(name) between 1 and 100),
  constraint referral_programmes_status_check check (status in ('draft', 'live', 'paused', 'ended')),
  constraint referral_programmes_levels_check check (levels between 1 and 3),
  constraint referral_programmes_discount_ppm_check check (discount_ppm between 0 and 900000),
  constraint referral_programmes_tier_basis_check check (tier_basis in ('level_one', 'network')),
  constraint referral_programmes_days_check
  check (window_days >= 1 and hold_days >= 0 and greatest(window_days, hold_days) <= 366),
  constraint referral_programmes_paused_during_check check (not live_during && paused_during)
);

create unique index referral_programmes_name_key on public.referral_programmes (domain_id, lower(name));
-- One at a time, so it is never a question which one holds.
create unique index referral_programmes_running_key on public.referral_programmes (domain_id)
where status in ('live', 'paused');
create index referral_programmes_created_at_idx on public.referral_programmes (domain_id, created_at desc, id desc);

create trigger touch_row before update on public.referral_programmes
for each row execute function private.touch_row();

comment on table public.referral_programmes is
'What users of a platform are promised for bringing others. One runs at a time. See docs/referrals.md.';
comment on column public.referral_programmes.status is 'draft, live, paused or ended.';
comment on column public.referral_programmes.levels is 'How many levels of those who brought a user earn: 1 to 3.';
comment on column public.referral_programmes.discount_ppm is 'What comes off the fee of a user who was brought, in millionths: 100000 is 10 %.';
comment on column public.referral_programmes.tier_basis is
'Whose volume lifts whoever brings users into a higher tier: level_one, those he brought himself; network, those of all levels.';
comment on column public.referral_programmes.window_days is 'Over how many days that volume is added up.';
comment on column public.referral_programmes.hold_days is 'How many days after the trade a commission can be claimed.';
comment on column public.referral_programmes.live_during is 'When it was live.';
comment on column public.referral_programmes.paused_during is 'When it was paused: referrals are kept, and earn nothing.';
