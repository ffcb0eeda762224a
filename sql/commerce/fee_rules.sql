-- requires: sql/commerce/orders.sql sql/commerce/cohort_members.sql
-- Rules are closed and never changed otherwise: what was charged yesterday must still explain itself. A rule that was
-- withdrawn before it began ends where it starts, so it is never valid and yet still known.
create table public.fee_rules (
  domain_id uuid not null,
  id uuid not null default private.new_id(),
  kind text not null default 'rule',
  order_id uuid,
  platform_user_id uuid,
  cohort_id uuid,
  token_id uuid,
  provider text,
  order_type text,
  rate_ppm integer not null,
  min_minor numeric(38, 0),
  max_minor numeric(38, 0),
  limit_asset text,
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
  specificity integer not null generated always as (
    (order_id is not null)::integer * 32 + (platform_user_id is not null)::integer * 16
    + (cohort_id is not null)::integer * 8 + (token_id is not null)::integer * 4
    + (provider is not null)::integer * 2 + (order_type is not null)::integer
  ) stored,
  -- A null is never equal, so an exclusion over the scopes themselves would let two platform rules overlap. The
  -- provider comes last: it is the one part that could hold a slash.
  scope_key text not null generated always as (
    coalesce(order_id::text, '') || '/' || coalesce(platform_user_id::text, '') || '/'
    || coalesce(cohort_id::text, '') || '/' || coalesce(token_id::text, '') || '/'
    || coalesce(order_type, '') || '/' || coalesce(provider, '')
  ) stored,
  -- For whom and for what, by its most specific part: by these two the resolver finds the few rules that could match.
  whom_key uuid not null generated always as (
    coalesce(order_id, platform_user_id, cohort_id, '00000000-0000-0000-0000-000000000000')
  ) stored,
  what_key text not null generated always as (coalesce(token_id::text, provider, '')) stored,
  constraint fee_rules_pkey primary key (domain_id, id),
  constraint fee_rules_domain_id_fkey foreign key (domain_id) references public.domains (id),
  constraint fee_rules_order_id_fkey foreign key (domain_id, order_id) references public.orders (domain_id, id),
  constraint fee_rules_platform_user_id_fkey
  foreign key (domain_id, platform_user_id) references public.platform_users (domain_id, id),
  constraint fee_rules_cohort_id_fkey foreign key (domain_id, cohort_id) references public.cohorts (domain_id, id),
  constraint fee_rules_token_id_fkey foreign key (domain_id, token_id) references public.tokens (domain_id, id),
  constraint fee_rules_kind_check check (kind in ('rule', 'promotion')),
  constraint fee_rules_promotion_check check (kind = 'rule' or (ends_at is not null and limit_asset is null)),
  constraint fee_rules_provider_check check (length(provider) between 1 and 100),
  constraint fee_rules_order_type_check
  check (order_type in ('market', 'dca', 'limit', 'twap', 'vwap', 'custom')),
  constraint fee_rules_rate_ppm_check check (rate_ppm between 0 and 1000000),
  constraint fee_rules_limits_check check (
    min_minor >= 0 and max_minor >= coalesce(min_minor, 0)
    and (limit_asset is null) = (coalesce(min_minor, max_minor) is null)
  ),
  constraint fee_rules_starts_at_check check (isfinite(starts_at)),
  constraint fee_rules_scope_excl
  exclude using gist (domain_id with =, kind with =, scope_key with =, valid with &&)
);

create index fee_rules_whom_key_idx on public.fee_rules (domain_id, whom_key, what_key);
create index fee_rules_starts_at_idx on public.fee_rules (domain_id, starts_at desc, id desc);
create index fee_rules_order_id_idx on public.fee_rules (domain_id, order_id);
create index fee_rules_platform_user_id_idx on public.fee_rules (domain_id, platform_user_id);
create index fee_rules_cohort_id_idx on public.fee_rules (domain_id, cohort_id);
create index fee_rules_token_id_idx on public.fee_rules (domain_id, token_id);

comment on table public.fee_rules is
'What an order is charged: of the rules that fit it the most specific wins, and replaces all others. See docs/fees.md.';
