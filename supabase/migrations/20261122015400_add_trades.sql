-- What platforms trade: tokens, orders and transactions, and the way in for what a platform tells of them.
SET local check_function_bodies = off;

CREATE TABLE "public"."orders" (
  "domain_id"        uuid                     NOT NULL,
  "external_id"      text                     NOT NULL,
  "platform_user_id" uuid                     NOT NULL,
  "token_id"         uuid                     NOT NULL,
  "order_type"       text                     NOT NULL,
  "side"             text                     NOT NULL,
  "size_minor"       numeric(38,0)            NOT NULL,
  "status"           text                     NOT NULL,
  "placed_at"        timestamp with time zone NOT NULL,
  "told_at"          timestamp with time zone NOT NULL,
  "told_by"          uuid                     NOT NULL,
  "created_at"       timestamp with time zone NOT NULL DEFAULT now(),
  "updated_at"       timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT "orders_external_id_check" CHECK (((length(external_id) >= 1) AND (length(external_id) <= 200))),
  CONSTRAINT "orders_external_id_key" UNIQUE (domain_id, external_id),
  CONSTRAINT "orders_order_type_check" CHECK ((order_type = ANY (ARRAY['market'::text, 'dca'::text, 'limit'::text, 'twap'::text, 'vwap'::text, 'custom'::text]))),
  CONSTRAINT "orders_side_check" CHECK ((side = ANY (ARRAY['buy'::text, 'sell'::text]))),
  CONSTRAINT "orders_size_minor_check" CHECK ((size_minor >= (0)::numeric)),
  CONSTRAINT "orders_status_check" CHECK ((status = ANY (ARRAY['open'::text, 'partly_filled'::text, 'filled'::text, 'cancelled'::text, 'failed'::text]))),
  "id"               uuid                     NOT NULL DEFAULT private.new_id(),
  CONSTRAINT "orders_pkey" PRIMARY KEY (domain_id, id)
);

ALTER TABLE "public"."orders"
  ENABLE ROW LEVEL SECURITY;

REVOKE ALL ON TABLE "public"."orders" FROM "anon";

CREATE TABLE "public"."tokens" (
  "domain_id"  uuid                     NOT NULL,
  "chain"      text                     NOT NULL,
  "address"    text                     NOT NULL,
  "symbol"     text,
  "decimals"   integer,
  "provider"   text,
  "told_at"    timestamp with time zone,
  "told_by"    uuid,
  "created_at" timestamp with time zone NOT NULL DEFAULT now(),
  "updated_at" timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT "tokens_address_check" CHECK (((length(address) >= 1) AND (length(address) <= 200))),
  CONSTRAINT "tokens_address_key" UNIQUE (domain_id, chain, address),
  CONSTRAINT "tokens_chain_check" CHECK (((length(chain) >= 1) AND (length(chain) <= 50))),
  CONSTRAINT "tokens_decimals_check" CHECK (((decimals >= 0) AND (decimals <= 38))),
  CONSTRAINT "tokens_provider_check" CHECK (((length(provider) >= 1) AND (length(provider) <= 100))),
  CONSTRAINT "tokens_symbol_check" CHECK (((length(symbol) >= 1) AND (length(symbol) <= 50))),
  CONSTRAINT "tokens_told_at_check" CHECK (((told_at IS NULL) = (told_by IS NULL))),
  "id"         uuid                     NOT NULL DEFAULT private.new_id(),
  CONSTRAINT "tokens_pkey" PRIMARY KEY (domain_id, id)
);

ALTER TABLE "public"."tokens"
  ENABLE ROW LEVEL SECURITY;

REVOKE ALL ON TABLE "public"."tokens" FROM "anon";

