-- What is charged for a transaction becomes a row of its own; a transaction may tell what its fee is worth in US cents.
SET local check_function_bodies = off;

ALTER TABLE "public"."transactions"
-- squawk-ignore ban-drop-constraint
  DROP CONSTRAINT "transactions_amounts_check";

-- squawk-ignore ban-drop-function
DROP FUNCTION "private"."freeze_order_fees"(private.trade_entry[]);

-- squawk-ignore ban-drop-function
DROP FUNCTION "private"."store_transactions"(private.trade_entry[]);

CREATE TABLE "public"."fee_charges" (
  "domain_id"            uuid                     NOT NULL,
  "id"                   uuid                     NOT NULL DEFAULT private.new_id(),
  "transaction_id"       uuid                     NOT NULL,
  "platform_user_id"     uuid                     NOT NULL,
  "token_id"             uuid                     NOT NULL,
  "order_id"             uuid,
  "order_type"           text                     NOT NULL,
  "occurred_at"          timestamp with time zone NOT NULL,
  "rule_id"              uuid,
  "promotion_id"         uuid,
  "rate_ppm"             integer,
  "discount_ppm"         integer                  NOT NULL,
  "platform_rate_ppm"    integer,
  "asset"                text                     NOT NULL,
  "gross_minor"          numeric(38,0)            NOT NULL,
  "discount_minor"       numeric(38,0)            NOT NULL,
  "fee_minor"            numeric(38,0)            NOT NULL,
  "commission_minor"     numeric(38,0)            NOT NULL,
  "platform_net_minor"   numeric(38,0)            NOT NULL,
  "volume_usd_minor"     numeric(38,0)            NOT NULL,
  "usd_minor"            numeric(38,0),
  "due_usd_minor"        numeric(38,0),
  "commission_usd_minor" numeric(38,0)            NOT NULL,
  "platform_usd_minor"   numeric(38,0),
  "explain"              jsonb                    NOT NULL,
  "created_at"           timestamp with time zone NOT NULL DEFAULT now(),
  "updated_at"           timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT "fee_charges_amounts_check" CHECK ((LEAST(discount_minor, fee_minor, commission_minor, platform_net_minor, usd_minor, commission_usd_minor) >= (0)::numeric)),
  CONSTRAINT "fee_charges_commission_usd_minor_check" CHECK ((commission_usd_minor <= COALESCE(usd_minor, (0)::numeric))),
  CONSTRAINT "fee_charges_fee_minor_check" CHECK ((fee_minor = (platform_net_minor + commission_minor))),
  CONSTRAINT "fee_charges_gross_minor_check" CHECK ((gross_minor = (fee_minor + discount_minor))),
  CONSTRAINT "fee_charges_rule_id_check" CHECK (((rule_id IS NULL) = (rate_ppm IS NULL))),
  CONSTRAINT "fee_charges_transaction_id_key" UNIQUE (domain_id, transaction_id),
  CONSTRAINT "fee_charges_pkey" PRIMARY KEY (domain_id, id)
);

ALTER TABLE "public"."fee_charges"
  ENABLE ROW LEVEL SECURITY;

REVOKE ALL ON TABLE "public"."fee_charges" FROM "anon";

ALTER TABLE "public"."transactions"
  ADD COLUMN "fee_usd_minor" numeric(38,0);

CREATE OR REPLACE FUNCTION private.charge_trade (
  trade public.transactions
)
  RETURNS public.fee_charges
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
declare
  charge public.fee_charges;
  quote jsonb;
  terms private.fee_terms;
