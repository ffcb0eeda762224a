-- requires: sql/identity/domains.sql sql/platform/new_id.sql
-- Rules of fees name a token by its id, so that one that moves to another address keeps them.
create table public.tokens (
  domain_id uuid not null,
  id uuid not null default private.new_id(),
  chain text not null,
  address text not null,
  symbol text,
  decimals integer,
  provider text,
  told_at timestamptz,
  told_by uuid,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint tokens_pkey primary key (domain_id, id),
  constraint tokens_domain_id_fkey foreign key (domain_id) references public.domains (id),
  constraint tokens_address_key unique (domain_id, chain, address),
  constraint tokens_chain_check check (length(chain) between 1 and 50),
  constraint tokens_address_check check (length(address) between 1 and 200),
  constraint tokens_symbol_check check (length(symbol) between 1 and 50),
  constraint tokens_decimals_check check (decimals between 0 and 38),
  constraint tokens_provider_check check (length(provider) between 1 and 100),
  constraint tokens_told_at_check check ((told_at is null) = (told_by is null))
);

create index tokens_created_at_idx on public.tokens (domain_id, created_at desc, id desc);
-- As traders write it; also for its beginning.
create index tokens_symbol_idx on public.tokens (domain_id, lower(symbol) text_pattern_ops);

comment on table public.tokens is 'What is traded on a platform. Written by ingest_trades() alone.';
comment on column public.tokens.chain is 'Such as solana.';
comment on column public.tokens.address is 'On its chain, as the chain writes it.';
comment on column public.tokens.symbol is 'As traders call it; not unique. null: not told yet.';
comment on column public.tokens.decimals is 'Digits after the point: an amount of 1 is 10 to the power of this, in minor units.';
comment on column public.tokens.provider is 'Where it is traded, such as raydium.';
