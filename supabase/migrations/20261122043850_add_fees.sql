-- Fees of a platform: rules that are closed and never changed, what an order is charged by them, and consent by a second
-- person in a domain.

SET local check_function_bodies = off;

DROP POLICY "select_manager" ON "public"."approvals";

-- Made anew below, with what whoever approves must hold; nothing but functions of ours calls it.
-- squawk-ignore ban-drop-function
DROP FUNCTION "private"."use_approval"(text, uuid, jsonb, text);

CREATE TABLE "public"."fee_rules" (
  "domain_id"        uuid                     NOT NULL,
  "kind"             text                     NOT NULL DEFAULT 'rule'::text,
  "order_id"         uuid,
  "platform_user_id" uuid,
  "cohort_id"        uuid,
  "token_id"         uuid,
  "provider"         text,
  "order_type"       text,
  "rate_ppm"         integer                  NOT NULL,
  "min_minor"        numeric(38,0),
  "max_minor"        numeric(38,0),
  "limit_asset"      text,
  "starts_at"        timestamp with time zone NOT NULL,
  "ends_at"          timestamp with time zone,
  "reason"           text                     NOT NULL,
  "created_at"       timestamp with time zone NOT NULL DEFAULT now(),
  "updated_at"       timestamp with time zone NOT NULL DEFAULT now(),
  "version"          integer                  NOT NULL DEFAULT 1,
  "valid"            tstzrange                GENERATED ALWAYS AS (tstzrange(starts_at, ends_at)) STORED NOT NULL,
  "specificity"      integer                  GENERATED ALWAYS AS ((order_id is not null)::integer * 32 + (platform_user_id is not null)::integer * 16
    + (cohort_id is not null)::integer * 8 + (token_id is not null)::integer * 4
    + (provider is not null)::integer * 2 + (order_type is not null)::integer) STORED NOT NULL,
  "scope_key"        text                     GENERATED ALWAYS AS
    (((((((((((COALESCE((order_id)::text, ''::text) || '/'::text) || COALESCE((platform_user_id)::text, ''::text)) || '/'::text) || COALESCE((cohort_id)::text, ''::text)) ||
    '/'::text) || COALESCE((token_id)::text, ''::text)) || '/'::text) || COALESCE(order_type, ''::text)) || '/'::text) || COALESCE(PROVIDER, ''::text))) STORED NOT NULL,
  "whom_key"         uuid                     GENERATED ALWAYS AS (COALESCE(order_id, platform_user_id, cohort_id, '00000000-0000-0000-0000-000000000000'::uuid)) STORED NOT NULL,
  "what_key"         text                     GENERATED ALWAYS AS (COALESCE((token_id)::text, PROVIDER, ''::text)) STORED NOT NULL,
  CONSTRAINT "fee_rules_kind_check" CHECK ((kind = ANY (ARRAY['rule'::text, 'promotion'::text]))),
  CONSTRAINT "fee_rules_limits_check"
    CHECK (((min_minor >= (0)::numeric) AND (max_minor >= COALESCE(min_minor, (0)::numeric)) AND ((limit_asset IS NULL) = (COALESCE(min_minor, max_minor) IS NULL)))),
  CONSTRAINT "fee_rules_order_type_check" CHECK ((order_type = ANY (ARRAY['market'::text, 'dca'::text, 'limit'::text, 'twap'::text, 'vwap'::text, 'custom'::text]))),
  CONSTRAINT "fee_rules_promotion_check" CHECK (((kind = 'rule'::text) OR ((ends_at IS NOT NULL) AND (limit_asset IS NULL)))),
  CONSTRAINT "fee_rules_provider_check" CHECK (((length(provider) >= 1) AND (length(provider) <= 100))),
  CONSTRAINT "fee_rules_rate_ppm_check" CHECK (((rate_ppm >= 0) AND (rate_ppm <= 1000000))),
  CONSTRAINT "fee_rules_starts_at_check" CHECK (isfinite(starts_at)),
  "id"               uuid                     NOT NULL DEFAULT private.new_id(),
  CONSTRAINT "fee_rules_pkey" PRIMARY KEY (domain_id, id),
  "created_by"       uuid                     DEFAULT private.current_person_id()
);

ALTER TABLE "public"."fee_rules"
  ENABLE ROW LEVEL SECURITY;

REVOKE ALL ON TABLE "public"."fee_rules" FROM "anon";

ALTER TABLE "public"."approvals"
  ADD COLUMN "permission" text NOT NULL DEFAULT 'collaborators.manage'::text;

ALTER TABLE "public"."approvals"
  ADD COLUMN "domain_id" uuid;

ALTER TABLE "public"."orders"
  ADD COLUMN "provider" text;

ALTER TABLE "public"."orders"
  ADD COLUMN "fee_quote" jsonb;

ALTER TABLE "public"."security_settings"
  ADD COLUMN "fee_cap_ppm" integer NOT NULL DEFAULT 100000;

ALTER TABLE "public"."security_settings"
  ADD COLUMN "fee_approval_above_ppm" integer NOT NULL DEFAULT 50000;

CREATE TYPE "private"."fee_candidate" AS (
  "rule_id"         uuid,
  "kind"            text,
  "scope"           jsonb,
  "specificity"     integer,
  "cohort_priority" integer,
  "rate_ppm"        integer,
  "min_minor"       numeric,
  "max_minor"       numeric,
  "limit_asset"     text,
  "starts_at"       timestamp WITH time zone,
  "ends_at"         timestamp WITH time zone,
  "is_valid"        boolean
);

CREATE TYPE "private"."fee_charge" AS (
  "gross_minor"        numeric,
  "discount_minor"     numeric,
  "fee_minor"          numeric,
  "commissions_minor"  numeric[],
  "platform_net_minor" numeric,
  "limited_by"         text
);

CREATE TYPE "private"."fee_context" AS (
  "domain_id"        uuid,
  "platform_user_id" uuid,
  "token_id"         uuid,
  "provider"         text,
  "order_type"       text,
  "order_id"         uuid,
  "at"               timestamp WITH time zone
);

CREATE TYPE "private"."fee_terms" AS (
  "rule_id"         uuid,
  "specificity"     integer,
  "cohort_priority" integer,
  "promotion_id"    uuid,
  "rate_ppm"        integer,
  "discount_ppm"    integer,
  "min_minor"       numeric,
  "max_minor"       numeric,
  "limit_asset"     text
);

CREATE OR REPLACE FUNCTION private.add_fee_rule (
  rule public.fee_rules,
  OUT  rule_id uuid,
  OUT  requoted bigint
)
  RETURNS record
  LANGUAGE plpgsql
  SET search_path TO ''
  AS $function$
begin
  perform private.lock_fees(rule.domain_id);
  -- After the lock, so that of two that begin now the second one begins later.
  rule.starts_at := coalesce(rule.starts_at, clock_timestamp());
  -- The platform's own rules have no gaps and no end, so the rest follows from the first one's beginning.
  if not exists (
    select from public.fee_rules as r
    where r.domain_id = rule.domain_id and r.whom_key = '00000000-0000-0000-0000-000000000000'
      and r.what_key = '' and r.specificity = 0 and r.kind = 'rule' and r.starts_at <= rule.starts_at
      and not isempty(r.valid)
  ) then
    perform private.fail(
      'PT409', 'NO_PLATFORM_FEE', 'the platform has no fee at that time', 'Call set_platform_fee() first.'
    );
  end if;
  rule := private.store_fee_rule(rule);
  rule_id := rule.id;
  requoted := case
    when rule.order_id is not null or rule.starts_at < now() then private.requote_orders(rule, rule.starts_at)
    else 0
  end;
end;
$function$;

CREATE OR REPLACE FUNCTION private.begin_order_fee (
  domain_id uuid,
  order_id  uuid
)
  RETURNS timestamp WITH time zone
  LANGUAGE plpgsql
  SET search_path TO ''
  AS $function$
declare
  placed public.orders;
begin
  select o.* into placed from public.orders as o
  where o.domain_id = begin_order_fee.domain_id and o.id = begin_order_fee.order_id
  for update;
  if private.is_order_filled(placed) then
    perform private.fail('PT409', 'ORDER_FILLED', 'something of this order was traded, or it waits no more');
  end if;
  return placed.placed_at;
end;
$function$;

CREATE OR REPLACE FUNCTION private.charge_fee (
  terms           private.fee_terms,
  value_minor     numeric,
  asset           text,
  commissions_ppm integer[]         DEFAULT '{}'::integer[]
)
  RETURNS private.fee_charge
  LANGUAGE plpgsql
  IMMUTABLE
  PARALLEL SAFE
  SET search_path TO ''
  AS $function$
declare
  -- Exact until it is rounded, once: multiplied, as a division of a long number would round before.
  gross constant numeric := value_minor * terms.rate_ppm * 0.000001;
  discounted constant numeric := gross * (1000000 - terms.discount_ppm) * 0.000001;
  -- Limits in something else are none.
  least_minor constant numeric := case when terms.limit_asset = asset then terms.min_minor end;
  most_minor constant numeric := case when terms.limit_asset = asset then terms.max_minor end;
  charge private.fee_charge;