begin
  select c.* into charge from public.fee_charges as c
  where c.domain_id = trade.domain_id and c.transaction_id = trade.id;
  quote := private.find_trade_quote(trade, charge);
  terms := jsonb_populate_record(null::private.fee_terms, quote -> 'terms');
  charge := jsonb_populate_record(charge, to_jsonb(trade) - 'id' || to_jsonb(terms) || jsonb_build_object(
    'id', coalesce(charge.id, private.new_id()), 'created_at', coalesce(charge.created_at, now()), 'updated_at', now(),
    'transaction_id', trade.id, 'order_id', quote -> 'order_id', 'asset', trade.fee_asset,
    'discount_ppm', coalesce(terms.discount_ppm, 0), 'commission_minor', 0, 'commission_usd_minor', 0,
    'platform_rate_ppm', jsonb_path_query_first(
      quote, '$.terms.candidates[*] ? (@.kind == "rule" && @.specificity == 0).rate_ppm'
    )
  ));
  charge.gross_minor := private.fee_before_discount(terms, trade.fee_minor, trade.fee_asset);
  charge.discount_minor := charge.gross_minor - charge.fee_minor;
  charge.platform_net_minor := charge.fee_minor - charge.commission_minor;
  charge.platform_usd_minor := private.round_half_even(charge.volume_usd_minor * charge.platform_rate_ppm * 0.000001);
  charge.due_usd_minor := private.round_half_even(
    charge.volume_usd_minor * charge.rate_ppm * 0.000001 * (1000000 - charge.discount_ppm) * 0.000001
  );
  charge.usd_minor := coalesce(trade.fee_usd_minor, case when charge.fee_minor = 0 then 0 else charge.due_usd_minor end);
  -- Of an order every rule that was considered stands there.
  charge.explain := case quote ->> 'quoted' when 'order' then quote #- '{terms,candidates}' else quote end;
  return charge;
end;
$function$;

CREATE OR REPLACE FUNCTION private.fee_before_discount (
  terms     private.fee_terms,
  fee_minor numeric,
  asset     text
)
  RETURNS numeric
  LANGUAGE plpgsql
  IMMUTABLE
  PARALLEL SAFE
  SET search_path TO ''
  AS $function$
begin
  -- A limit holds before the discount and after it, so nothing came off.
  if terms.limit_asset = asset and fee_minor in (terms.min_minor, terms.max_minor) then
    return fee_minor;
  end if;
  -- With so many digits that what is rounded here is never as near as a half.
  return private.round_half_even(fee_minor * 1000000.000000000000 / (1000000 - coalesce(terms.discount_ppm, 0)));
end;
$function$;

CREATE OR REPLACE FUNCTION private.find_trade_quote (
  trade public.transactions,
  known public.fee_charges
)
  RETURNS jsonb
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
declare
  placed public.orders;
  terms jsonb;
begin
  select o.* into placed from public.orders as o
  where o.domain_id = trade.domain_id and o.external_id = trade.order_external_id;
  if found then
    return jsonb_build_object('quoted', 'order', 'order_id', placed.id, 'terms', coalesce(placed.fee_quote, '{}'));
  end if;
  if known.explain ->> 'quoted' = 'trade'
    and (known.platform_user_id, known.token_id, known.order_type, known.occurred_at)
    = (trade.platform_user_id, trade.token_id, trade.order_type, trade.occurred_at) then
    return known.explain;
  end if;
  terms := private.freeze_fee(
    row(
      trade.domain_id, trade.platform_user_id, trade.token_id, null, trade.order_type, null, trade.occurred_at
    )
  );
  return jsonb_build_object('quoted', 'trade', 'terms', coalesce(terms, '{}'));
end;
$function$;

CREATE OR REPLACE FUNCTION private.freeze_order_fees (
  batch private.trade_entry[]
)
  RETURNS public.transactions[]
  LANGUAGE plpgsql
  SET search_path TO ''
  AS $function$
declare
  unquoted public.orders [];
begin
  unquoted := array(
    select o from (
      select distinct e.domain_id, e.facts ->> 'external_id' as external_id from unnest(batch) as e
      where e.kind = 'order'
    ) as told
    inner join public.orders as o
      on told.domain_id = o.domain_id and told.external_id = o.external_id and o.fee_quote is null
  );
  update public.orders as o set fee_quote = fresh.quote
  from (
    select new.domain_id, new.id, private.freeze_fee(private.order_context(new)) as quote from unnest(unquoted) as new
  ) as fresh
  where o.domain_id = fresh.domain_id and o.id = fresh.id and fresh.quote is not null;
  return array(
    select t from unnest(unquoted) as new
    inner join public.transactions as t on new.domain_id = t.domain_id and new.external_id = t.order_external_id
  );
end;
$function$;

CREATE OR REPLACE FUNCTION private.settle_fees (
  trades public.transactions[]
)
  RETURNS void
  LANGUAGE plpgsql
  SET search_path TO ''
  AS $function$
declare
  charges public.fee_charges [];
