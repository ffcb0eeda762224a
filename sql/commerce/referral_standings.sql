-- requires: sql/commerce/referral_programmes.sql
-- Measured when it is first asked for on a day, and kept: all trades of a day see the same tier, whatever comes late.
create table private.referral_standings (
  domain_id uuid not null,
  programme_id uuid not null,
  platform_user_id uuid not null,
  on_day date not null,
  level_one_usd_minor numeric(38, 0) not null,
  network_usd_minor numeric(38, 0) not null,
  own_usd_minor numeric(38, 0) not null,
  constraint referral_standings_pkey primary key (domain_id, platform_user_id, programme_id, on_day),
  constraint referral_standings_platform_user_id_fkey
  foreign key (domain_id, platform_user_id) references public.platform_users (domain_id, id) on delete cascade
);

comment on table private.referral_standings is
'What volume counted for the tier and bonus of whoever brings users, on a day (UTC): of the days of the programme''s window before it.';
comment on column private.referral_standings.level_one_usd_minor is 'Of users whom he brought himself, in US cents.';
comment on column private.referral_standings.network_usd_minor is 'Of users of all levels.';
comment on column private.referral_standings.own_usd_minor is 'His own.';