begin
  charge.gross_minor := private.round_half_even(least(greatest(least(gross, most_minor), least_minor), value_minor));
  charge.fee_minor := private.round_half_even(
    least(greatest(least(discounted, most_minor), least_minor), value_minor)
  );
  charge.discount_minor := charge.gross_minor - charge.fee_minor;
  charge.limited_by := case
    when greatest(discounted, least_minor) > value_minor then 'order_value'
    when least_minor > discounted then 'minimum'
    when most_minor < discounted then 'maximum'
  end;
  -- What rounding leaves over is the platform's, so the parts always make the whole.
  charge.commissions_minor := array(
    select floor(charge.fee_minor * c.ppm * 0.000001)
    from unnest(commissions_ppm) with ordinality as c (ppm, place)
    order by c.place
  );
  charge.platform_net_minor := charge.fee_minor
  - coalesce((select sum(c.minor) from unnest(charge.commissions_minor) as c (minor)), 0);
  if charge.platform_net_minor < 0 then
    perform private.bad_input('commissions_ppm', 'are more than the fee');
  end if;
  return charge;
end;
$function$;

CREATE OR REPLACE FUNCTION private.check_fee_rule (
  rule public.fee_rules
)
  RETURNS void
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
begin
  if rule.kind = any('{rule,promotion}') is not true then
    perform private.bad_input('kind', 'rule or promotion');
  end if;
  if rule.kind = 'promotion' and rule.ends_at is null then
    perform private.bad_input('ends_at', 'a promotion ends');
  end if;
  if rule.kind = 'promotion' and num_nonnulls(rule.min_minor, rule.max_minor) > 0 then
    perform private.bad_input('min_minor, max_minor', 'a promotion has no limits: those of the rule hold');
  end if;
  if not isfinite(rule.starts_at) or rule.ends_at <= coalesce(rule.starts_at, now()) then
    perform private.bad_input('ends_at', 'lies after starts_at');
  end if;
  if rule.min_minor < 0 or rule.max_minor < coalesce(rule.min_minor, 0) then
    perform private.bad_input('min_minor, max_minor', 'from 0 on, and the maximum not below the minimum');
  end if;
  if (rule.limit_asset is null) <> (num_nonnulls(rule.min_minor, rule.max_minor) = 0) then
    perform private.bad_input('limit_asset', 'goes with min_minor or max_minor');
  end if;
end;
$function$;

CREATE OR REPLACE FUNCTION private.check_platform_fee()
  RETURNS TRIGGER
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
begin
  if exists (
    select from (
      select r.ends_at, lead(r.starts_at) over (order by r.starts_at) as next_at
      from public.fee_rules as r
      where r.domain_id = new.domain_id and r.whom_key = '00000000-0000-0000-0000-000000000000'
        and r.what_key = '' and r.specificity = 0 and r.kind = 'rule' and not isempty(r.valid)
    ) as held
    where held.ends_at is distinct from held.next_at
  ) then
    perform private.fail('23514', 'FEE_GAP', 'a platform is never without a fee once it has one, be it zero');
  end if;
  return null;
end;
$function$;

CREATE OR REPLACE FUNCTION private.explain_fee (
  candidates private.fee_candidate[],
  terms      private.fee_terms
)
  RETURNS jsonb
  LANGUAGE plpgsql
  IMMUTABLE
  PARALLEL SAFE
  SET search_path TO ''
  AS $function$
begin
  return coalesce((
    select jsonb_agg(
      jsonb_build_object(
        'rule_id', c.rule_id, 'kind', c.kind, 'scope', c.scope, 'specificity', c.specificity,
        'cohort_priority', c.cohort_priority, 'rate_ppm', c.rate_ppm, 'starts_at', c.starts_at,
        'ends_at', c.ends_at, 'verdict', case
          when not c.is_valid then 'not_valid'
          when c.rule_id = terms.rule_id then 'won'
          when c.rule_id = terms.promotion_id then 'lowers'
          when c.kind = 'rule' and c.specificity < terms.specificity then 'less_specific'
          when c.kind = 'rule' then 'cohort_priority'
          -- What is charged is the lowest promotion's rate, or else the rule's.
          when terms.promotion_id is null then 'not_lower'
          else 'not_lowest'
        end
      )
      order by c.is_valid desc, c.kind desc, c.specificity desc, c.cohort_priority, c.rate_ppm, c.starts_at, c.rule_id
    )
    from unnest(candidates) as c
  ), '[]');
end;
$function$;

CREATE OR REPLACE FUNCTION private.fee_arguments (
  rule public.fee_rules
)
  RETURNS jsonb
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
begin
  return jsonb_strip_nulls(
    to_jsonb(rule) - '{domain_id,id,reason,valid,specificity,scope_key,whom_key,what_key}'::text []
  );
end;
$function$;

CREATE OR REPLACE FUNCTION private.fee_scope (
  rule public.fee_rules
)
  RETURNS jsonb
  LANGUAGE plpgsql
  STABLE
  PARALLEL SAFE
  SET search_path TO ''
  AS $function$
begin
  return jsonb_strip_nulls(jsonb_build_object(
    'order_id', rule.order_id, 'platform_user_id', rule.platform_user_id, 'cohort_id', rule.cohort_id,
    'token_id', rule.token_id, 'provider', rule.provider, 'order_type', rule.order_type
  ));
end;
$function$;

CREATE OR REPLACE FUNCTION private.find_fee_candidates (
  context  private.fee_context,
  is_whole boolean             DEFAULT false
)
  RETURNS private.fee_candidate[]
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  SET plan_cache_mode TO 'force_generic_plan'
  AS $function$
declare
  cohort_ids uuid [];
  priorities integer [];
begin
  select array_agg(c.id), array_agg(c.priority) into cohort_ids, priorities
  from public.cohort_members as m
  inner join public.cohorts as c on m.domain_id = c.domain_id and m.cohort_id = c.id
  where m.domain_id = context.domain_id and m.platform_user_id = context.platform_user_id
    and m.valid @> context.at;
  return array(
    select row(
      r.id, r.kind, private.fee_scope(r), r.specificity, priorities[array_position(cohort_ids, r.cohort_id)],
      r.rate_ppm, r.min_minor, r.max_minor, r.limit_asset, r.starts_at, r.ends_at, r.valid @> context.at
    )::private.fee_candidate
    from public.fee_rules as r
    where r.domain_id = context.domain_id
      and r.whom_key = any(
        array['00000000-0000-0000-0000-000000000000', context.order_id, context.platform_user_id] || cohort_ids
      )
      and r.what_key = any(array['', context.token_id::text, context.provider])
      and (r.order_id is null or r.order_id = context.order_id)
      and (r.platform_user_id is null or r.platform_user_id = context.platform_user_id)
      and (r.cohort_id is null or r.cohort_id = any(cohort_ids))
      and (r.token_id is null or r.token_id = context.token_id)
      and (r.provider is null or r.provider = context.provider)
      and (r.order_type is null or r.order_type = context.order_type)
      and (is_whole or r.valid @> context.at)
  );
end;
$function$;

CREATE OR REPLACE FUNCTION private.freeze_fee (
  context  private.fee_context,
  is_whole boolean             DEFAULT false
)
  RETURNS jsonb
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
declare
  candidates constant private.fee_candidate [] := private.find_fee_candidates(context, is_whole);
  terms private.fee_terms;
begin
  terms := private.pick_fee(
    candidates, (private.referral_terms(context.domain_id, context.platform_user_id, context.at)).discount_ppm
  );
  if terms.rule_id is null then
    return null;
  end if;
  return jsonb_build_object(
    'at', context.at, 'rule_id', terms.rule_id, 'promotion_id', terms.promotion_id, 'rate_ppm', terms.rate_ppm,
    'discount_ppm', terms.discount_ppm, 'min_minor', terms.min_minor, 'max_minor', terms.max_minor,
    'limit_asset', terms.limit_asset, 'candidates', private.explain_fee(candidates, terms)
  );
end;
$function$;

CREATE OR REPLACE FUNCTION private.freeze_order_fees (
  batch private.trade_entry[]
)
  RETURNS void
  LANGUAGE plpgsql
  SET search_path TO ''
  AS $function$
begin
  update public.orders as o set fee_quote = fresh.quote
  from (
    select new.domain_id, new.id, private.freeze_fee(private.order_context(new)) as quote
    from (
      select distinct e.domain_id, e.facts ->> 'external_id' as external_id from unnest(batch) as e
      where e.kind = 'order'
    ) as told
    inner join public.orders as new
      on told.domain_id = new.domain_id and told.external_id = new.external_id and new.fee_quote is null
  ) as fresh
  where o.domain_id = fresh.domain_id and o.id = fresh.id and fresh.quote is not null;
end;
$function$;

CREATE OR REPLACE FUNCTION private.guard_fee_rule()
  RETURNS TRIGGER
  LANGUAGE plpgsql
  SET search_path TO ''
  AS $function$
declare
  -- What a row keeps by itself, and the one thing that may change.
  loose constant text [] := '{ends_at,updated_at,version,valid,specificity,scope_key,whom_key,what_key}';
begin
  if to_jsonb(new) - loose <> to_jsonb(old) - loose
    or new.ends_at is null or new.ends_at > coalesce(old.ends_at, 'infinity') then
    perform private.fail(
      '42501', 'APPEND_ONLY', 'a fee rule can be closed earlier, and not changed otherwise', 'Make a new rule.'
    );
  end if;
  return new;
end;
$function$;

CREATE OR REPLACE FUNCTION private.is_order_filled (
  placed public.orders
)
  RETURNS boolean
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
begin
  return placed.status <> 'open' or exists (
    select from public.transactions as t
    where t.domain_id = placed.domain_id and t.order_external_id = placed.external_id
      and t.status in ('pending', 'confirmed')
  );
end;
$function$;

CREATE OR REPLACE FUNCTION private.lock_fees (
  domain_id uuid
)
  RETURNS void
  LANGUAGE plpgsql
  SET search_path TO ''
  AS $function$