begin
  -- A trade may be named twice: for itself, and with its order.
  charges := array(
    select private.charge_trade(told.trade)
    from (
      select distinct on (t.domain_id, t.id) t as trade from unnest(trades) as t where t.status = 'confirmed'
    ) as told
  );
  delete from public.fee_charges as c using unnest(trades) as t
  where c.domain_id = t.domain_id and c.transaction_id = t.id;
  insert into public.fee_charges select c.* from unnest(charges) as c;
end;
$function$;

CREATE OR REPLACE FUNCTION private.store_transactions (
  batch private.trade_entry[]
)
  RETURNS public.transactions[]
  LANGUAGE plpgsql
  SET search_path TO ''
  AS $function$
declare
  changed public.transactions [];
begin
  with stored as (
    insert into public.transactions as known (
      domain_id, chain_ref, platform_user_id, token_id, order_external_id, order_type, side, amount_minor,
      volume_usd_minor, fee_minor, fee_asset, fee_usd_minor, status, occurred_at, told_at, told_by
    )
    select distinct on (e.domain_id, told.chain_ref)
      e.domain_id, told.chain_ref, trader.id, token.id, told.order, told.type, told.side, told.amount_minor,
      told.volume_usd_minor, told.fee_minor, told.fee_asset, told.fee_usd_minor, told.status, told.occurred_at,
      e.told_at, e.told_by
    from unnest(batch) as e
    cross join lateral jsonb_to_record(e.facts) as told (
      chain_ref text, "order" text, type text, side text, amount_minor numeric, volume_usd_minor numeric,
      fee_minor numeric, fee_asset text, fee_usd_minor numeric, status text, occurred_at timestamptz
    )
    inner join public.platform_users as trader on e.domain_id = trader.domain_id and e.user_ref = trader.external_id
    inner join public.tokens as token
      on e.domain_id = token.domain_id and e.chain = token.chain and e.address = token.address
    where e.kind = 'transaction'
    order by e.domain_id, told.chain_ref, e.told_at desc, e.told_by desc
    on conflict (domain_id, chain_ref) do update
    set (
      platform_user_id, token_id, order_external_id, order_type, side, amount_minor, volume_usd_minor, fee_minor,
      fee_asset, fee_usd_minor, status, occurred_at, told_at, told_by
    ) = (
      excluded.platform_user_id, excluded.token_id, excluded.order_external_id, excluded.order_type, excluded.side,
      excluded.amount_minor, excluded.volume_usd_minor, excluded.fee_minor, excluded.fee_asset, excluded.fee_usd_minor,
      excluded.status, excluded.occurred_at, excluded.told_at, excluded.told_by
    )
    where (excluded.told_at, excluded.told_by) > (known.told_at, known.told_by)
    returning known.*
  )
  select array_agg(s::public.transactions) into changed from stored as s;
  return coalesce(changed, '{}');
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
    when is_order and jsonb_typeof(entry -> 'provider') <> 'null' and not private.is_text(entry -> 'provider', 100)
      then '.provider: must be a text'
    when is_order then null
    when not private.is_text(entry -> 'fee_asset', 50) then '.fee_asset: must be a text'
    when jsonb_typeof(entry -> 'fee_usd_minor') <> 'null' and not private.is_minor_amount(entry -> 'fee_usd_minor')
      then '.fee_usd_minor: must be a whole number from 0, in minor units'
    when jsonb_typeof(entry -> 'order') <> 'null' and not private.is_text(entry -> 'order', 200)
      then '.order: must be a text'
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
  trades public.transactions [];
begin
  perform private.check_batch('entries', entries);
  batch := private.read_trades(entries);
  stored := jsonb_build_object(
    'users', private.store_platform_users(batch), 'tokens', private.store_tokens(batch)
  );
  -- Only now, as these look up the users and tokens.
  stored := stored || jsonb_build_object('orders', private.store_orders(batch));
  trades := private.store_transactions(batch);
  stored := stored || jsonb_build_object('transactions', cardinality(trades));
  perform private.settle_fees(trades || private.freeze_order_fees(batch));
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

ALTER TABLE "public"."fee_charges"
  ADD CONSTRAINT "fee_charges_order_id_fkey" FOREIGN KEY (domain_id, order_id) REFERENCES public.orders(domain_id, id);

ALTER TABLE "public"."fee_charges"
  ADD CONSTRAINT "fee_charges_platform_user_id_fkey" FOREIGN KEY (domain_id, platform_user_id) REFERENCES public.platform_users(domain_id, id);

