-- requires: sql/commerce/invite_codes.sql
create table public.invite_redemptions (
  domain_id uuid not null,
  id uuid not null default private.new_id(),
  invite_code_id uuid not null,
  platform_user_id uuid not null,
  redeemed_at timestamptz not null default now(),
  constraint invite_redemptions_pkey primary key (domain_id, id),
  constraint invite_redemptions_invite_code_id_fkey
  foreign key (domain_id, invite_code_id) references public.invite_codes (domain_id, id),
  constraint invite_redemptions_platform_user_id_fkey
  foreign key (domain_id, platform_user_id) references public.platform_users (domain_id, id),
  constraint invite_redemptions_invite_code_id_key unique (domain_id, invite_code_id, platform_user_id)
);

create index invite_redemptions_platform_user_id_idx on public.invite_redemptions (domain_id, platform_user_id);

comment on table public.invite_redemptions is 'Who redeemed which invite code; once each.';
comment on column public.invite_redemptions.invite_code_id is 'The code.';
comment on column public.invite_redemptions.redeemed_at is 'When.';
