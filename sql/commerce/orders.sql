-- requires: sql/commerce/platform_users.sql sql/commerce/tokens.sql
create table public.orders (
  domain_id uuid not null,
  id uuid not null default private.new_id(),
  external_id text not null,
  platform_user_id uuid not null,
  token_id uuid not null,
  order_type text not null,
  side text not null,
  provider text,
  size_minor numeric(38, 0) not null,
  status text not null,
  placed_at timestamptz not null,
  fee_quote jsonb,
  told_at timestamptz not null,
  told_by uuid not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint orders_pkey primary key (domain_id, id),
  constraint orders_domain_id_fkey foreign key (domain_id) references public.domains (id),
  constraint orders_platform_user_id_fkey
  foreign key (domain_id, platform_user_id) references public.platform_users (domain_id, id),
  constraint orders_token_id_fkey foreign key (domain_id, token_id) references public.tokens (domain_id, id),
  constraint orders_external_id_key unique (domain_id, external_id),
  constraint orders_external_id_check check (length(external_id) between 1 and 200),
  constraint orders_order_type_check check (order_type in ('market', 'dca', 'limit', 'twap', 'vwap', 'custom')),
  constraint orders_side_check check (side in ('buy', 'sell')),
  constraint orders_provider_check check (length(provider) between 1 and 100),
  constraint orders_size_minor_check check (size_minor >= 0),
  constraint orders_status_check check (status in ('open', 'partly_filled', 'filled', 'cancelled', 'failed'))
);

create index orders_placed_at_idx on public.orders (domain_id, placed_at desc, id desc);
create index orders_platform_user_id_idx
on public.orders (domain_id, platform_user_id, placed_at desc, id desc);
create index orders_token_id_idx on public.orders (domain_id, token_id, placed_at desc, id desc);
-- Few of many, and what is asked for most.
create index orders_status_idx on public.orders (domain_id, status, placed_at desc, id desc)
where status in ('open', 'partly_filled');

comment on table public.orders is 'What users of a platform want to trade. Written by ingest_trades() alone.';
comment on column public.orders.size_minor is 'How much of the token, in its minor units.';
comment on column public.orders.status is 'open, partly_filled, filled, cancelled or failed.';
comment on column public.orders.placed_at is 'When the user placed it.';
comment on column public.orders.provider is 'Where it is to be traded, such as raydium, as told with the order.';
comment on column public.orders.fee_quote is
'On what terms it is charged, and every rule that was considered, as of placed_at; frozen when the order came in. null: the platform had no fee then.';