ALTER TABLE "public"."fee_charges"
  ADD CONSTRAINT "fee_charges_promotion_id_fkey" FOREIGN KEY (domain_id, promotion_id) REFERENCES public.fee_rules(domain_id, id);

ALTER TABLE "public"."fee_charges"
  ADD CONSTRAINT "fee_charges_rule_id_fkey" FOREIGN KEY (domain_id, rule_id) REFERENCES public.fee_rules(domain_id, id);

ALTER TABLE "public"."fee_charges"
  ADD CONSTRAINT "fee_charges_token_id_fkey" FOREIGN KEY (domain_id, token_id) REFERENCES public.tokens(domain_id, id);

ALTER TABLE "public"."fee_charges"
  ADD CONSTRAINT "fee_charges_transaction_id_fkey" FOREIGN KEY (domain_id, transaction_id) REFERENCES public.transactions(domain_id, id) ON DELETE CASCADE;

ALTER TABLE "public"."transactions"
-- squawk-ignore constraint-missing-not-valid
  ADD CONSTRAINT "transactions_amounts_check" CHECK ((LEAST(amount_minor, volume_usd_minor, fee_minor, fee_usd_minor) >= (0)::numeric));

CREATE INDEX fee_charges_order_id_idx ON public.fee_charges USING btree (domain_id, order_id)
  WHERE (order_id IS NOT NULL);

CREATE INDEX fee_charges_promotion_id_idx ON public.fee_charges USING btree (domain_id, promotion_id)
  WHERE (promotion_id IS NOT NULL);

CREATE INDEX fee_charges_rule_id_idx ON public.fee_charges USING btree (domain_id, rule_id);

CREATE INDEX fee_charges_token_id_idx ON public.fee_charges USING btree (domain_id, token_id, occurred_at DESC);

CREATE POLICY "select_manager" ON "public"."fee_charges"
  FOR SELECT
  TO "authenticated"
  USING ((domain_id = ANY (( SELECT private.domains_with('fees.manage'::text) AS domains_with)::uuid[])));

COMMENT ON COLUMN "public"."fee_charges"."asset" IS 'What the fee was paid in; its minor units are those of the next five.';

COMMENT ON COLUMN "public"."fee_charges"."commission_minor" IS 'What of it goes to those who brought the user.';

COMMENT ON COLUMN "public"."fee_charges"."commission_usd_minor" IS 'The commissions'' part of usd_minor.';

COMMENT ON COLUMN "public"."fee_charges"."discount_minor" IS 'What came off for a referred user.';

COMMENT ON COLUMN "public"."fee_charges"."discount_ppm" IS 'What part of that came off for a referred user, in millionths.';

COMMENT ON COLUMN "public"."fee_charges"."due_usd_minor" IS 'The fee in US cents that was due by volume, rate and discount; null: the platform had no fee then.';

COMMENT ON COLUMN "public"."fee_charges"."explain" IS 'quoted: by what the terms were frozen, the order or the trade itself; and these terms. Which rules lost stands in the order''s fee_quote, or else here.';

COMMENT ON COLUMN "public"."fee_charges"."fee_minor" IS 'What was charged, as the platform says.';

COMMENT ON COLUMN "public"."fee_charges"."gross_minor" IS 'The fee before the discount.';

COMMENT ON COLUMN "public"."fee_charges"."occurred_at" IS 'As in the transaction.';

COMMENT ON COLUMN "public"."fee_charges"."order_id" IS 'The order by whose quote it is charged; null: it has none, or none has come yet.';

COMMENT ON COLUMN "public"."fee_charges"."order_type" IS 'As in the transaction.';

COMMENT ON COLUMN "public"."fee_charges"."platform_net_minor" IS 'What of it stays with the platform.';

COMMENT ON COLUMN "public"."fee_charges"."platform_rate_ppm" IS 'The rate of the whole platform at that time, in millionths: what there would have been without any other rule.';

COMMENT ON COLUMN "public"."fee_charges"."platform_usd_minor" IS 'The fee in US cents at the rate of the whole platform; less usd_minor it is what was waived.';

COMMENT ON COLUMN "public"."fee_charges"."platform_user_id" IS 'Who paid.';

COMMENT ON COLUMN "public"."fee_charges"."promotion_id" IS 'The promotion that lowered it; null: none.';