begin
  perform pg_advisory_xact_lock(hashtextextended('fees of ' || domain_id, 0));
end;
$function$;

CREATE OR REPLACE FUNCTION private.may_set_fee (
  rpc       text,
  rule      public.fee_rules,
  arguments jsonb
)
  RETURNS boolean
  LANGUAGE plpgsql
  SET search_path TO ''
  AS $function$
declare
  settings public.security_settings;
begin
  select s.* into settings from public.security_settings as s;
  if rule.rate_ppm >= 0 is not true then
    perform private.bad_input('rate_ppm', 'from 0 on, in millionths');
  end if;
  if rule.rate_ppm > settings.fee_cap_ppm then
    perform private.bad_input('rate_ppm', format('at most %s, as the security settings say', settings.fee_cap_ppm));
  end if;
  -- What holds for one order holds from when that was placed.
  if rule.rate_ppm <= settings.fee_approval_above_ppm
    and (rule.order_id is not null or rule.starts_at < now() is not true) then
    return true;
  end if;
  return private.use_approval(rpc, rule.domain_id, arguments, rule.reason, 'fees.manage', rule.domain_id);
end;
$function$;

CREATE OR REPLACE FUNCTION private.order_context (
  placed public.orders
)
  RETURNS private.fee_context
  LANGUAGE plpgsql
  IMMUTABLE
  SET search_path TO ''
  AS $function$
begin
  return row(
    placed.domain_id, placed.platform_user_id, placed.token_id, placed.provider, placed.order_type, placed.id,
    placed.placed_at
  );
end;
$function$;

CREATE OR REPLACE FUNCTION private.pick_fee (
  candidates   private.fee_candidate[],
  discount_ppm integer                 DEFAULT 0
)
  RETURNS private.fee_terms
  LANGUAGE plpgsql
  IMMUTABLE
  PARALLEL SAFE
  SET search_path TO ''
  AS $function$
declare
  winner private.fee_candidate;
  lowest private.fee_candidate;
  one private.fee_candidate;
begin
  foreach one in array candidates loop
    continue when not one.is_valid;
    if one.kind = 'rule' then
      if winner.rule_id is null
        or (-one.specificity, coalesce(one.cohort_priority, 0))
        < (-winner.specificity, coalesce(winner.cohort_priority, 0)) then
        winner := one;
      end if;
    elsif lowest.rule_id is null or (one.rate_ppm, one.rule_id) < (lowest.rate_ppm, lowest.rule_id) then
      lowest := one;
    end if;
  end loop;
  if winner.rule_id is null then
    return null;
  end if;
  if lowest.rate_ppm >= winner.rate_ppm then
    lowest := null;
  end if;
  return row(
    winner.rule_id, winner.specificity, winner.cohort_priority, lowest.rule_id,
    coalesce(lowest.rate_ppm, winner.rate_ppm), discount_ppm,
    winner.min_minor, winner.max_minor, winner.limit_asset
  );
end;
$function$;

CREATE OR REPLACE FUNCTION private.read_fee_rule (
  domain_id uuid,
  scope     jsonb,
  said      jsonb
)
  RETURNS public.fee_rules
  LANGUAGE plpgsql
  SET search_path TO ''
  AS $function$
declare
  rule public.fee_rules := private.read_fee_scope(domain_id, scope);
begin
  if jsonb_strip_nulls(scope) = '{}' and said ->> 'kind' = 'rule' then
    perform private.bad_input('scope', 'is empty: that is what set_platform_fee() is for');
  end if;
  rule := jsonb_populate_record(rule, said);
  if rule.order_id is not null then
    if rule.starts_at is not null then
      perform private.bad_input('starts_at', 'of a rule for one order is when that was placed');
    end if;
    rule.starts_at := private.begin_order_fee(domain_id, rule.order_id);
  end if;
  perform private.check_fee_rule(rule);
  return rule;
end;
$function$;

CREATE OR REPLACE FUNCTION private.read_fee_scope (
  domain_id uuid,
  scope     jsonb
)
  RETURNS public.fee_rules
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
declare
  known constant text [] := '{order_id,platform_user_id,cohort_id,token_id,provider,order_type}';
  rule public.fee_rules;
  part text;
  is_there boolean;
begin
  if jsonb_typeof(scope) is distinct from 'object' or not scope - known = '{}' then
    perform private.bad_input('scope', 'an object of ' || array_to_string(known, ', '));
  end if;
  for part in select key from jsonb_each(jsonb_strip_nulls(scope)) loop
    if not private.is_text(scope -> part, 100)
      or (part ~ '_id$' and not private.is_valid_input(scope ->> part, 'uuid'))
      or (part = 'order_type' and scope ->> part <> all('{market,dca,limit,twap,vwap,custom}')) then
      perform private.bad_input('scope.' || part, 'is none');
    end if;
    if part ~ '_id$' then
      execute format('select exists (select from public.%I where domain_id = $1 and id = $2)', replace(part, '_id', 's'))
      into is_there using domain_id, (scope ->> part)::uuid;
      if not is_there then
        perform private.fail('P0002', 'NOT_FOUND', format('scope.%s: there is none', part));
      end if;
    end if;
  end loop;
  rule := jsonb_populate_record(rule, scope);
  rule.domain_id := read_fee_scope.domain_id;
  return rule;
end;
$function$;

CREATE OR REPLACE FUNCTION private.referral_terms (
  domain_id        uuid,
  platform_user_id uuid,
  at               timestamp with time zone,
  OUT              discount_ppm integer,
  OUT              commissions_ppm integer[]
)
  RETURNS record
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
begin
  -- No programme of referrals is known yet: nobody has a discount, and nobody earns.
  discount_ppm := 0;
  commissions_ppm := '{}';
end;
$function$;

CREATE OR REPLACE FUNCTION private.replace_platform_fee (
  rule public.fee_rules
)
  RETURNS public.fee_rules
  LANGUAGE plpgsql
  SET search_path TO ''
  AS $function$
declare
  next_one public.fee_rules;
begin
  perform private.lock_fees(rule.domain_id);
  -- After the lock, so that of two that begin now the second one begins later.
  rule.starts_at := coalesce(rule.starts_at, clock_timestamp());
  -- Between the two statements there is a gap, even where somebody has made constraints immediate.
  set constraints public.check_platform_fee deferred;
  -- The one that holds then; before the first one, that.
  select r.* into next_one from public.fee_rules as r
  where r.domain_id = rule.domain_id and r.whom_key = '00000000-0000-0000-0000-000000000000'
    and r.what_key = '' and r.specificity = 0 and r.kind = 'rule' and not isempty(r.valid)
    and (r.ends_at is null or r.ends_at > rule.starts_at)
  order by r.starts_at
  limit 1;
  if next_one.starts_at > rule.starts_at then
    rule.ends_at := next_one.starts_at;
  elsif next_one.id is not null then
    rule.ends_at := next_one.ends_at;
    update public.fee_rules as r set ends_at = rule.starts_at
    where r.domain_id = next_one.domain_id and r.id = next_one.id;
  end if;
  return private.store_fee_rule(rule);
end;
$function$;

CREATE OR REPLACE FUNCTION private.requote_orders (
  rule  public.fee_rules,
  since timestamp with time zone
)
  RETURNS bigint
  LANGUAGE plpgsql
  SET search_path TO ''
  AS $function$
declare
  changed bigint;
begin
  update public.orders as o set fee_quote = private.freeze_fee(private.order_context(o)), updated_at = now()
  where o.domain_id = rule.domain_id and o.placed_at >= since and (rule.ends_at is null or o.placed_at < rule.ends_at)
    and o.status = 'open' and not private.is_order_filled(o)
    and (rule.order_id is null or o.id = rule.order_id)
    and (rule.platform_user_id is null or o.platform_user_id = rule.platform_user_id)
    and (rule.token_id is null or o.token_id = rule.token_id)
    and (rule.provider is null or o.provider = rule.provider)
    and (rule.order_type is null or o.order_type = rule.order_type);
  get diagnostics changed = row_count;
  if changed > 0 then
    perform private.audit_event(
      'requote', 'orders', null, rule.domain_id, jsonb_build_object('rule_id', rule.id, 'orders', changed)
    );
  end if;
  return changed;
end;
$function$;

CREATE OR REPLACE FUNCTION private.resolve_fee (
  context private.fee_context
)
  RETURNS private.fee_terms
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
begin
  return private.pick_fee(
    private.find_fee_candidates(context),
    (private.referral_terms(context.domain_id, context.platform_user_id, context.at)).discount_ppm
  );
end;
$function$;

CREATE OR REPLACE FUNCTION private.round_half_even (
  value  numeric,
  digits integer DEFAULT 0
)
  RETURNS numeric
  LANGUAGE plpgsql
  IMMUTABLE
  PARALLEL SAFE
  STRICT
  SET search_path TO ''
  AS $function$
declare
  -- Without a division, which would round a long number before we do.
  base constant numeric := trunc(value, digits);
  shift constant numeric := 10::numeric ^ digits;
begin
  if abs(value - base) * shift = 0.5 and base * shift % 2 = 0 then
    return base;
  end if;
  return round(value, digits);
end;
$function$;

CREATE OR REPLACE FUNCTION private.store_fee_rule (
  rule public.fee_rules
)
  RETURNS public.fee_rules
  LANGUAGE plpgsql
  SET search_path TO ''
  AS $function$
declare
  stored public.fee_rules;