CREATE TABLE "public"."transactions" (
  "domain_id"         uuid                     NOT NULL,
  "chain_ref"         text                     NOT NULL,
  "platform_user_id"  uuid                     NOT NULL,
  "token_id"          uuid                     NOT NULL,
  "order_external_id" text,
  "order_type"        text                     NOT NULL,
  "side"              text                     NOT NULL,
  "amount_minor"      numeric(38,0)            NOT NULL,
  "volume_usd_minor"  numeric(38,0)            NOT NULL,
  "fee_minor"         numeric(38,0)            NOT NULL,
  "fee_asset"         text                     NOT NULL,
  "status"            text                     NOT NULL,
  "occurred_at"       timestamp with time zone NOT NULL,
  "received_at"       timestamp with time zone NOT NULL DEFAULT now(),
  "told_at"           timestamp with time zone NOT NULL,
  "told_by"           uuid                     NOT NULL,
  CONSTRAINT "transactions_amounts_check" CHECK ((LEAST(amount_minor, volume_usd_minor, fee_minor) >= (0)::numeric)),
  CONSTRAINT "transactions_chain_ref_check" CHECK (((length(chain_ref) >= 1) AND (length(chain_ref) <= 200))),
  CONSTRAINT "transactions_chain_ref_key" UNIQUE (domain_id, chain_ref),
  CONSTRAINT "transactions_order_type_check" CHECK ((order_type = ANY (ARRAY['market'::text, 'dca'::text, 'limit'::text, 'twap'::text, 'vwap'::text, 'custom'::text]))),
  CONSTRAINT "transactions_side_check" CHECK ((side = ANY (ARRAY['buy'::text, 'sell'::text]))),
  CONSTRAINT "transactions_status_check" CHECK ((status = ANY (ARRAY['pending'::text, 'confirmed'::text, 'failed'::text, 'reverted'::text]))),
  "id"                uuid                     NOT NULL DEFAULT private.new_id(),
  CONSTRAINT "transactions_pkey" PRIMARY KEY (domain_id, id)
);

ALTER TABLE "public"."transactions"
  ENABLE ROW LEVEL SECURITY;

REVOKE ALL ON TABLE "public"."transactions" FROM "anon";

ALTER TABLE "public"."platform_users"
  ADD COLUMN "told_at" timestamp WITH time zone;

ALTER TABLE "public"."platform_users"
  ADD COLUMN "told_by" uuid;

CREATE TYPE "private"."trade_entry" AS (
  "domain_id" uuid,
  "kind"      text,
  "told_at"   timestamp WITH time zone,
  "told_by"   uuid,
  "user_ref"  text,
  "chain"     text,
  "address"   text,
  "facts"     jsonb
);

CREATE OR REPLACE FUNCTION private.is_minor_amount (
  value jsonb
)
  RETURNS boolean
  LANGUAGE plpgsql
  IMMUTABLE
  PARALLEL SAFE
  SET search_path TO ''
  AS $function$
