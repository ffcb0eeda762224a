-- requires: sql/identity/people.sql sql/identity/domains.sql sql/platform/new_id.sql
-- The end users of a platform, as the platform knows them. They have no login here: people of the back office
-- work on them, and the platform itself calls with the secret key.
create table public.platform_users (
  domain_id uuid not null,
  id uuid not null default private.new_id(),
  external_id text not null,
  tag text,
  tag_chosen_at timestamptz,
  email text,
  wallets text [] not null default '{}',
  referrer_id uuid,
  referred_at timestamptz,
  status text not null default 'active',
  joined_at timestamptz not null,
  told_at timestamptz,
  told_by uuid,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version integer not null default 1,
  constraint platform_users_pkey primary key (domain_id, id),
  constraint platform_users_domain_id_fkey foreign key (domain_id) references public.domains (id),
  constraint platform_users_referrer_id_fkey
  foreign key (domain_id, referrer_id) references public.platform_users (domain_id, id),
  constraint platform_users_external_id_key unique (domain_id, external_id),
  constraint platform_users_external_id_check check (length(external_id) between 1 and 200),
  constraint platform_users_tag_check check (tag ~ '^[A-Za-z0-9_-]{6,12}$'),
  constraint platform_users_email_check check (email = lower(email) and length(email) <= 254),
  constraint platform_users_wallets_check
  check (cardinality(wallets) <= 50 and array_position(wallets, null) is null),
  constraint platform_users_referrer_id_check check (referrer_id <> id),
  constraint platform_users_told_at_check check ((told_at is null) = (told_by is null)),
  constraint platform_users_status_check check (status in ('waitlist', 'pending', 'active', 'inactive', 'deleted'))
);

-- Also for the beginning of a tag.
create unique index platform_users_tag_key on public.platform_users (domain_id, lower(tag) text_pattern_ops);
create index platform_users_email_idx on public.platform_users (domain_id, email text_pattern_ops)
where email is not null;
create index platform_users_wallets_idx on public.platform_users using gin (domain_id, wallets);
create index platform_users_joined_at_idx on public.platform_users (domain_id, joined_at desc, id desc);
create index platform_users_status_idx
on public.platform_users (domain_id, status, joined_at desc, id desc);
create index platform_users_referrer_id_idx on public.platform_users (domain_id, referrer_id, joined_at desc, id desc)
where referrer_id is not null;
-- Who was brought when, and whom somebody brought first: see private.counted_referrals.
create index platform_users_referred_at_idx on public.platform_users (domain_id, coalesce(referred_at, joined_at))
where referrer_id is not null;
create index platform_users_first_referral_idx
on public.platform_users (domain_id, referrer_id, coalesce(referred_at, joined_at)) where referrer_id is not null;

create trigger touch_row before update on public.platform_users
for each row execute function private.touch_row();

comment on table public.platform_users is
'End users of a platform: whoever trades there. Not the people of the back office, who are in people.';
comment on column public.platform_users.external_id is 'The platform''s own id of the user.';
comment on column public.platform_users.tag is
'What the user is called on the platform; unique in a domain, whatever its case. null: none yet.';
comment on column public.platform_users.tag_chosen_at is
'When the user chose the tag, which is done once; null: not yet.';
comment on column public.platform_users.email is 'In lowercase.';
comment on column public.platform_users.wallets is 'Addresses on chains, as the platform writes them.';
comment on column public.platform_users.referrer_id is 'The user of the same domain who brought this one.';
comment on column public.platform_users.referred_at is 'When that was noted; null: with joined_at.';
comment on column public.platform_users.status is 'waitlist, pending, active, inactive, or deleted, which is final.';
comment on column public.platform_users.joined_at is
'When the user signed up at the platform; while it has not told of the user, the earliest entry that names him.';