begin
  insert into public.fee_rules (
    domain_id, kind, order_id, platform_user_id, cohort_id, token_id, provider, order_type, rate_ppm, min_minor,
    max_minor, limit_asset, starts_at, ends_at, reason
  )
  values (
    rule.domain_id, rule.kind, rule.order_id, rule.platform_user_id, rule.cohort_id, rule.token_id,
    rule.provider, rule.order_type, rule.rate_ppm, rule.min_minor, rule.max_minor, rule.limit_asset,
    rule.starts_at, rule.ends_at, rule.reason
  )
  returning * into stored;
  return stored;
exception
  when exclusion_violation then
    perform private.fail(
      '23P01', 'FEE_RULE_OVERLAPS', 'there is a rule of the same scope at that time', 'Close it first: close_fee_rule().'
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
    provider, told_at, told_by
  )
  select distinct on (e.domain_id, told.external_id)
    e.domain_id, told.external_id, trader.id, token.id, told.type, told.side, told.size_minor, told.status,
    told.placed_at, told.provider, e.told_at, e.told_by
  from unnest(batch) as e
  cross join lateral jsonb_to_record(e.facts) as told (
    external_id text, type text, side text, size_minor numeric, status text, placed_at timestamptz,
    provider text
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
    told_by = excluded.told_by, updated_at = now(), provider = excluded.provider,
    -- What was frozen stays, unless it was for another order than this turns out to be.
    fee_quote = case
      when
        (known.platform_user_id, known.token_id, known.order_type, known.placed_at, known.provider)
        is not distinct from (
          excluded.platform_user_id, excluded.token_id, excluded.order_type, excluded.placed_at, excluded.provider
        )
        then known.fee_quote
    end
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
    when is_order and jsonb_typeof(entry -> 'provider') <> 'null' and not private.is_text(entry -> 'provider', 100)
      then '.provider: must be a text'
    when is_order then null
    when not private.is_text(entry -> 'fee_asset', 50) then '.fee_asset: must be a text'
    when jsonb_typeof(entry -> 'order') <> 'null' and not private.is_text(entry -> 'order', 200)
      then '.order: must be a text'
  end;
end;
$function$;

CREATE OR REPLACE FUNCTION private.use_approval (
  rpc        text,
  subject_id uuid,
  arguments  jsonb,
  reason     text,
  permission text  DEFAULT 'collaborators.manage'::text,
  domain_id  uuid  DEFAULT NULL::uuid
)
  RETURNS boolean
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
#variable_conflict use_column
declare
  asked public.approvals;
begin
  update public.approvals as a set used_at = now()
  where a.requested_by = private.current_person_id() and a.rpc = use_approval.rpc
    and a.subject_id = use_approval.subject_id and a.arguments = use_approval.arguments
    and a.approved_by is not null and a.used_at is null and a.expires_at > now();
  if found then
    return true;
  end if;
  insert into public.approvals as a (
    rpc, subject_id, arguments, reason, requested_by, expires_at, permission, domain_id
  )
  values (
    use_approval.rpc, use_approval.subject_id, use_approval.arguments, use_approval.reason,
    private.current_person_id(), now() + interval '1 day', use_approval.permission, use_approval.domain_id
  )
  on conflict (requested_by, rpc, subject_id, arguments) where used_at is null
  do update set reason = excluded.reason, expires_at = excluded.expires_at, approved_by = null
  returning * into asked;
  perform private.enqueue(
    'mail.approval_wanted', format('mail.approval_wanted:%s:%s', asked.id, asked.version),
    jsonb_build_object('approval_id', asked.id, 'requested_by', asked.requested_by)
  );
  return false;
end;
$function$;

CREATE OR REPLACE FUNCTION public.approve_operation (
  approval_id uuid
)
  RETURNS public.approvals
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  approval public.approvals;
begin
  select a.* into approval from public.approvals as a where a.id = approve_operation.approval_id for update;
  -- Whoever may not approve it does not learn whether there is such a request.
  perform private.require(coalesce(approval.permission, 'collaborators.manage'), approval.domain_id);
  perform private.begin_sensitive('approve_operation', null);
  if approval.id is null then
    perform private.fail('P0002', 'NOT_FOUND', 'no such request');
  end if;
  if approval.requested_by = private.current_person_id() then
    perform private.fail('42501', 'NOT_YOURSELF', 'nobody approves the own request');
  end if;
  if approval.domain_id is null then
    perform private.require_rank_over(approval.subject_id);
  end if;
  if approval.approved_by is not null or approval.expires_at <= now() then
    perform private.fail('PT409', 'APPROVAL_CLOSED', 'the request was approved already, or has expired');
  end if;
  update public.approvals as a set approved_by = private.current_person_id() where a.id = approval.id
  returning * into approval;
  return approval;
end;
$function$;

CREATE OR REPLACE FUNCTION public.close_fee_rule (
  domain_id uuid,
  rule_id   uuid,
  reason    text
)
  RETURNS public.fee_rules
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  rule public.fee_rules;
begin
  perform private.require('fees.manage', domain_id);
  perform private.begin_sensitive('close_fee_rule', close_fee_rule.reason);
  perform private.lock_fees(domain_id);
  select r.* into rule from public.fee_rules as r
  where r.domain_id = close_fee_rule.domain_id and r.id = close_fee_rule.rule_id;
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such rule');
  end if;
  if rule.specificity = 0 and rule.kind = 'rule' then
    perform private.fail(
      'PT409', 'PLATFORM_FEE_NEEDED', 'all others stand on what holds for the whole platform', 'Call set_platform_fee().'
    );
  end if;
  if rule.ends_at <= clock_timestamp() then
    perform private.fail('PT409', 'FEE_RULE_CLOSED', 'the rule has ended');
  end if;
  update public.fee_rules as r set ends_at = case
    when rule.order_id is null then greatest(rule.starts_at, clock_timestamp())
    else least(rule.starts_at, private.begin_order_fee(rule.domain_id, rule.order_id))
  end
  where r.domain_id = rule.domain_id and r.id = rule.id;
  -- What holds for one order was as good as never there: the order is charged as the others are.
  if rule.order_id is not null then
    perform private.requote_orders(rule, rule.starts_at);
  end if;
  select r.* into rule from public.fee_rules as r where r.domain_id = rule.domain_id and r.id = rule.id;
  return rule;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."close_fee_rule"(uuid, uuid, text) FROM PUBLIC, "anon", "service_role";

CREATE OR REPLACE FUNCTION public.create_fee_rule (
  domain_id   uuid,
  scope       jsonb,
  rate_ppm    integer,
  reason      text,
  kind        text                     DEFAULT 'rule'::text,
  starts_at   timestamp with time zone DEFAULT NULL::timestamp WITH time zone,
  ends_at     timestamp with time zone DEFAULT NULL::timestamp WITH time zone,
  min_minor   numeric                  DEFAULT NULL::numeric,
  max_minor   numeric                  DEFAULT NULL::numeric,
  limit_asset text                     DEFAULT NULL::text
)
  RETURNS TABLE (
    outcome  text,
    rule_id  uuid,
    requoted bigint
  )
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
#variable_conflict use_variable
declare
  rule public.fee_rules;
begin
  perform private.require('fees.manage', domain_id);
  perform private.begin_sensitive('create_fee_rule', reason);
  rule := private.read_fee_rule(
    domain_id, scope, jsonb_build_object(
      'kind', kind, 'rate_ppm', rate_ppm, 'reason', btrim(reason), 'starts_at', starts_at, 'ends_at', ends_at,
      'min_minor', min_minor, 'max_minor', max_minor, 'limit_asset', limit_asset
    )
  );
  if private.may_set_fee('create_fee_rule', rule, private.fee_arguments(rule)) then
    return query select 'done', added.* from private.add_fee_rule(rule) as added;
  else
    return query select 'approval_requested', null::uuid, 0::bigint;
  end if;
end;
$function$;

REVOKE ALL
  ON FUNCTION "public"."create_fee_rule"(uuid, jsonb, integer, text, text, timestamp WITH time zone, timestamp WITH time zone, numeric, numeric, text)
  FROM PUBLIC, "anon", "service_role";

CREATE OR REPLACE FUNCTION public.create_fee_rules (
  domain_id uuid,
  token_ids uuid[],
  rate_ppm  integer,
  reason    text,
  scope     jsonb                    DEFAULT '{}'::jsonb,
  kind      text                     DEFAULT 'rule'::text,
  starts_at timestamp with time zone DEFAULT NULL::timestamp WITH time zone,
  ends_at   timestamp with time zone DEFAULT NULL::timestamp WITH time zone
)
  RETURNS TABLE (
    outcome  text,
    rule_id  uuid,
    requoted bigint
  )
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
#variable_conflict use_variable
declare
  said constant jsonb := jsonb_build_object(
    'kind', kind, 'rate_ppm', rate_ppm, 'reason', btrim(reason), 'starts_at', starts_at, 'ends_at', ends_at
  );
  rule public.fee_rules;
  token_id uuid;
begin
  perform private.require('fees.manage', domain_id);
  perform private.begin_sensitive('create_fee_rules', reason);
  if cardinality(token_ids) between 1 and 1000 is not true or scope ?| '{token_id,order_id}' then
    perform private.bad_input('token_ids', '1 to 1000 tokens, and neither token nor order in scope');
  end if;
  rule := private.read_fee_rule(domain_id, scope || jsonb_build_object('token_id', token_ids[1]), said);
  if not private.may_set_fee(
    'create_fee_rules', rule, private.fee_arguments(rule) || jsonb_build_object('token_ids', token_ids)
  ) then
    return query select 'approval_requested', null::uuid, 0::bigint;
    return;
  end if;
  foreach token_id in array token_ids loop
    rule := private.read_fee_rule(domain_id, scope || jsonb_build_object('token_id', token_id), said);
    return query select 'done', added.* from private.add_fee_rule(rule) as added;
  end loop;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."create_fee_rules"(uuid, uuid[], integer, text, jsonb, text, timestamp WITH time zone, timestamp WITH time zone) FROM PUBLIC, "anon", "service_role";

CREATE OR REPLACE FUNCTION public.fee_schedule_at (
  domain_id uuid,
  at        timestamp with time zone,
  after     text                     DEFAULT NULL::text,
  page_size integer                  DEFAULT 50
)
  RETURNS TABLE (
    id          uuid,
    kind        text,
    scope       jsonb,
    specificity integer,
    rate_ppm    integer,
    min_minor   numeric,
    max_minor   numeric,
    limit_asset text,
    starts_at   timestamp with time zone,
    ends_at     timestamp with time zone,
    reason      text,
    created_by  uuid,
    cursor      text
  )
  LANGUAGE plpgsql
  STABLE
  SECURITY DEFINER
  ROWS 50
  SET search_path TO ''
  AS $function$
declare
  place constant record := private.read_time_cursor('fee_schedule', after);
begin
  perform private.require('fees.view', domain_id);
  perform private.check_page_size(page_size);
  if isfinite(at) is not true then
    perform private.bad_input('at', 'a time');
  end if;
  return query
  select
    r.id, r.kind, private.fee_scope(r), r.specificity, r.rate_ppm, r.min_minor, r.max_minor, r.limit_asset,
    r.starts_at, r.ends_at, r.reason, r.created_by,
    private.make_time_cursor('fee_schedule', r.starts_at, r.id, r.domain_id)
  from public.fee_rules as r
  where r.domain_id = fee_schedule_at.domain_id and r.starts_at <= fee_schedule_at.at
    and (r.ends_at is null or r.ends_at > fee_schedule_at.at)
    and (after is null or (r.starts_at, r.id) < (place.at, place.id))
  order by r.starts_at desc, r.id desc
  limit page_size;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."fee_schedule_at"(uuid, timestamp WITH time zone, text, integer) FROM PUBLIC, "anon", "service_role";

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
  perform private.freeze_order_fees(batch);
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

CREATE OR REPLACE FUNCTION public.list_fee_rules (
  domain_ids uuid[]  DEFAULT NULL::uuid[],
  state      text    DEFAULT 'all'::text,
  after      text    DEFAULT NULL::text,
  page_size  integer DEFAULT 50
)
  RETURNS TABLE (
    domain_id   uuid,
    id          uuid,
    kind        text,
    scope       jsonb,
    specificity integer,
    rate_ppm    integer,
    min_minor   numeric,
    max_minor   numeric,
    limit_asset text,
    starts_at   timestamp with time zone,
    ends_at     timestamp with time zone,
    reason      text,
    created_by  uuid,
    created_at  timestamp with time zone,
    cursor      text
  )
  LANGUAGE plpgsql
  STABLE
  SECURITY DEFINER
  ROWS 50
  SET search_path TO ''
  AS $function$
declare
  mine constant uuid [] := private.permitted_domains('fees.view', domain_ids);
  place constant record := private.read_time_cursor('fee_rules', after);
begin
  perform private.check_page_size(page_size);
  if state = any('{all,open,planned,ended}') is not true then
    perform private.bad_input('state', 'all, open, planned or ended');
  end if;
  return query
  select
    page.domain_id, page.id, page.kind, private.fee_scope(page), page.specificity, page.rate_ppm, page.min_minor,
    page.max_minor, page.limit_asset, page.starts_at, page.ends_at, page.reason, page.created_by, page.created_at,
    private.make_time_cursor('fee_rules', page.starts_at, page.id, page.domain_id)
  from unnest(mine) as tenant (id)
  cross join lateral (
    select r.* from public.fee_rules as r
    where r.domain_id = tenant.id
      and (after is null or (r.starts_at, r.id, r.domain_id) < (place.at, place.id, place.domain_id))
      and case state
        when 'open' then r.valid @> now() when 'planned' then r.starts_at > now() and not isempty(r.valid)
        when 'ended' then r.ends_at <= now() or isempty(r.valid) else true
      end
    order by r.starts_at desc, r.id desc
    limit page_size
  ) as page
  order by page.starts_at desc, page.id desc, page.domain_id desc
  limit page_size;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."list_fee_rules"(uuid[], text, text, integer) FROM PUBLIC, "anon", "service_role";

CREATE OR REPLACE FUNCTION public.quote_fee (
  domain_id        uuid,
  platform_user_id uuid,
  token_id         uuid,
  order_type       text,
  value_minor      numeric,
  asset            text,
  provider         text                     DEFAULT NULL::text,
  order_id         uuid                     DEFAULT NULL::uuid,
  at               timestamp with time zone DEFAULT NULL::timestamp WITH time zone,
  is_whole         boolean                  DEFAULT false
)
  RETURNS jsonb
  LANGUAGE plpgsql
  STABLE
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  terms private.fee_terms;
  charge private.fee_charge;
  told jsonb;
begin
  if current_setting('role') <> 'service_role' then
    perform private.require('fees.view', domain_id);
  end if;
  if (value_minor >= 0 and value_minor = trunc(value_minor)) is not true then
    perform private.bad_input('value_minor', 'must be a whole number from 0, in minor units');
  end if;
  if order_type = any('{market,dca,limit,twap,vwap,custom}') is not true then
    perform private.bad_input('order_type', 'market, dca, limit, twap, vwap or custom');
  end if;
  told := private.freeze_fee(
    row(
      domain_id, platform_user_id, token_id, coalesce(provider, (
        select t.provider from public.tokens as t where t.domain_id = quote_fee.domain_id and t.id = token_id
      )), order_type, order_id, coalesce(at, now())
    )::private.fee_context, is_whole
  );
  if told is null then
    perform private.fail('PT409', 'NO_PLATFORM_FEE', 'the platform has no fee at that time', 'Call set_platform_fee() first.');
  end if;
  terms := jsonb_populate_record(null::private.fee_terms, told);
  charge := private.charge_fee(
    terms, value_minor, asset, (private.referral_terms(domain_id, platform_user_id, coalesce(at, now()))).commissions_ppm
  );
  return told || to_jsonb(charge) || jsonb_build_object('value_minor', value_minor, 'asset', asset);
end;
$function$;

REVOKE ALL ON FUNCTION "public"."quote_fee"(uuid, uuid, uuid, text, numeric, text, text, uuid, timestamp WITH time zone, boolean) FROM PUBLIC, "anon";

CREATE OR REPLACE FUNCTION public.set_platform_fee (
  domain_id   uuid,
  rate_ppm    integer,
  reason      text,
  starts_at   timestamp with time zone DEFAULT NULL::timestamp WITH time zone,
  min_minor   numeric                  DEFAULT NULL::numeric,
  max_minor   numeric                  DEFAULT NULL::numeric,
  limit_asset text                     DEFAULT NULL::text
)
  RETURNS TABLE (
    outcome  text,
    rule_id  uuid,
    requoted bigint
  )
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  rule public.fee_rules;
begin
  perform private.require('fees.manage', domain_id);
  perform private.begin_sensitive('set_platform_fee', set_platform_fee.reason);
  rule := private.read_fee_scope(domain_id, '{}');
  rule.kind := 'rule';
  rule.rate_ppm := set_platform_fee.rate_ppm;
  rule.reason := btrim(set_platform_fee.reason);
  rule.starts_at := set_platform_fee.starts_at;
  rule.min_minor := set_platform_fee.min_minor;
  rule.max_minor := set_platform_fee.max_minor;
  rule.limit_asset := set_platform_fee.limit_asset;
  perform private.check_fee_rule(rule);
  if not private.may_set_fee('set_platform_fee', rule, private.fee_arguments(rule)) then
    return query select 'approval_requested', null::uuid, 0::bigint;
    return;
  end if;
  rule := private.replace_platform_fee(rule);
  return query select 'done', rule.id, case
    when rule.starts_at < now() then private.requote_orders(rule, rule.starts_at) else 0
  end;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."set_platform_fee"(uuid, integer, text, timestamp WITH time zone, numeric, numeric, text) FROM PUBLIC, "anon", "service_role";

-- Few rows, each of them null.
ALTER TABLE "public"."approvals"
  -- squawk-ignore constraint-missing-not-valid, adding-foreign-key-constraint
  ADD CONSTRAINT "approvals_domain_id_fkey" FOREIGN KEY (domain_id) REFERENCES public.domains(id);

ALTER TABLE "public"."fee_rules"
  ADD CONSTRAINT "fee_rules_cohort_id_fkey" FOREIGN KEY (domain_id, cohort_id) REFERENCES public.cohorts(domain_id, id);

ALTER TABLE "public"."fee_rules"
  ADD CONSTRAINT "fee_rules_domain_id_fkey" FOREIGN KEY (domain_id) REFERENCES public.domains(id);

ALTER TABLE "public"."fee_rules"
  ADD CONSTRAINT "fee_rules_order_id_fkey" FOREIGN KEY (domain_id, order_id) REFERENCES public.orders(domain_id, id);

ALTER TABLE "public"."fee_rules"
  ADD CONSTRAINT "fee_rules_platform_user_id_fkey" FOREIGN KEY (domain_id, platform_user_id) REFERENCES public.platform_users(domain_id, id);

ALTER TABLE "public"."fee_rules"
  ADD CONSTRAINT "fee_rules_scope_excl" EXCLUDE USING gist (domain_id WITH =, kind WITH =, scope_key WITH =, VALID WITH &&);

ALTER TABLE "public"."fee_rules"
  ADD CONSTRAINT "fee_rules_token_id_fkey" FOREIGN KEY (domain_id, token_id) REFERENCES public.tokens(domain_id, id);

-- No platform is in production yet.
ALTER TABLE "public"."orders"
  -- squawk-ignore constraint-missing-not-valid
  ADD CONSTRAINT "orders_provider_check" CHECK (((length(provider) >= 1) AND (length(provider) <= 100)));

-- One row.
ALTER TABLE "public"."security_settings"
  -- squawk-ignore constraint-missing-not-valid
  ADD CONSTRAINT "security_settings_fees_check" CHECK (least(fee_cap_ppm, fee_approval_above_ppm) >= 0 and fee_cap_ppm <= 1000000);

-- squawk-ignore require-concurrent-index-creation
CREATE INDEX approvals_domain_id_idx ON public.approvals USING btree (domain_id);

CREATE INDEX fee_rules_cohort_id_idx ON public.fee_rules USING btree (domain_id, cohort_id);

CREATE INDEX fee_rules_order_id_idx ON public.fee_rules USING btree (domain_id, order_id);

CREATE INDEX fee_rules_platform_user_id_idx ON public.fee_rules USING btree (domain_id, platform_user_id);

CREATE INDEX fee_rules_token_id_idx ON public.fee_rules USING btree (domain_id, token_id);

CREATE INDEX fee_rules_whom_key_idx ON public.fee_rules USING btree (domain_id, whom_key, what_key);

CREATE TRIGGER audit_delete AFTER DELETE ON public.fee_rules REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{id}',
  '{}'
);