COMMENT ON COLUMN "public"."fee_charges"."rate_ppm" IS 'The rate that was due, in millionths; null: the platform had no fee then.';

COMMENT ON COLUMN "public"."fee_charges"."rule_id" IS 'The rule that won; null: the platform had no fee then.';

COMMENT ON COLUMN "public"."fee_charges"."transaction_id" IS 'The transaction, which is confirmed.';

COMMENT ON COLUMN "public"."fee_charges"."usd_minor" IS 'The fee in US cents: as told with the transaction, or else worked out from its volume and the rate; null: neither is known.';

COMMENT ON COLUMN "public"."fee_charges"."volume_usd_minor" IS 'As in the transaction, in US cents.';

COMMENT ON COLUMN "public"."transactions"."fee_usd_minor" IS 'That in US cents at the time of the trade; null: not told.';

COMMENT ON FUNCTION "private"."charge_trade"(public.transactions) IS 'The charge of a confirmed transaction, as it is to be stored.';

COMMENT ON FUNCTION "private"."fee_before_discount"(private.fee_terms, numeric, text) IS 'What a charged fee was before the discount of its terms, in the same minor units.';

COMMENT ON FUNCTION "private"."find_trade_quote"(public.transactions, public.fee_charges) IS 'By what a trade is charged: quoted (order or trade), order_id, and terms as in orders.fee_quote, empty where the platform had no fee then. known: its charge as it stands; null: none yet.';

COMMENT ON FUNCTION "private"."freeze_order_fees"(private.trade_entry[]) IS 'Quotes the orders of the batch that have no quote yet; returns the transactions of these that came before.';

COMMENT ON FUNCTION "private"."settle_fees"(public.transactions[]) IS 'Charges transactions that are confirmed, anew where they were, and takes the charge of others away.';

COMMENT ON FUNCTION "private"."store_transactions"(private.trade_entry[]) IS 'Stores what the batch tells of transactions; returns the rows that it changed. Their users and tokens must be there.';

COMMENT ON POLICY "select_manager" ON "public"."fee_charges" IS 'What was charged on the platforms whose fees the person manages.';

COMMENT ON TABLE "public"."fee_charges" IS 'What was charged for each confirmed transaction, by which rule, and how it is split. Written by ingest_trades() alone. See docs/fees.md.';

REVOKE ALL ON FUNCTION "private"."charge_trade"(public.transactions) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."charge_trade"(public.transactions) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."charge_trade"(public.transactions) TO "postgres";

REVOKE ALL ON FUNCTION "private"."fee_before_discount"(private.fee_terms, numeric, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."fee_before_discount"(private.fee_terms, numeric, text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."fee_before_discount"(private.fee_terms, numeric, text) TO "postgres";

REVOKE ALL ON FUNCTION "private"."find_trade_quote"(public.transactions, public.fee_charges) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."find_trade_quote"(public.transactions, public.fee_charges) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."find_trade_quote"(public.transactions, public.fee_charges) TO "postgres";

REVOKE ALL ON FUNCTION "private"."freeze_order_fees"(private.trade_entry[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."freeze_order_fees"(private.trade_entry[]) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."freeze_order_fees"(private.trade_entry[]) TO "postgres";

REVOKE ALL ON FUNCTION "private"."settle_fees"(public.transactions[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."settle_fees"(public.transactions[]) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."settle_fees"(public.transactions[]) TO "postgres";

REVOKE ALL ON FUNCTION "private"."store_transactions"(private.trade_entry[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."store_transactions"(private.trade_entry[]) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."store_transactions"(private.trade_entry[]) TO "postgres";

REVOKE ALL ON TABLE "public"."fee_charges" FROM "authenticated";

GRANT SELECT ON TABLE "public"."fee_charges" TO "authenticated";

REVOKE ALL ON TABLE "public"."fee_charges" FROM "service_role";

GRANT SELECT ON TABLE "public"."fee_charges" TO "service_role";

CREATE INDEX fee_charges_occurred_at_idx ON public.fee_charges USING btree (domain_id, occurred_at DESC, id DESC);

CREATE INDEX fee_charges_platform_user_id_idx ON public.fee_charges USING btree (domain_id, platform_user_id, occurred_at DESC, id DESC);

-- Those that are here already.
select private.settle_fees(array(select t from public.transactions as t where t.status = 'confirmed'));