begin
  return coalesce(jsonb_typeof(value) in ('number', 'string') and (value #>> '{}') ~ '^\d{1,38}$', false);
end;
$function$;

CREATE OR REPLACE FUNCTION private.is_text (
  value   jsonb,
  longest integer
)
  RETURNS boolean
  LANGUAGE plpgsql
  IMMUTABLE
  PARALLEL SAFE
  SET search_path TO ''
  AS $function$
begin
  return coalesce(jsonb_typeof(value) = 'string' and length(btrim(value #>> '{}')) between 1 and longest, false);
end;
$function$;

CREATE OR REPLACE FUNCTION private.read_trades (
  entries jsonb
)
  RETURNS private.trade_entry[]
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
declare
  sites constant jsonb := private.resolve_sites(entries);
  broken record;
begin
  select listed.place - 1 as place, private.trade_fault(listed.entry, sites) as fault into broken
  from jsonb_array_elements(entries) with ordinality as listed (entry, place)
  where private.trade_fault(listed.entry, sites) is not null
  order by listed.place
  limit 1;
  if found then
    perform private.bad_input(
      format('entries[%s]%s', broken.place, split_part(broken.fault, ': ', 1)),
      split_part(broken.fault, ': ', 2) || '; nothing of this batch was stored'
    );
  end if;
  return array(
    select
      row(
        (sites ->> (e.entry ->> 'site_domain'))::uuid, e.entry ->> 'kind', (e.entry ->> 'at')::timestamptz,
        md5(e.entry::text)::uuid,
        case e.entry ->> 'kind' when 'user' then e.entry ->> 'external_id' else e.entry ->> 'user' end,
        coalesce(e.entry ->> 'chain', e.entry #>> '{token,chain}'),
        coalesce(e.entry ->> 'address', e.entry #>> '{token,address}'),
        e.entry
      )::private.trade_entry
    from jsonb_array_elements(entries) as e (entry)
  );
end;
$function$;

CREATE OR REPLACE FUNCTION private.store_orders (
  batch private.trade_entry[]
)
  RETURNS bigint
  LANGUAGE plpgsql
  SET search_path TO ''
  AS $function$
declare
  changed bigint;
begin
  insert into public.orders as known (
    domain_id, external_id, platform_user_id, token_id, order_type, side, size_minor, status, placed_at,
    told_at, told_by
  )
  select distinct on (e.domain_id, told.external_id)
    e.domain_id, told.external_id, trader.id, token.id, told.type, told.side, told.size_minor, told.status,
    told.placed_at, e.told_at, e.told_by
  from unnest(batch) as e
  cross join lateral jsonb_to_record(e.facts) as told (
    external_id text, type text, side text, size_minor numeric, status text, placed_at timestamptz
  )
  inner join public.platform_users as trader on e.domain_id = trader.domain_id and e.user_ref = trader.external_id
  inner join public.tokens as token
    on e.domain_id = token.domain_id and e.chain = token.chain and e.address = token.address
  where e.kind = 'order'
  order by e.domain_id, told.external_id, e.told_at desc, e.told_by desc
  on conflict (domain_id, external_id) do update
  set
    platform_user_id = excluded.platform_user_id, token_id = excluded.token_id,
    order_type = excluded.order_type, side = excluded.side, size_minor = excluded.size_minor,
    status = excluded.status, placed_at = excluded.placed_at, told_at = excluded.told_at,
    told_by = excluded.told_by, updated_at = now()
  where (excluded.told_at, excluded.told_by) > (known.told_at, known.told_by);
  get diagnostics changed = row_count;
  return changed;
end;
$function$;

CREATE OR REPLACE FUNCTION private.store_platform_users (
  batch private.trade_entry[]
)
  RETURNS bigint
  LANGUAGE plpgsql
  SET search_path TO ''
  AS $function$
declare
  changed bigint;
begin
  insert into public.platform_users as known (
    domain_id, external_id, email, wallets, joined_at, told_at, told_by
  )
  select distinct on (e.domain_id, e.user_ref)
    e.domain_id, e.user_ref, lower(told.email), coalesce(told.wallets, '{}'),
    coalesce(told.joined_at, e.told_at),
    case e.kind when 'user' then e.told_at end, case e.kind when 'user' then e.told_by end
  from unnest(batch) as e
  left join lateral jsonb_to_record(e.facts) as told (email text, wallets text [], joined_at timestamptz)
    on e.kind = 'user'
  where e.user_ref is not null
  -- Whoever is told of first; of whoever is only named, the earliest time.
  order by e.domain_id, e.user_ref, e.kind = 'user' desc,
    case e.kind when 'user' then e.told_at end desc, case e.kind when 'user' then e.told_by end desc, e.told_at
  on conflict (domain_id, external_id) do update
  set
    email = excluded.email, wallets = excluded.wallets, joined_at = excluded.joined_at,
    told_at = excluded.told_at, told_by = excluded.told_by
  where case
    when excluded.told_at is null then known.told_at is null and excluded.joined_at < known.joined_at
    else known.told_at is null or (excluded.told_at, excluded.told_by) > (known.told_at, known.told_by)
  end;
  get diagnostics changed = row_count;
  return changed;
end;
$function$;

CREATE OR REPLACE FUNCTION private.store_tokens (
  batch private.trade_entry[]
)
  RETURNS bigint
  LANGUAGE plpgsql
  SET search_path TO ''
  AS $function$
declare
  changed bigint;
begin
  insert into public.tokens as known (
    domain_id, chain, address, symbol, decimals, provider, told_at, told_by
  )
  select distinct on (e.domain_id, e.chain, e.address)
    e.domain_id, e.chain, e.address, told.symbol, told.decimals, told.provider,
    case e.kind when 'token' then e.told_at end, case e.kind when 'token' then e.told_by end
  from unnest(batch) as e
  left join lateral jsonb_to_record(e.facts) as told (symbol text, decimals integer, provider text)
    on e.kind = 'token'
  where e.chain is not null
  order by e.domain_id, e.chain, e.address, e.kind = 'token' desc, e.told_at desc, e.told_by desc
  on conflict (domain_id, chain, address) do update
  set
    symbol = excluded.symbol, decimals = excluded.decimals, provider = excluded.provider,
    told_at = excluded.told_at, told_by = excluded.told_by, updated_at = now()
  where excluded.told_at is not null
    and (known.told_at is null or (excluded.told_at, excluded.told_by) > (known.told_at, known.told_by));
  get diagnostics changed = row_count;
  return changed;
end;
$function$;

CREATE OR REPLACE FUNCTION private.store_transactions (
  batch private.trade_entry[]
)
  RETURNS bigint
  LANGUAGE plpgsql
  SET search_path TO ''
  AS $function$
declare
  changed bigint;
begin
  insert into public.transactions as known (
    domain_id, chain_ref, platform_user_id, token_id, order_external_id, order_type, side, amount_minor,
    volume_usd_minor, fee_minor, fee_asset, status, occurred_at, told_at, told_by
  )
  select distinct on (e.domain_id, told.chain_ref)
    e.domain_id, told.chain_ref, trader.id, token.id, told.order, told.type, told.side, told.amount_minor,
    told.volume_usd_minor, told.fee_minor, told.fee_asset, told.status, told.occurred_at, e.told_at, e.told_by
  from unnest(batch) as e
  cross join lateral jsonb_to_record(e.facts) as told (
    chain_ref text, "order" text, type text, side text, amount_minor numeric, volume_usd_minor numeric,
    fee_minor numeric, fee_asset text, status text, occurred_at timestamptz
  )
  inner join public.platform_users as trader on e.domain_id = trader.domain_id and e.user_ref = trader.external_id
  inner join public.tokens as token
    on e.domain_id = token.domain_id and e.chain = token.chain and e.address = token.address
  where e.kind = 'transaction'
  order by e.domain_id, told.chain_ref, e.told_at desc, e.told_by desc
  on conflict (domain_id, chain_ref) do update
  set (
    platform_user_id, token_id, order_external_id, order_type, side, amount_minor, volume_usd_minor, fee_minor,
    fee_asset, status, occurred_at, told_at, told_by
  ) = (
    excluded.platform_user_id, excluded.token_id, excluded.order_external_id, excluded.order_type, excluded.side,
    excluded.amount_minor, excluded.volume_usd_minor, excluded.fee_minor, excluded.fee_asset, excluded.status,
    excluded.occurred_at, excluded.told_at, excluded.told_by
  )
  where (excluded.told_at, excluded.told_by) > (known.told_at, known.told_by);
  get diagnostics changed = row_count;
  return changed;
end;
$function$;

CREATE OR REPLACE FUNCTION private.trade_deal_fault (
  entry jsonb
)
  RETURNS text
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
declare
  is_order constant boolean := entry ->> 'kind' = 'order';
  key constant text := case when is_order then 'external_id' else 'chain_ref' end;
  moment constant text := case when is_order then 'placed_at' else 'occurred_at' end;
  statuses constant text [] := case
    when is_order then '{open,partly_filled,filled,cancelled,failed}' else '{pending,confirmed,failed,reverted}'
  end;
  amount text;
begin
  foreach amount in array case
    when is_order then '{size_minor}' else '{amount_minor,volume_usd_minor,fee_minor}'
  end::text [] loop
    if not private.is_minor_amount(entry -> amount) then
      return format('.%s: must be a whole number from 0, in minor units', amount);
    end if;
  end loop;
  return case
    when not private.is_text(entry -> key, 200) then format('.%s: must be a text', key)
    when not private.is_text(entry -> 'user', 200) then '.user: must be a text'
    when not private.is_text(entry #> '{token,chain}', 50) then '.token.chain: must be a text'
    when not private.is_text(entry #> '{token,address}', 200) then '.token.address: must be a text'
    when (entry ->> 'type' = any('{market,dca,limit,twap,vwap,custom}')) is not true
      then '.type: must be market, dca, limit, twap, vwap or custom'
    when (entry ->> 'side' = any('{buy,sell}')) is not true then '.side: must be buy or sell'
    when (entry ->> 'status' = any(statuses)) is not true
      then format('.status: must be one of %s', array_to_string(statuses, ', '))
    when not private.is_zoned_time(entry ->> moment) then format('.%s: must be a time with its zone', moment)
    when is_order then null
    when not private.is_text(entry -> 'fee_asset', 50) then '.fee_asset: must be a text'
    when jsonb_typeof(entry -> 'order') <> 'null' and not private.is_text(entry -> 'order', 200)
      then '.order: must be a text'
  end;
end;
$function$;

CREATE OR REPLACE FUNCTION private.trade_fault (
  entry jsonb,
  sites jsonb
)
  RETURNS text
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
begin
  return case
    when jsonb_typeof(entry) <> 'object' then ': must be an object'
    when (sites ->> (entry ->> 'site_domain')) is null then '.site_domain: is no known site'
    when not private.is_zoned_time(entry ->> 'at') then '.at: must be a time with its zone'
    -- What claims to be said later than now would win over all that is said until then.
    when (entry ->> 'at')::timestamptz > now() + interval '5 minutes' then '.at: lies in the future'
    when entry ->> 'kind' in ('user', 'token') then private.trade_subject_fault(entry)
    when entry ->> 'kind' in ('order', 'transaction') then private.trade_deal_fault(entry)
    else '.kind: must be user, token, order or transaction'
  end;
end;
$function$;

CREATE OR REPLACE FUNCTION private.trade_subject_fault (
  entry jsonb
)
  RETURNS text
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
begin
  return case entry ->> 'kind'
    when 'user' then case
      when not private.is_text(entry -> 'external_id', 200) then '.external_id: must be a text'
      when not private.is_zoned_time(entry ->> 'joined_at') then '.joined_at: must be a time with its zone'
      when coalesce(jsonb_typeof(entry -> 'email'), 'null') not in ('null', 'string')
        or entry ->> 'email' !~ '^[^@\s]+@[^@\s]+$' or length(entry ->> 'email') > 320
        then '.email: must be an e-mail address'
      when coalesce(jsonb_typeof(entry -> 'wallets'), 'array') <> 'array'
        then '.wallets: must be an array of texts'
      when jsonb_array_length(coalesce(entry -> 'wallets', '[]')) > 50
        or exists (
          select from jsonb_array_elements(coalesce(entry -> 'wallets', '[]')) as w (address)
          where not private.is_text(w.address, 200)
        ) then '.wallets: must be at most 50 texts'
    end
    when 'token' then case
      when not private.is_text(entry -> 'chain', 50) then '.chain: must be a text'
      when not private.is_text(entry -> 'address', 200) then '.address: must be a text'
      when not private.is_text(entry -> 'symbol', 50) then '.symbol: must be a text'
      when (entry ->> 'decimals' ~ '^([12]?\d|3[0-8])$') is not true then '.decimals: must be from 0 to 38'
      when jsonb_typeof(entry -> 'provider') <> 'null' and not private.is_text(entry -> 'provider', 100)
        then '.provider: must be a text'
    end
  end;
end;
$function$;

CREATE OR REPLACE FUNCTION public.ingest_trades (
  entries jsonb
)
  RETURNS jsonb
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  SET enable_seqscan TO 'off'
  SET plan_cache_mode TO 'force_generic_plan'
  SET jit TO 'off'
  AS $function$
declare
  batch private.trade_entry [];
  part record;
  stored jsonb;
begin
  if jsonb_typeof(entries) is distinct from 'array' then
    perform private.bad_input('entries', 'must be an array of entries');
  end if;
  if jsonb_array_length(entries) > 1000 then
    perform private.fail('22023', 'BATCH_TOO_LARGE', 'entries: at most 1000 at once', 'Split the batch.');
  end if;
  batch := private.read_trades(entries);
  stored := jsonb_build_object(
    'users', private.store_platform_users(batch), 'tokens', private.store_tokens(batch)
  );
  -- Only now, as these look up the users and tokens.
  stored := stored || jsonb_build_object(
    'orders', private.store_orders(batch), 'transactions', private.store_transactions(batch)
  );
  if stored @> '{"users": 0, "tokens": 0, "orders": 0, "transactions": 0}' then
    return stored;
  end if;
  for part in
    select e.domain_id, count(*) as entries from unnest(batch) as e group by e.domain_id order by e.domain_id
  loop
    perform private.audit_event(
      'ingest', 'transactions', null, part.domain_id, jsonb_build_object('entries', part.entries)
    );
  end loop;
  return stored;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."ingest_trades"(jsonb) FROM PUBLIC, "anon", "authenticated";

ALTER TABLE "public"."orders"
  ADD CONSTRAINT "orders_domain_id_fkey" FOREIGN KEY (domain_id) REFERENCES public.domains(id);

ALTER TABLE "public"."orders"
  ADD CONSTRAINT "orders_platform_user_id_fkey" FOREIGN KEY (domain_id, platform_user_id) REFERENCES public.platform_users(domain_id, id);

ALTER TABLE "public"."platform_users"
  -- Both columns are new, so every row keeps it.
  -- squawk-ignore constraint-missing-not-valid
  ADD CONSTRAINT "platform_users_told_at_check" CHECK (((told_at IS NULL) = (told_by IS NULL)));

ALTER TABLE "public"."tokens"
  ADD CONSTRAINT "tokens_domain_id_fkey" FOREIGN KEY (domain_id) REFERENCES public.domains(id);

CREATE INDEX orders_token_id_idx ON public.orders USING btree (domain_id, token_id);

CREATE INDEX transactions_order_external_id_idx ON public.transactions USING btree (domain_id, order_external_id)
  WHERE (order_external_id IS NOT NULL);

CREATE POLICY "select_member" ON "public"."orders"
  FOR SELECT
  TO "authenticated"
  USING ((domain_id = ANY (( SELECT private.domains_with('orders.view'::text) AS domains_with)::uuid[])));

CREATE POLICY "select_member" ON "public"."tokens"
  FOR SELECT
  TO "authenticated"
  USING ((domain_id = ANY (( SELECT private.domains_with('tokens.view'::text) AS domains_with)::uuid[])));

CREATE POLICY "select_member" ON "public"."transactions"
  FOR SELECT
  TO "authenticated"
  USING ((domain_id = ANY (( SELECT private.domains_with('transactions.view'::text) AS domains_with)::uuid[])));

COMMENT ON COLUMN "public"."orders"."placed_at" IS 'When the user placed it.';

COMMENT ON COLUMN "public"."orders"."size_minor" IS 'How much of the token, in its minor units.';

COMMENT ON COLUMN "public"."orders"."status" IS 'open, partly_filled, filled, cancelled or failed.';

COMMENT ON COLUMN "public"."platform_users"."joined_at" IS 'When the user signed up at the platform; while it has not told of the user, the earliest entry that names him.';

COMMENT ON COLUMN "public"."tokens"."address" IS 'On its chain, as the chain writes it.';

COMMENT ON COLUMN "public"."tokens"."chain" IS 'Such as solana.';

COMMENT ON COLUMN "public"."tokens"."decimals" IS 'Digits after the point: an amount of 1 is 10 to the power of this, in minor units.';

COMMENT ON COLUMN "public"."tokens"."provider" IS 'Where it is traded, such as raydium.';

COMMENT ON COLUMN "public"."tokens"."symbol" IS 'As traders call it; not unique. null: not told yet.';

COMMENT ON COLUMN "public"."transactions"."amount_minor" IS 'How much of the token, in its minor units.';

COMMENT ON COLUMN "public"."transactions"."chain_ref" IS 'Chain and signature, such as solana:5Kq...; unique in a domain.';

COMMENT ON COLUMN "public"."transactions"."fee_asset" IS 'What the fee was paid in.';

COMMENT ON COLUMN "public"."transactions"."fee_minor" IS 'What was charged, in minor units of fee_asset.';

COMMENT ON COLUMN "public"."transactions"."occurred_at" IS 'When it was traded, by the chain.';

COMMENT ON COLUMN "public"."transactions"."order_external_id" IS 'The order, in orders.external_id; it may not have come yet.';

COMMENT ON COLUMN "public"."transactions"."received_at" IS 'When it first came here.';

COMMENT ON COLUMN "public"."transactions"."status" IS 'pending, confirmed, failed or reverted.';

COMMENT ON COLUMN "public"."transactions"."volume_usd_minor" IS 'Worth in US cents at the time of the trade; never worked out anew.';

COMMENT ON FUNCTION "private"."is_minor_amount"(jsonb) IS 'Whether it is a whole amount from 0 of at most 38 digits, as a number or as a text. Never null.';

COMMENT ON FUNCTION "private"."is_text"(jsonb, integer) IS 'Whether it is a JSON string that says something, in so many characters at most. Never null.';

COMMENT ON FUNCTION "private"."read_trades"(jsonb) IS 'The batch as typed rows, all of its entries well formed, or 22023 that names the first that is not.';

COMMENT ON FUNCTION "private"."store_orders"(private.trade_entry[]) IS 'Stores what the batch tells of orders; returns how many rows it changed. Their users and tokens must be there.';

COMMENT ON FUNCTION "private"."store_platform_users"(private.trade_entry[]) IS 'Creates the users that the batch names, or stores what it tells of them; returns how many rows it changed. Tag and status are not the platform''s to tell.';

COMMENT ON FUNCTION "private"."store_tokens"(private.trade_entry[]) IS 'Creates the tokens that the batch names, or stores what it tells of them; returns how many rows it changed.';

COMMENT ON FUNCTION "private"."store_transactions"(private.trade_entry[]) IS 'Stores what the batch tells of transactions; returns how many rows it changed. Their users and tokens must be there.';

COMMENT ON FUNCTION "private"."trade_deal_fault"(jsonb) IS 'What is wrong with an entry on an order or transaction, with the field (.side: ...); null where nothing is.';

COMMENT ON FUNCTION "private"."trade_fault"(jsonb, jsonb) IS 'What is wrong with an entry of ingest_trades(), with the field (.kind: ...); null where nothing is. sites maps names to domain ids.';

COMMENT ON FUNCTION "private"."trade_subject_fault"(jsonb) IS 'What is wrong with an entry on a user or token, with the field (.symbol: ...); null where nothing is.';

COMMENT ON FUNCTION "public"."ingest_trades"(jsonb) IS 'Stores up to 1000 entries on users, tokens, orders and transactions in one transaction: all of them, or none and 22023 with the index and field of the first malformed one. The same entries again change nothing, and neither order nor split of batches matters: of what is said of one thing the newest entry wins, by at. See docs/trading.md. Returns how many rows of users, tokens, orders and transactions it changed. Errors: 22023 INVALID_INPUT, BATCH_TOO_LARGE.';

COMMENT ON POLICY "select_member" ON "public"."orders" IS 'Orders of the platforms whose orders the person may view.';

COMMENT ON POLICY "select_member" ON "public"."tokens" IS 'Tokens of the platforms whose tokens the person may view.';

COMMENT ON POLICY "select_member" ON "public"."transactions" IS 'Transactions of the platforms whose transactions the person may view.';

COMMENT ON TABLE "public"."orders" IS 'What users of a platform want to trade. Written by ingest_trades() alone.';

COMMENT ON TABLE "public"."tokens" IS 'What is traded on a platform. Written by ingest_trades() alone.';

COMMENT ON TABLE "public"."transactions" IS 'Trades as they happened on a chain, each once, by its reference there. Written by ingest_trades() alone.';

COMMENT ON TYPE "private"."trade_entry" IS 'An entry of ingest_trades() with its site resolved and its keys read.';

REVOKE ALL ON FUNCTION "private"."is_minor_amount"(jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."is_minor_amount"(jsonb) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."is_minor_amount"(jsonb) TO "postgres";

REVOKE ALL ON FUNCTION "private"."is_text"(jsonb, integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."is_text"(jsonb, integer) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."is_text"(jsonb, integer) TO "postgres";

REVOKE ALL ON FUNCTION "private"."read_trades"(jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."read_trades"(jsonb) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."read_trades"(jsonb) TO "postgres";

REVOKE ALL ON FUNCTION "private"."store_orders"(private.trade_entry[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."store_orders"(private.trade_entry[]) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."store_orders"(private.trade_entry[]) TO "postgres";

REVOKE ALL ON FUNCTION "private"."store_platform_users"(private.trade_entry[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."store_platform_users"(private.trade_entry[]) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."store_platform_users"(private.trade_entry[]) TO "postgres";

REVOKE ALL ON FUNCTION "private"."store_tokens"(private.trade_entry[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."store_tokens"(private.trade_entry[]) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."store_tokens"(private.trade_entry[]) TO "postgres";

REVOKE ALL ON FUNCTION "private"."store_transactions"(private.trade_entry[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."store_transactions"(private.trade_entry[]) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."store_transactions"(private.trade_entry[]) TO "postgres";

REVOKE ALL ON FUNCTION "private"."trade_deal_fault"(jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."trade_deal_fault"(jsonb) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."trade_deal_fault"(jsonb) TO "postgres";

REVOKE ALL ON FUNCTION "private"."trade_fault"(jsonb, jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."trade_fault"(jsonb, jsonb) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."trade_fault"(jsonb, jsonb) TO "postgres";

REVOKE ALL ON FUNCTION "private"."trade_subject_fault"(jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."trade_subject_fault"(jsonb) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."trade_subject_fault"(jsonb) TO "postgres";

REVOKE ALL ON FUNCTION "public"."ingest_trades"(jsonb) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."ingest_trades"(jsonb) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."ingest_trades"(jsonb) TO "service_role";

REVOKE ALL ON TABLE "public"."orders" FROM "authenticated";

GRANT SELECT ON TABLE "public"."orders" TO "authenticated";

REVOKE ALL ON TABLE "public"."orders" FROM "service_role";

GRANT SELECT ON TABLE "public"."orders" TO "service_role";

REVOKE ALL ON TABLE "public"."tokens" FROM "authenticated";

GRANT SELECT ON TABLE "public"."tokens" TO "authenticated";

REVOKE ALL ON TABLE "public"."tokens" FROM "service_role";

GRANT SELECT ON TABLE "public"."tokens" TO "service_role";

REVOKE ALL ON TABLE "public"."transactions" FROM "authenticated";

GRANT SELECT ON TABLE "public"."transactions" TO "authenticated";

REVOKE ALL ON TABLE "public"."transactions" FROM "service_role";

GRANT SELECT ON TABLE "public"."transactions" TO "service_role";

CREATE INDEX orders_placed_at_idx ON public.orders USING btree (domain_id, placed_at DESC, id DESC);

CREATE INDEX orders_platform_user_id_idx ON public.orders USING btree (domain_id, platform_user_id, placed_at DESC, id DESC);

ALTER TABLE "public"."orders"
  ADD CONSTRAINT "orders_token_id_fkey" FOREIGN KEY (domain_id, token_id) REFERENCES public.tokens(domain_id, id);

CREATE INDEX transactions_occurred_at_idx ON public.transactions USING btree (domain_id, occurred_at DESC, id DESC);

CREATE INDEX transactions_platform_user_id_idx ON public.transactions USING btree (domain_id, platform_user_id, occurred_at DESC, id DESC);