CREATE TRIGGER audit_insert AFTER INSERT ON public.fee_rules REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{id}',
  '{}'
);

CREATE TRIGGER audit_update AFTER UPDATE ON public.fee_rules REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{id}',
  '{}'
);

CREATE CONSTRAINT TRIGGER check_platform_fee
  AFTER INSERT OR UPDATE ON public.fee_rules DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW
  WHEN (((new.specificity = 0) AND (new.kind = 'rule'::text)))
  EXECUTE FUNCTION private.check_platform_fee();

CREATE TRIGGER guard_fee_rule
  BEFORE UPDATE ON public.fee_rules
  FOR EACH ROW
  EXECUTE FUNCTION private.guard_fee_rule();

CREATE TRIGGER refuse_change
  BEFORE DELETE ON public.fee_rules
  FOR EACH ROW
  EXECUTE FUNCTION private.refuse_change();

CREATE TRIGGER refuse_truncate
  BEFORE TRUNCATE ON public.fee_rules
  FOR EACH STATEMENT
  EXECUTE FUNCTION private.refuse_change();

CREATE TRIGGER touch_row
  BEFORE UPDATE ON public.fee_rules
  FOR EACH ROW
  EXECUTE FUNCTION private.touch_row();

CREATE POLICY "select_manager" ON "public"."approvals"
  FOR SELECT
  TO "authenticated"
  USING
    ((( SELECT private.holds('collaborators.manage'::text) AS holds) OR ((permission = 'fees.manage'::text) AND (domain_id = ANY (( SELECT private.domains_with('fees.manage'::text)
    AS domains_with)::uuid[])))));

CREATE POLICY "select_member" ON "public"."fee_rules"
  FOR SELECT
  TO "authenticated"
  USING ((domain_id = ANY (( SELECT private.domains_with('fees.view'::text) AS domains_with)::uuid[])));

COMMENT ON COLUMN "public"."approvals"."approved_by" IS 'The other one; null while it waits.';

COMMENT ON COLUMN "public"."approvals"."domain_id" IS 'Where he must hold it; null: over all domains, and with a rank above the subject''s.';

COMMENT ON COLUMN "public"."approvals"."permission" IS 'What whoever approves must hold.';

COMMENT ON COLUMN "public"."approvals"."requested_by" IS 'Who wanted to.';

COMMENT ON COLUMN "public"."approvals"."subject_id" IS 'The person whom the operation is about, or the domain';

COMMENT ON COLUMN "public"."fee_rules"."cohort_id" IS 'For whoever belongs to this cohort when the order is placed; null: for any.';

COMMENT ON COLUMN "public"."fee_rules"."ends_at" IS 'When it ceases to hold; null: never. Equal to starts_at: it was withdrawn before it began.';

COMMENT ON COLUMN "public"."fee_rules"."kind" IS 'rule, or promotion: one that ends, and may only lower what the rule says.';

COMMENT ON COLUMN "public"."fee_rules"."limit_asset" IS 'In what the limits are; an order in something else has none.';

COMMENT ON COLUMN "public"."fee_rules"."max_minor" IS 'The most that is charged, in minor units of limit_asset.';

COMMENT ON COLUMN "public"."fee_rules"."min_minor" IS 'The least that is charged, in minor units of limit_asset.';

COMMENT ON COLUMN "public"."fee_rules"."order_id" IS 'For this order alone.';

COMMENT ON COLUMN "public"."fee_rules"."order_type" IS 'For orders of this type; null: of any.';

COMMENT ON COLUMN "public"."fee_rules"."platform_user_id" IS 'For this user; null: for any.';

COMMENT ON COLUMN "public"."fee_rules"."provider" IS 'For what is traded there; null: anywhere.';

COMMENT ON COLUMN "public"."fee_rules"."rate_ppm" IS 'Millionths of the order''s value: 10000 is 1 %.';

COMMENT ON COLUMN "public"."fee_rules"."scope_key" IS 'Its scopes as one text: two rules of the same never overlap.';

COMMENT ON COLUMN "public"."fee_rules"."specificity" IS '32 for an order, 16 for a user, 8 for a cohort, 4 for a token, 2 for a provider, 1 for an order type, added; 0: for the whole platform.';

COMMENT ON COLUMN "public"."fee_rules"."starts_at" IS 'From when on it holds, for orders that are placed then.';

COMMENT ON COLUMN "public"."fee_rules"."token_id" IS 'For this token, whatever address it moves to; null: for any.';

COMMENT ON COLUMN "public"."fee_rules"."valid" IS 'From starts_at to ends_at, half-open.';

COMMENT ON COLUMN "public"."fee_rules"."what_key" IS 'The token or provider, in this sequence; empty for any.';

COMMENT ON COLUMN "public"."fee_rules"."whom_key" IS 'The order, user or cohort, in this sequence; zeros for any.';

COMMENT ON COLUMN "public"."orders"."fee_quote" IS 'On what terms it is charged, and every rule that was considered, as of placed_at; frozen when the order came in. null: the platform had no fee then.';

COMMENT ON COLUMN "public"."orders"."provider" IS 'Where it is to be traded, such as raydium, as told with the order.';

COMMENT ON COLUMN "public"."security_settings"."fee_approval_above_ppm" IS 'A rate above this needs a second person''s consent, in millionths: 50000 is 5 %.';

COMMENT ON COLUMN "public"."security_settings"."fee_cap_ppm" IS 'The highest rate of a fee rule, in millionths: 100000 is 10 %.';

COMMENT ON FUNCTION "private"."add_fee_rule"(public.fee_rules) IS 'Stores a rule for a part of the platform. starts_at: null: now. Where it starts in the past, and where it is for one order, orders of which nothing was traded are quoted again. Raises PT409 NO_PLATFORM_FEE, 23P01 FEE_RULE_OVERLAPS.';

COMMENT ON FUNCTION "private"."begin_order_fee"(uuid, uuid) IS 'Locks the order; returns when it was placed, from when on a fee for it alone holds. Raises PT409 ORDER_FILLED once something of it was traded.';

COMMENT ON FUNCTION "private"."charge_fee"(private.fee_terms, numeric, text, integer[]) IS 'The fee of an order of that value, in minor units of the asset: rate, discount, minimum and maximum where they are in the same asset, never more than the order''s value, rounded half to even; and its parts, commissions rounded down and the rest the platform''s. Raises 22023 where the commissions are more than the fee.';

COMMENT ON FUNCTION "private"."check_fee_rule"(public.fee_rules) IS 'Raises 22023 for a fee rule that cannot be. starts_at: null: now.';

COMMENT ON FUNCTION "private"."check_platform_fee"() IS 'Constraint trigger: raises 23514 FEE_GAP unless each rule of the whole platform ends where the next one starts, and the last one never.';

COMMENT ON FUNCTION "private"."explain_fee"(private.fee_candidate[], private.fee_terms) IS 'Every candidate with its verdict: won; less_specific; cohort_priority, as another cohort of the user comes first; lowers; not_lower or not_lowest of a promotion; not_valid when the order is placed.';

COMMENT ON FUNCTION "private"."fee_arguments"(public.fee_rules) IS 'What was asked for, to be compared with what was approved.';

COMMENT ON FUNCTION "private"."fee_scope"(public.fee_rules) IS 'What a fee rule is for, as the argument scope of create_fee_rule(); empty: for the whole platform.';

COMMENT ON FUNCTION "private"."find_fee_candidates"(private.fee_context, boolean) IS 'The rules whose scopes fit the order, and which hold when it is placed; with is_whole those that hold at other times, too.';

COMMENT ON FUNCTION "private"."freeze_fee"(private.fee_context, boolean) IS 'The terms of an order as they stand in orders.fee_quote, with every candidate and why it lost; with is_whole also those that hold at other times. Null where the platform has no fee at that time.';

COMMENT ON FUNCTION "private"."freeze_order_fees"(private.trade_entry[]) IS 'Quotes the orders of the batch that have no quote yet.';

COMMENT ON FUNCTION "private"."guard_fee_rule"() IS 'Trigger: of a fee rule only the end changes, to an earlier one.';

COMMENT ON FUNCTION "private"."is_order_filled"(public.orders) IS 'Whether any part of the order was traded, or it waits no more: then its fee is settled.';

COMMENT ON FUNCTION "private"."lock_fees"(uuid) IS 'Keeps other changes of the domain''s fee rules waiting until the end of the transaction.';

COMMENT ON FUNCTION "private"."may_set_fee"(text, public.fee_rules, jsonb) IS 'Whether the rule may be made now: a high rate, or one that starts in the past, waits for a second person who manages fees. starts_at: null: now. Raises 22023 for a rate below zero or above the cap.';

COMMENT ON FUNCTION "private"."order_context"(public.orders) IS 'What the fee of an order depends on.';

COMMENT ON FUNCTION "private"."pick_fee"(private.fee_candidate[], integer) IS 'The terms that follow from the candidates: the most specific rule, of equally specific ones that of the cohort with the lowest priority, lowered by the lowest promotion. Null where no rule holds.';

COMMENT ON FUNCTION "private"."read_fee_rule"(uuid, jsonb, jsonb) IS 'The rule that is asked for, well formed. Raises 22023, P0002 NOT_FOUND, PT409 ORDER_FILLED.';

COMMENT ON FUNCTION "private"."read_fee_scope"(uuid, jsonb) IS 'A fee rule with these scopes and nothing else yet. Raises 22023 for a scope that is none, P0002 for what the domain does not have.';

COMMENT ON FUNCTION "private"."referral_terms"(uuid, uuid, timestamp with time zone) IS 'What referrals change about a user''s fee: the discount, and what part of the fee goes to each level, in millionths.';

COMMENT ON FUNCTION "private"."replace_platform_fee"(public.fee_rules) IS 'Stores a rule for the whole platform in place of the one that holds when it starts, up to where that one would have ended. starts_at: null: now.';

COMMENT ON FUNCTION "private"."requote_orders"(public.fee_rules, timestamp with time zone) IS 'Quotes the orders again that the rule could be for, that were placed from then on, and of which nothing was traded yet; returns how many.';

COMMENT ON FUNCTION "private"."resolve_fee"(private.fee_context) IS 'The terms of an order: which rule wins, lowered by a promotion and a discount. Null where the platform has no fee at that time.';

COMMENT ON FUNCTION "private"."round_half_even"(numeric, integer) IS 'Rounds to so many digits after the point; where two are as near, to the even one: 0.5 to 0, 1.5 to 2, 2.665 to 2.66.';

COMMENT ON FUNCTION "private"."store_fee_rule"(public.fee_rules) IS 'Stores a fee rule; returns it. Raises 23P01 FEE_RULE_OVERLAPS.';

COMMENT ON FUNCTION "private"."use_approval"(text, uuid, jsonb, text, text, uuid) IS 'True, once, where somebody else has approved this very call of the caller; else asks for the approval, or renews the request. permission, domain_id: what whoever approves must hold, and where; without a domain over all of them.';

COMMENT ON FUNCTION "public"."approve_operation"(uuid) IS 'Approves what somebody else asked for, who then makes the same call again. Needs what approvals.permission says, in its domain where it has one, and a recent strong login: collaborators.manage for access, fees.manage for fees. Errors: 42501 PERMISSION_DENIED, STEP_UP_REQUIRED, NOT_YOURSELF, RANK_TOO_LOW; P0002 NOT_FOUND; PT409 APPROVAL_CLOSED.';

COMMENT ON FUNCTION "public"."close_fee_rule"(uuid, uuid, text) IS 'Ends a rule now, for orders that are placed from now on; returns it. One that has not begun never does; one for a single order is taken back, as long as nothing of that was traded. rule_id: the rule. Needs fees.manage, a reason and a recent strong login. Errors: 42501 PERMISSION_DENIED, STEP_UP_REQUIRED; 22023 REASON_REQUIRED; P0002 NOT_FOUND; PT409 PLATFORM_FEE_NEEDED, FEE_RULE_CLOSED, ORDER_FILLED.';

COMMENT ON FUNCTION "public"."create_fee_rule"(uuid, jsonb, integer, text, text, timestamp with time zone, timestamp
  with time zone, numeric, numeric, text) IS 'Makes a rule for a part of the platform: it replaces all less specific ones. scope: any of order_id, platform_user_id, cohort_id, token_id, provider and order_type; all of them must fit. rate_ppm: millionths, 10000 is 1 %; zero is legal. kind: rule, or promotion, which ends and may only lower. starts_at: null: now; for one order it is when that was placed. ends_at: null: never. min_minor, max_minor: the least and the most, in minor units of limit_asset. limit_asset: such as USDC. Answers done, or approval_requested for a high rate and for a start in the past: then somebody else who manages fees calls approve_operation(), and the same call acts. requoted: how many orders of which nothing was traded were quoted again. Needs fees.manage, a reason and a recent strong login. Errors: 42501 PERMISSION_DENIED, STEP_UP_REQUIRED; 22023 INVALID_INPUT, REASON_REQUIRED; P0002 NOT_FOUND; PT409 NO_PLATFORM_FEE, ORDER_FILLED; 23P01 FEE_RULE_OVERLAPS. Example: {"scope": {"order_type": "dca"}, "rate_ppm": 7500}';

COMMENT ON FUNCTION "public"."create_fee_rules"(uuid, uuid[], integer, text, jsonb, text, timestamp with time zone, timestamp with time zone) IS 'Makes the same rule for each of up to 1000 tokens, all of them or none; answers a row for each, or one with approval_requested. token_ids: the tokens. scope: what else must fit, as in create_fee_rule. rate_ppm: millionths, 10000 is 1 %. kind: rule, or promotion, which ends and may only lower. starts_at: null: now. ends_at: null: never. Needs fees.manage, a reason and a recent strong login. Errors: 42501 PERMISSION_DENIED, STEP_UP_REQUIRED; 22023 INVALID_INPUT, REASON_REQUIRED; P0002 NOT_FOUND; PT409 NO_PLATFORM_FEE; 23P01 FEE_RULE_OVERLAPS.';

COMMENT ON FUNCTION "public"."fee_schedule_at"(uuid, timestamp with time zone, text, integer) IS 'The rules and promotions that held at an instant, those that started last first. Rules are closed and never changed, so any past instant can be told. at: the instant. after: the cursor of the last row of the page before. page_size: 1 to 500. Needs fees.view. Errors: 42501 PERMISSION_DENIED; 22023 INVALID_INPUT.';

COMMENT ON FUNCTION "public"."list_fee_rules"(uuid[], text, text, integer) IS 'Fee rules and promotions, those that started last first: also the history of what was charged, by whom and why. state: all, open, planned or ended. scope: what the rule is for; empty: for the whole platform. after: the cursor of the last row of the page before. page_size: 1 to 500. Needs fees.view. Errors: 42501 PERMISSION_DENIED for a domain where it is not held; 22023 INVALID_INPUT. Example: {"state": "open", "page_size": 20}';

COMMENT ON FUNCTION "public"."quote_fee"(uuid, uuid, uuid, text, numeric, text, text, uuid, timestamp with time zone, boolean) IS 'What an order would be charged, and why. order_type: market, dca, limit, twap, vwap or custom. value_minor: the order''s value in minor units of the asset; the amounts of the answer are in the same. asset: such as USDC. provider: where it is traded; null: where the token is. order_id: an order that is there already, for what holds for it alone. at: when it is placed; null: now. is_whole: also tell of rules that fit and hold at other times. Answers rule_id, the rule that wins; promotion_id, what lowers it; rate_ppm, in millionths; gross_minor, discount_minor, fee_minor, commissions_minor and platform_net_minor; limited_by: minimum, maximum, order_value or null; candidates, each with its verdict: won, less_specific, cohort_priority, lowers, not_lower, not_lowest or not_valid. Needs fees.view, or the secret key. Errors: 42501 PERMISSION_DENIED; 22023 INVALID_INPUT; PT409 NO_PLATFORM_FEE.';

COMMENT ON FUNCTION "public"."set_platform_fee"(uuid, integer, text, timestamp with time zone, numeric, numeric, text) IS 'Sets what holds for the whole platform where no other rule does; the rule before ends at the same instant, and one that is planned for later stays. rate_ppm: millionths, 10000 is 1 %; zero is legal. starts_at: null: now. min_minor, max_minor: the least and the most, in minor units of limit_asset. limit_asset: such as USDC. Answers done, or approval_requested for a high rate and for a start in the past: then somebody else who manages fees calls approve_operation(), and the same call acts. requoted: how many orders of which nothing was traded were quoted again, after a start in the past. Needs fees.manage, a reason and a recent strong login. Errors: 42501 PERMISSION_DENIED, STEP_UP_REQUIRED; 22023 INVALID_INPUT, REASON_REQUIRED.';

COMMENT ON POLICY "select_manager" ON "public"."approvals" IS 'Whoever manages collaborators sees what waits for approval; who manages fees, what is about those of the own domains.';

COMMENT ON POLICY "select_member" ON "public"."fee_rules" IS 'Fee rules of the platforms whose fees the person may view.';

COMMENT ON TABLE "public"."approvals" IS 'Sensitive operations that wait for somebody else''s consent, or had it. Each approval is used once.';

COMMENT ON TABLE "public"."fee_rules" IS 'What an order is charged: of the rules that fit it the most specific wins, and replaces all others. See docs/fees.md.';

COMMENT ON TYPE "private"."fee_candidate" IS 'A fee rule whose scopes fit an order, with the priority of its cohort.';

COMMENT ON TYPE "private"."fee_charge" IS 'A fee in minor units: what it were without the discount, the discount, what is charged, and how that is split. limited_by: minimum, maximum, order_value or null.';

COMMENT ON TYPE "private"."fee_context" IS 'What a fee depends on: whose order of what, and when it was placed. Null where it is not known; then no rule for it fits.';

COMMENT ON TYPE "private"."fee_terms" IS 'On what terms an order is charged: the winning rule, the promotion that lowers it if any, and the discount. Rates are millionths.';

REVOKE ALL ON FUNCTION "private"."add_fee_rule"(public.fee_rules) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."add_fee_rule"(public.fee_rules) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."add_fee_rule"(public.fee_rules) TO "postgres";

REVOKE ALL ON FUNCTION "private"."begin_order_fee"(uuid, uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."begin_order_fee"(uuid, uuid) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."begin_order_fee"(uuid, uuid) TO "postgres";

REVOKE ALL ON FUNCTION "private"."charge_fee"(private.fee_terms, numeric, text, integer[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."charge_fee"(private.fee_terms, numeric, text, integer[]) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."charge_fee"(private.fee_terms, numeric, text, integer[]) TO "postgres";

REVOKE ALL ON FUNCTION "private"."check_fee_rule"(public.fee_rules) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."check_fee_rule"(public.fee_rules) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."check_fee_rule"(public.fee_rules) TO "postgres";

REVOKE ALL ON FUNCTION "private"."check_platform_fee"() FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."check_platform_fee"() FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."check_platform_fee"() TO "postgres";

REVOKE ALL ON FUNCTION "private"."explain_fee"(private.fee_candidate[], private.fee_terms) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."explain_fee"(private.fee_candidate[], private.fee_terms) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."explain_fee"(private.fee_candidate[], private.fee_terms) TO "postgres";

REVOKE ALL ON FUNCTION "private"."fee_arguments"(public.fee_rules) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."fee_arguments"(public.fee_rules) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."fee_arguments"(public.fee_rules) TO "postgres";

REVOKE ALL ON FUNCTION "private"."fee_scope"(public.fee_rules) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."fee_scope"(public.fee_rules) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."fee_scope"(public.fee_rules) TO "postgres";

REVOKE ALL ON FUNCTION "private"."find_fee_candidates"(private.fee_context, boolean) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."find_fee_candidates"(private.fee_context, boolean) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."find_fee_candidates"(private.fee_context, boolean) TO "postgres";

REVOKE ALL ON FUNCTION "private"."freeze_fee"(private.fee_context, boolean) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."freeze_fee"(private.fee_context, boolean) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."freeze_fee"(private.fee_context, boolean) TO "postgres";

REVOKE ALL ON FUNCTION "private"."freeze_order_fees"(private.trade_entry[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."freeze_order_fees"(private.trade_entry[]) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."freeze_order_fees"(private.trade_entry[]) TO "postgres";

REVOKE ALL ON FUNCTION "private"."guard_fee_rule"() FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."guard_fee_rule"() FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."guard_fee_rule"() TO "postgres";

REVOKE ALL ON FUNCTION "private"."is_order_filled"(public.orders) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."is_order_filled"(public.orders) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."is_order_filled"(public.orders) TO "postgres";

REVOKE ALL ON FUNCTION "private"."lock_fees"(uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."lock_fees"(uuid) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."lock_fees"(uuid) TO "postgres";

REVOKE ALL ON FUNCTION "private"."may_set_fee"(text, public.fee_rules, jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."may_set_fee"(text, public.fee_rules, jsonb) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."may_set_fee"(text, public.fee_rules, jsonb) TO "postgres";

REVOKE ALL ON FUNCTION "private"."order_context"(public.orders) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."order_context"(public.orders) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."order_context"(public.orders) TO "postgres";

REVOKE ALL ON FUNCTION "private"."pick_fee"(private.fee_candidate[], integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."pick_fee"(private.fee_candidate[], integer) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."pick_fee"(private.fee_candidate[], integer) TO "postgres";

REVOKE ALL ON FUNCTION "private"."read_fee_rule"(uuid, jsonb, jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."read_fee_rule"(uuid, jsonb, jsonb) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."read_fee_rule"(uuid, jsonb, jsonb) TO "postgres";

REVOKE ALL ON FUNCTION "private"."read_fee_scope"(uuid, jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."read_fee_scope"(uuid, jsonb) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."read_fee_scope"(uuid, jsonb) TO "postgres";

REVOKE ALL ON FUNCTION "private"."referral_terms"(uuid, uuid, timestamp WITH time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."referral_terms"(uuid, uuid, timestamp WITH time zone) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."referral_terms"(uuid, uuid, timestamp WITH time zone) TO "postgres";

REVOKE ALL ON FUNCTION "private"."replace_platform_fee"(public.fee_rules) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."replace_platform_fee"(public.fee_rules) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."replace_platform_fee"(public.fee_rules) TO "postgres";

REVOKE ALL ON FUNCTION "private"."requote_orders"(public.fee_rules, timestamp WITH time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."requote_orders"(public.fee_rules, timestamp WITH time zone) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."requote_orders"(public.fee_rules, timestamp WITH time zone) TO "postgres";

REVOKE ALL ON FUNCTION "private"."resolve_fee"(private.fee_context) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."resolve_fee"(private.fee_context) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."resolve_fee"(private.fee_context) TO "postgres";

REVOKE ALL ON FUNCTION "private"."round_half_even"(numeric, integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."round_half_even"(numeric, integer) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."round_half_even"(numeric, integer) TO "postgres";

REVOKE ALL ON FUNCTION "private"."store_fee_rule"(public.fee_rules) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."store_fee_rule"(public.fee_rules) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."store_fee_rule"(public.fee_rules) TO "postgres";

REVOKE ALL ON FUNCTION "private"."use_approval"(text, uuid, jsonb, text, text, uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."use_approval"(text, uuid, jsonb, text, text, uuid) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."use_approval"(text, uuid, jsonb, text, text, uuid) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."close_fee_rule"(uuid, uuid, text) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."close_fee_rule"(uuid, uuid, text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."close_fee_rule"(uuid, uuid, text) TO "postgres";

GRANT EXECUTE
  ON FUNCTION "public"."create_fee_rule"(uuid, jsonb, integer, text, text, timestamp WITH time zone, timestamp WITH time zone, numeric, numeric, text)
  TO "authenticated";

REVOKE ALL ON FUNCTION "public"."create_fee_rule"(uuid, jsonb, integer, text, text, timestamp WITH time zone, timestamp WITH time zone, numeric, numeric, text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."create_fee_rule"(uuid, jsonb, integer, text, text, timestamp WITH time zone, timestamp WITH time zone, numeric, numeric, text) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."create_fee_rules"(uuid, uuid[], integer, text, jsonb, text, timestamp WITH time zone, timestamp WITH time zone) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."create_fee_rules"(uuid, uuid[], integer, text, jsonb, text, timestamp WITH time zone, timestamp WITH time zone) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."create_fee_rules"(uuid, uuid[], integer, text, jsonb, text, timestamp WITH time zone, timestamp WITH time zone) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."fee_schedule_at"(uuid, timestamp WITH time zone, text, integer) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."fee_schedule_at"(uuid, timestamp WITH time zone, text, integer) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."fee_schedule_at"(uuid, timestamp WITH time zone, text, integer) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."list_fee_rules"(uuid[], text, text, integer) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."list_fee_rules"(uuid[], text, text, integer) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."list_fee_rules"(uuid[], text, text, integer) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."quote_fee"(uuid, uuid, uuid, text, numeric, text, text, uuid, timestamp WITH time zone, boolean) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."quote_fee"(uuid, uuid, uuid, text, numeric, text, text, uuid, timestamp WITH time zone, boolean) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."quote_fee"(uuid, uuid, uuid, text, numeric, text, text, uuid, timestamp WITH time zone, boolean) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."quote_fee"(uuid, uuid, uuid, text, numeric, text, text, uuid, timestamp WITH time zone, boolean) TO "service_role";

GRANT EXECUTE ON FUNCTION "public"."set_platform_fee"(uuid, integer, text, timestamp WITH time zone, numeric, numeric, text) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."set_platform_fee"(uuid, integer, text, timestamp WITH time zone, numeric, numeric, text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."set_platform_fee"(uuid, integer, text, timestamp WITH time zone, numeric, numeric, text) TO "postgres";

REVOKE ALL ON TABLE "public"."fee_rules" FROM "authenticated";

GRANT SELECT ON TABLE "public"."fee_rules" TO "authenticated";

REVOKE ALL ON TABLE "public"."fee_rules" FROM "service_role";

GRANT SELECT ON TABLE "public"."fee_rules" TO "service_role";

REVOKE ALL ("fee_approval_above_ppm") ON TABLE "public"."security_settings" FROM "authenticated";

GRANT UPDATE ("fee_approval_above_ppm") ON TABLE "public"."security_settings" TO "authenticated";

REVOKE ALL ("fee_cap_ppm") ON TABLE "public"."security_settings" FROM "authenticated";

GRANT UPDATE ("fee_cap_ppm") ON TABLE "public"."security_settings" TO "authenticated";

CREATE INDEX fee_rules_starts_at_idx ON public.fee_rules USING btree (domain_id, starts_at DESC, id DESC);

insert into public.sensitive_operations (rpc, needs_reason, needs_strong_auth)
values
('close_fee_rule', true, true),
('create_fee_rule', true, true),
('create_fee_rules', true, true),
('set_platform_fee', true, true)
on conflict (rpc) do nothing;
