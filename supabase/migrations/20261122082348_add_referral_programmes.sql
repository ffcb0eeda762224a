-- Who brings users to a platform earns by what they are charged: programmes, rules, what was earned and paid out.
SET local check_function_bodies = off;

ALTER TABLE "public"."platform_users"
-- squawk-ignore ban-drop-constraint
  DROP CONSTRAINT "platform_users_status_check";

ALTER TABLE "public"."security_settings"
-- squawk-ignore ban-drop-constraint
  DROP CONSTRAINT "security_settings_fees_check";

-- squawk-ignore ban-drop-function
DROP FUNCTION "private"."referral_terms"(uuid, uuid, timestamp WITH time zone);

CREATE TABLE "private"."referral_standings" (
  "domain_id"           uuid          NOT NULL,
  "programme_id"        uuid          NOT NULL,
  "platform_user_id"    uuid          NOT NULL,
  "on_day"              date          NOT NULL,
  "level_one_usd_minor" numeric(38,0) NOT NULL,
  "network_usd_minor"   numeric(38,0) NOT NULL,
  "own_usd_minor"       numeric(38,0) NOT NULL,
  CONSTRAINT "referral_standings_pkey" PRIMARY KEY (domain_id, platform_user_id, programme_id, on_day)
);

CREATE TABLE "public"."commission_accruals" (
  "domain_id"        uuid                     NOT NULL,
  "id"               uuid                     NOT NULL DEFAULT private.new_id(),
  "transaction_id"   uuid                     NOT NULL,
  "platform_user_id" uuid                     NOT NULL,
  "beneficiary_id"   uuid                     NOT NULL,
  "level"            integer                  NOT NULL,
  "programme_id"     uuid                     NOT NULL,
  "rule_id"          uuid,
  "rate_ppm"         integer                  NOT NULL,
  "base_minor"       numeric(38,0)            NOT NULL,
  "amount_minor"     numeric(38,0)            NOT NULL,
  "asset"            text                     NOT NULL,
  "usd_minor"        numeric(38,0)            NOT NULL,
  "occurred_at"      timestamp with time zone NOT NULL,
  "claimable_at"     timestamp with time zone NOT NULL,
  "state"            text                     NOT NULL DEFAULT 'accrued'::text,
  "reason"           text,
  "payout_id"        uuid,
  "created_at"       timestamp with time zone NOT NULL DEFAULT now(),
  "updated_at"       timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT "commission_accruals_amount_minor_check" CHECK ((LEAST(amount_minor, usd_minor) >= 0) AND (amount_minor <= base_minor)),
  CONSTRAINT "commission_accruals_beneficiary_id_check" CHECK ((beneficiary_id <> platform_user_id)),
  CONSTRAINT "commission_accruals_level_check" CHECK (((level >= 1) AND (level <= 3))),
  CONSTRAINT "commission_accruals_payout_id_check" CHECK (((state = 'claimed'::text) = (payout_id IS NOT NULL))),
  CONSTRAINT "commission_accruals_state_check" CHECK ((state = ANY (ARRAY['accrued'::text, 'claimed'::text, 'void'::text]))),
  CONSTRAINT "commission_accruals_transaction_id_key" UNIQUE (domain_id, transaction_id, level),
  CONSTRAINT "commission_accruals_pkey" PRIMARY KEY (domain_id, id)
);

ALTER TABLE "public"."commission_accruals"
  ENABLE ROW LEVEL SECURITY;

REVOKE ALL ON TABLE "public"."commission_accruals" FROM "anon";

CREATE TABLE "public"."commission_payouts" (
  "domain_id"        uuid                     NOT NULL,
  "id"               uuid                     NOT NULL DEFAULT private.new_id(),
  "platform_user_id" uuid                     NOT NULL,
  "asset"            text                     NOT NULL,
  "amount_minor"     numeric(38,0)            NOT NULL,
  "usd_minor"        numeric(38,0)            NOT NULL,
  "idempotency_key"  text                     NOT NULL,
  "created_at"       timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT "commission_payouts_amount_minor_check" CHECK (((amount_minor > (0)::numeric) AND (usd_minor >= (0)::numeric))),
  CONSTRAINT "commission_payouts_idempotency_key_check" CHECK (((length(idempotency_key) >= 1) AND (length(idempotency_key) <= 200))),
  CONSTRAINT "commission_payouts_idempotency_key_key" UNIQUE (domain_id, platform_user_id, idempotency_key, asset),
  CONSTRAINT "commission_payouts_pkey" PRIMARY KEY (domain_id, id)
);

ALTER TABLE "public"."commission_payouts"
  ENABLE ROW LEVEL SECURITY;

REVOKE ALL ON TABLE "public"."commission_payouts" FROM "anon";

CREATE TABLE "public"."commission_rules" (
  "domain_id"              uuid                     NOT NULL,
  "id"                     uuid                     NOT NULL DEFAULT private.new_id(),
  "programme_id"           uuid,
  "cohort_id"              uuid,
  "platform_user_id"       uuid,
  "level"                  integer                  NOT NULL,
  "min_volume_usd_minor"   numeric(38,0)            NOT NULL DEFAULT 0,
  "rate_ppm"               integer                  NOT NULL,
  "bonus_ppm"              integer                  NOT NULL DEFAULT 0,
  "bonus_volume_usd_minor" numeric(38,0)            NOT NULL DEFAULT 0,
  "base"                   text                     NOT NULL DEFAULT 'fee_charged'::text,
  "starts_at"              timestamp with time zone NOT NULL,
  "ends_at"                timestamp with time zone,
  "reason"                 text                     NOT NULL,
  "created_at"             timestamp with time zone NOT NULL DEFAULT now(),
  "updated_at"             timestamp with time zone NOT NULL DEFAULT now(),
  "version"                integer                  NOT NULL DEFAULT 1,
  "valid"                  tstzrange                GENERATED ALWAYS AS (tstzrange(starts_at, ends_at)) STORED NOT NULL,
  "whom_key"               uuid                     GENERATED ALWAYS AS (COALESCE(platform_user_id, cohort_id, programme_id)) STORED NOT NULL,
  CONSTRAINT "commission_rules_base_check" CHECK ((base = ANY (ARRAY['fee_charged'::text, 'fee_gross'::text]))),
  CONSTRAINT "commission_rules_level_check" CHECK (((level >= 1) AND (level <= 3))),
  CONSTRAINT "commission_rules_rate_ppm_check" CHECK (((LEAST(rate_ppm, bonus_ppm) >= 0) AND ((rate_ppm + bonus_ppm) <= 1000000))),
  CONSTRAINT "commission_rules_starts_at_check" CHECK (isfinite(starts_at)),
  CONSTRAINT "commission_rules_volumes_check" CHECK ((LEAST(min_volume_usd_minor, bonus_volume_usd_minor) >= (0)::numeric)),
  CONSTRAINT "commission_rules_whom_key_check" CHECK ((num_nonnulls(programme_id, cohort_id, platform_user_id) = 1)),
  CONSTRAINT "commission_rules_pkey" PRIMARY KEY (domain_id, id),
  "created_by"             uuid                     DEFAULT private.current_person_id()
);

ALTER TABLE "public"."commission_rules"
  ENABLE ROW LEVEL SECURITY;

REVOKE ALL ON TABLE "public"."commission_rules" FROM "anon";

CREATE TABLE "public"."referral_programmes" (
  "domain_id"     uuid                     NOT NULL,
  "id"            uuid                     NOT NULL DEFAULT private.new_id(),
  "name"          text                     NOT NULL,
  "status"        text                     NOT NULL DEFAULT 'draft'::text,
  "levels"        integer                  NOT NULL DEFAULT 3,
  "discount_ppm"  integer                  NOT NULL DEFAULT 0,
  "tier_basis"    text                     NOT NULL DEFAULT 'level_one'::text,
  "window_days"   integer                  NOT NULL DEFAULT 30,
  "hold_days"     integer                  NOT NULL DEFAULT 7,
  "live_during"   tstzmultirange           NOT NULL DEFAULT '{}'::tstzmultirange,
  "paused_during" tstzmultirange           NOT NULL DEFAULT '{}'::tstzmultirange,
  "created_at"    timestamp with time zone NOT NULL DEFAULT now(),
  "updated_at"    timestamp with time zone NOT NULL DEFAULT now(),
  "version"       integer                  NOT NULL DEFAULT 1,
  CONSTRAINT "referral_programmes_days_check" CHECK ((window_days >= 1) AND (hold_days >= 0) AND (GREATEST(window_days, hold_days) <= 366)),
  CONSTRAINT "referral_programmes_discount_ppm_check" CHECK (((discount_ppm >= 0) AND (discount_ppm <= 900000))),
  CONSTRAINT "referral_programmes_levels_check" CHECK (((levels >= 1) AND (levels <= 3))),
  CONSTRAINT "referral_programmes_name_check" CHECK (((name = btrim(name)) AND ((length(name) >= 1) AND (length(name) <= 100)))),
  CONSTRAINT "referral_programmes_paused_during_check" CHECK ((NOT (live_during && paused_during))),
  CONSTRAINT "referral_programmes_status_check" CHECK ((status = ANY (ARRAY['draft'::text, 'live'::text, 'paused'::text, 'ended'::text]))),
  CONSTRAINT "referral_programmes_tier_basis_check" CHECK ((tier_basis = ANY (ARRAY['level_one'::text, 'network'::text]))),
  CONSTRAINT "referral_programmes_pkey" PRIMARY KEY (domain_id, id),
  "created_by"    uuid                     DEFAULT private.current_person_id()
);

ALTER TABLE "public"."referral_programmes"
  ENABLE ROW LEVEL SECURITY;

REVOKE ALL ON TABLE "public"."referral_programmes" FROM "anon";

ALTER TABLE "public"."platform_users"
  ADD COLUMN "referred_at" timestamp WITH time zone;

ALTER TABLE "public"."security_settings"
  ADD COLUMN "commission_approval_above_ppm" integer NOT NULL DEFAULT 500000;

CREATE TYPE "private"."commission_term" AS (
  "level"          integer,
  "beneficiary_id" uuid,
  "rule_id"        uuid,
  "rate_ppm"       integer,
  "base"           text,
  "reason"         text
);

CREATE OR REPLACE FUNCTION private.accrue_commissions (
  charge public.fee_charges
)
  RETURNS SETOF public.commission_accruals
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
declare
  referral constant record := private.referral_terms(charge.domain_id, charge.platform_user_id, charge.occurred_at);
  terms constant private.commission_term [] := private.commission_terms(
    referral.programme, referral.referrers, charge.occurred_at
  );
  amounts constant numeric [] := private.split_fee(charge.fee_minor, charge.gross_minor, terms);
  accrual public.commission_accruals := jsonb_populate_record(null::public.commission_accruals, to_jsonb(charge));
begin
  accrual.programme_id := (referral.programme).id;
  accrual.claimable_at := charge.occurred_at + make_interval(days => (referral.programme).hold_days);
  accrual.created_at := now();
  accrual.updated_at := now();
  for place in 1..cardinality(terms) loop
    accrual.id := private.new_id();
    accrual.level := terms[place].level;
    accrual.beneficiary_id := terms[place].beneficiary_id;
    accrual.rule_id := terms[place].rule_id;
    accrual.rate_ppm := terms[place].rate_ppm;
    accrual.base_minor := case terms[place].base when 'fee_gross' then charge.gross_minor else charge.fee_minor end;
    accrual.amount_minor := amounts[place];
    accrual.usd_minor := coalesce(div(charge.usd_minor * amounts[place], nullif(charge.fee_minor, 0)), 0);
    accrual.state := case terms[place].reason when 'BENEFICIARY_DELETED' then 'void' else 'accrued' end;
    accrual.reason := coalesce(
      terms[place].reason,
      case when amounts[place] < floor(accrual.base_minor * accrual.rate_ppm * 0.000001) then 'FEE_USED_UP' end
    );
    return next accrual;
  end loop;
end;
$function$;

CREATE OR REPLACE FUNCTION private.attach_referrer (
  domain_id        uuid,
  platform_user_id uuid,
  referrer_id      uuid
)
  RETURNS void
  LANGUAGE plpgsql
  SET search_path TO ''
  AS $function$
declare
  present uuid;
begin
  perform pg_advisory_xact_lock(hashtextextended('referrers of ' || domain_id, 0));
  select u.referrer_id into present from public.platform_users as u
  where u.domain_id = attach_referrer.domain_id and u.id = attach_referrer.platform_user_id;
  if present = attach_referrer.referrer_id then
    return;
  elsif present is not null then
    perform private.fail('PT409', 'REFERRER_FIXED', 'somebody else has brought this user, which is final');
  end if;
  if exists (
    with recursive line (id) as (
      select attach_referrer.referrer_id
      union
      select u.referrer_id from public.platform_users as u
      inner join line on u.id = line.id
      where u.domain_id = attach_referrer.domain_id
    )
    select from line where line.id = attach_referrer.platform_user_id
  ) then
    perform private.fail('PT409', 'REFERRAL_CYCLE', 'nobody brings himself, or one of those who brought him');
  end if;
  update public.platform_users as u set referrer_id = attach_referrer.referrer_id, referred_at = now()
  where u.domain_id = attach_referrer.domain_id and u.id = attach_referrer.platform_user_id;
end;
$function$;

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
    'discount_ppm', coalesce(terms.discount_ppm, 0),
    'platform_rate_ppm', jsonb_path_query_first(
      quote, '$.terms.candidates[*] ? (@.kind == "rule" && @.specificity == 0).rate_ppm'
    )
  ));
  charge.gross_minor := private.fee_before_discount(terms, trade.fee_minor, trade.fee_asset);
  charge.discount_minor := charge.gross_minor - charge.fee_minor;
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

CREATE OR REPLACE FUNCTION private.check_commission_rule (
  rule public.commission_rules
)
  RETURNS void
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
begin
  if num_nonnulls(rule.programme_id, rule.cohort_id, rule.platform_user_id) <> 1 then
    perform private.bad_input('programme_id', 'a rule is for one of: a programme, a cohort, a user');
  end if;
  if rule.level between 1 and 3 is not true then
    perform private.bad_input('level', '1, 2 or 3');
  end if;
  if (least(rule.rate_ppm, rule.bonus_ppm) >= 0 and rule.rate_ppm + rule.bonus_ppm <= 1000000) is not true then
    perform private.bad_input('rate_ppm, bonus_ppm', 'from 0 on, in millionths, and together no more than the fee');
  end if;
  if least(rule.min_volume_usd_minor, rule.bonus_volume_usd_minor) < 0 then
    perform private.bad_input('min_volume_usd_minor, bonus_volume_usd_minor', 'from 0 on');
  end if;
  if rule.base = any('{fee_charged,fee_gross}') is not true then
    perform private.bad_input('base', 'fee_charged or fee_gross');
  end if;
  if not isfinite(rule.starts_at) or rule.starts_at < now() then
    perform private.bad_input('starts_at', 'lies in the past: what was earned is settled');
  end if;
  if rule.ends_at <= coalesce(rule.starts_at, now()) then
    perform private.bad_input('ends_at', 'lies after starts_at');
  end if;
end;
$function$;

CREATE OR REPLACE FUNCTION private.commission_terms (
  programme public.referral_programmes,
  referrers uuid[],
  at        timestamp with time zone
)
  RETURNS private.commission_term[]
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
declare
  terms private.commission_term [] := '{}';
  nothing text;
begin
  for level in 1..cardinality(referrers) loop
    select case
      when programme.paused_during @> at then 'PROGRAMME_PAUSED'
      when u.status = 'deleted' then 'BENEFICIARY_DELETED'
    end into nothing
    from public.platform_users as u where u.domain_id = programme.domain_id and u.id = referrers[level];
    terms := terms || case
      when nothing is null then private.pick_commission(programme, referrers[level], level, at)
      else row(level, referrers[level], null, 0, 'fee_charged', nothing)::private.commission_term
    end;
  end loop;
  return terms;
end;
$function$;

CREATE OR REPLACE FUNCTION private.find_programme (
  domain_id uuid,
  at        timestamp with time zone
)
  RETURNS public.referral_programmes
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
declare
  programme public.referral_programmes;
begin
  select p.* into programme from public.referral_programmes as p
  where p.domain_id = find_programme.domain_id and (p.live_during @> at or p.paused_during @> at);
  return programme;
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
      '42501', 'APPEND_ONLY', 'a rule can be closed earlier, and not changed otherwise', 'Make a new rule.'
    );
  end if;
  return new;
end;
$function$;

CREATE OR REPLACE FUNCTION private.keep_standings (
  trades public.transactions[]
)
  RETURNS void
  LANGUAGE plpgsql
  SET search_path TO ''
  AS $function$
begin
  insert into private.referral_standings
  select standing.*
  from (
    select distinct referral.programme, who.id, (t.occurred_at at time zone 'UTC')::date as on_day
    from unnest(trades) as t
    cross join lateral private.referral_terms(t.domain_id, t.platform_user_id, t.occurred_at) as referral
    cross join lateral unnest(referral.referrers) as who (id)
    where t.status = 'confirmed'
  ) as wanted
  cross join lateral private.measure_standing(wanted.programme, wanted.id, wanted.on_day) as standing
  on conflict do nothing;
end;
$function$;

CREATE OR REPLACE FUNCTION private.list_referrers (
  domain_id        uuid,
  platform_user_id uuid,
  at               timestamp with time zone,
  levels           integer                  DEFAULT 3
)
  RETURNS uuid[]
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
declare
  line uuid [] := '{}';
  next_one uuid := platform_user_id;
begin
  for level in 1..levels loop
    select u.referrer_id into next_one from public.platform_users as u
    where u.domain_id = list_referrers.domain_id and u.id = next_one
      and coalesce(u.referred_at, u.joined_at) <= at;
    exit when next_one is null;
    line := line || next_one;
  end loop;
  return line;
end;
$function$;

CREATE OR REPLACE FUNCTION private.measure_standing (
  programme        public.referral_programmes,
  platform_user_id uuid,
  on_day           date
)
  RETURNS private.referral_standings
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
declare
  until constant timestamptz := on_day::timestamp at time zone 'UTC';
  since constant timestamptz := until - make_interval(days => programme.window_days);
  standing private.referral_standings;
begin
  select s.* into standing from private.referral_standings as s
  where s.domain_id = programme.domain_id and s.platform_user_id = measure_standing.platform_user_id
    and s.programme_id = programme.id and s.on_day = measure_standing.on_day;
  if found then
    return standing;
  end if;
  with recursive network (level, id) as (
    select 0, measure_standing.platform_user_id
    union all
    select above.level + 1, u.id from network as above
    inner join public.platform_users as u on u.referrer_id = above.id and u.domain_id = programme.domain_id
    where above.level < programme.levels
  )
  select
    programme.domain_id, programme.id, measure_standing.platform_user_id, measure_standing.on_day,
    coalesce(sum(c.volume_usd_minor) filter (where n.level = 1), 0),
    coalesce(sum(c.volume_usd_minor) filter (where n.level > 0), 0),
    coalesce(sum(c.volume_usd_minor) filter (where n.level = 0), 0)
  into standing
  from network as n
  inner join public.fee_charges as c on c.domain_id = programme.domain_id and n.id = c.platform_user_id
  where c.occurred_at >= since and c.occurred_at < until;
  return standing;
end;
$function$;

CREATE OR REPLACE FUNCTION private.pay_commissions (
  domain_id       uuid,
  beneficiary_id  uuid,
  idempotency_key text
)
  RETURNS void
  LANGUAGE plpgsql
  SET search_path TO ''
  AS $function$
begin
  with due as (
    select a.domain_id, a.id, a.asset, a.amount_minor, a.usd_minor from public.commission_accruals as a
    where a.domain_id = pay_commissions.domain_id and a.beneficiary_id = pay_commissions.beneficiary_id
      and a.state = 'accrued' and a.claimable_at <= now() and a.amount_minor > 0
    order by a.id
    for update
  ),
  paid as (
    insert into public.commission_payouts as p (
      domain_id, platform_user_id, asset, amount_minor, usd_minor, idempotency_key
    )
    select
      pay_commissions.domain_id, pay_commissions.beneficiary_id, d.asset, sum(d.amount_minor), sum(d.usd_minor),
      pay_commissions.idempotency_key
    from due as d
    group by d.asset
    returning p.id, p.asset
  )
  update public.commission_accruals as a set state = 'claimed', payout_id = paid.id, updated_at = now()
  from due
  inner join paid on due.asset = paid.asset
  where a.domain_id = due.domain_id and a.id = due.id;
end;
$function$;

CREATE OR REPLACE FUNCTION private.payout_hold (
  domain_id        uuid,
  platform_user_id uuid
)
  RETURNS text
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
begin
  return (
    select case
      when u.status = 'deleted' then 'the user is deleted'
      when private.has_risk_hold(u.domain_id, u.id) then 'somebody has to look at a suspicion'
    end
    from public.platform_users as u
    where u.domain_id = payout_hold.domain_id and u.id = payout_hold.platform_user_id
  );
end;
$function$;

CREATE OR REPLACE FUNCTION private.pick_commission (
  programme      public.referral_programmes,
  beneficiary_id uuid,
  level          integer,
  at             timestamp with time zone
)
  RETURNS private.commission_term
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
declare
  standing constant private.referral_standings := private.measure_standing(
    programme, beneficiary_id, (at at time zone 'UTC')::date
  );
  volume constant numeric := case programme.tier_basis
    when 'network' then standing.network_usd_minor else standing.level_one_usd_minor
  end;
  rule public.commission_rules;
begin
  select r.* into rule from public.commission_rules as r
  left join public.cohorts as c on r.domain_id = c.domain_id and r.cohort_id = c.id
  where r.domain_id = programme.domain_id and r.level = pick_commission.level and r.valid @> at
    and r.min_volume_usd_minor <= volume
    and r.whom_key = any(
      array[pick_commission.beneficiary_id, programme.id] || array(
        select m.cohort_id from public.cohort_members as m
        where m.domain_id = programme.domain_id and m.platform_user_id = pick_commission.beneficiary_id
          and m.valid @> at
      )
    )
  order by r.platform_user_id is null, c.priority nulls last, r.min_volume_usd_minor desc
  limit 1;
  return row(
    level, beneficiary_id, rule.id,
    coalesce(rule.rate_ppm, 0)
    + case when standing.own_usd_minor >= rule.bonus_volume_usd_minor then rule.bonus_ppm else 0 end,
    coalesce(rule.base, 'fee_charged'), case when rule.id is null then 'NO_RULE' end
  );
end;
$function$;

CREATE OR REPLACE FUNCTION private.referral_terms (
  domain_id        uuid,
  platform_user_id uuid,
  at               timestamp with time zone,
  OUT              discount_ppm integer,
  OUT              programme public.referral_programmes,
  OUT              referrers uuid[]
)
  RETURNS record
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
begin
  discount_ppm := 0;
  referrers := private.list_referrers(domain_id, platform_user_id, at);
  if referrers = '{}' then
    return;
  end if;
  programme := private.find_programme(domain_id, at);
  referrers := coalesce(referrers[1:programme.levels], '{}');
  if programme.live_during @> at then
    discount_ppm := programme.discount_ppm;
  end if;
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
  perform private.keep_standings(trades);
  perform private.store_accruals(
    trades, array(select a from unnest(charges) as c cross join lateral private.accrue_commissions(c) as a)
  );
  delete from public.fee_charges as c using unnest(trades) as t
  where c.domain_id = t.domain_id and c.transaction_id = t.id;
  insert into public.fee_charges
  select shared.* from unnest(charges) as c cross join lateral private.share_charge(c) as shared;
end;
$function$;

CREATE OR REPLACE FUNCTION private.share_charge (
  charge public.fee_charges
)
  RETURNS public.fee_charges
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
begin
  -- What was claimed of a fee that turned out lower is more than it: then the platform keeps nothing.
  select
    least(charge.fee_minor, coalesce(sum(a.amount_minor), 0)),
    least(coalesce(charge.usd_minor, 0), coalesce(sum(a.usd_minor), 0))
  into charge.commission_minor, charge.commission_usd_minor
  from public.commission_accruals as a
  where a.domain_id = charge.domain_id and a.transaction_id = charge.transaction_id and a.state <> 'void';
  charge.platform_net_minor := charge.fee_minor - charge.commission_minor;
  return charge;
end;
$function$;

CREATE OR REPLACE FUNCTION private.split_fee (
  fee_minor   numeric,
  gross_minor numeric,
  terms       private.commission_term[]
)
  RETURNS numeric[]
  LANGUAGE plpgsql
  IMMUTABLE
  PARALLEL SAFE
  SET search_path TO ''
  AS $function$
declare
  left_minor numeric := fee_minor;
  amounts numeric [] := '{}';
  one private.commission_term;
  amount numeric;
begin
  foreach one in array terms loop
    -- What rounding leaves over is the platform's. More than the fee is never given: who is nearest comes first.
    amount := least(
      floor(case one.base when 'fee_gross' then gross_minor else fee_minor end * one.rate_ppm * 0.000001), left_minor
    );
    left_minor := left_minor - amount;
    amounts := amounts || amount;
  end loop;
  return amounts;
end;
$function$;

CREATE OR REPLACE FUNCTION private.store_accruals (
  trades   public.transactions[],
  accruals public.commission_accruals[]
)
  RETURNS void
  LANGUAGE plpgsql
  SET search_path TO ''
  AS $function$
begin
  update public.commission_accruals as a
  set state = 'void', updated_at = now(),
    reason = case t.status when 'confirmed' then 'TRADE_CHANGED' else 'TRADE_REVERTED' end
  from unnest(trades) as t
  where a.domain_id = t.domain_id and a.transaction_id = t.id and a.state = 'accrued';
  insert into public.commission_accruals as known
  select a.* from unnest(accruals) as a
  on conflict (domain_id, transaction_id, level) do update
  set (
    platform_user_id, beneficiary_id, programme_id, rule_id, rate_ppm, base_minor, amount_minor, asset, usd_minor,
    occurred_at, claimable_at, state, reason, updated_at
  ) = (
    excluded.platform_user_id, excluded.beneficiary_id, excluded.programme_id, excluded.rule_id, excluded.rate_ppm,
    excluded.base_minor, excluded.amount_minor, excluded.asset, excluded.usd_minor, excluded.occurred_at,
    excluded.claimable_at, excluded.state, excluded.reason, excluded.updated_at
  )
  where known.state <> 'claimed';
end;
$function$;

CREATE OR REPLACE FUNCTION private.store_commission_rule (
  rule public.commission_rules
)
  RETURNS uuid
  LANGUAGE plpgsql
  SET search_path TO ''
  AS $function$
declare
  stored_id uuid;
begin
  insert into public.commission_rules (
    domain_id, programme_id, cohort_id, platform_user_id, level, min_volume_usd_minor, rate_ppm, bonus_ppm,
    bonus_volume_usd_minor, base, starts_at, ends_at, reason
  )
  values (
    rule.domain_id, rule.programme_id, rule.cohort_id, rule.platform_user_id, rule.level, rule.min_volume_usd_minor,
    rule.rate_ppm, rule.bonus_ppm, rule.bonus_volume_usd_minor, rule.base,
    coalesce(rule.starts_at, clock_timestamp()), rule.ends_at, rule.reason
  )
  returning id into stored_id;
  return stored_id;
exception
  when foreign_key_violation then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such programme, cohort or user');
  when exclusion_violation then
    perform private.fail(
      '23P01', 'COMMISSION_RULE_OVERLAPS', 'there is a rule of the same level and tier at that time',
      'Close it first: close_commission_rule().'
    );
end;
$function$;

CREATE OR REPLACE FUNCTION private.void_commissions (
  domain_id      uuid,
  beneficiary_id uuid
)
  RETURNS void
  LANGUAGE plpgsql
  SET search_path TO ''
  AS $function$
declare
  trades uuid [];
begin
  with voided as (
    update public.commission_accruals as a set state = 'void', reason = 'BENEFICIARY_DELETED', updated_at = now()
    where a.domain_id = void_commissions.domain_id and a.beneficiary_id = void_commissions.beneficiary_id
      and a.state = 'accrued'
    returning a.transaction_id
  )
  select array_agg(v.transaction_id) into trades from voided as v;
  update public.fee_charges as c
  set (commission_minor, commission_usd_minor, platform_net_minor) = (
    shared.commission_minor, shared.commission_usd_minor, shared.platform_net_minor
  )
  from public.fee_charges as held
  cross join lateral private.share_charge(held) as shared
  where held.domain_id = void_commissions.domain_id and held.transaction_id = any(trades)
    and c.domain_id = held.domain_id and c.id = held.id;
end;
$function$;

CREATE OR REPLACE FUNCTION public.claim_commissions (
  domain_id        uuid,
  platform_user_id uuid,
  idempotency_key  text
)
  RETURNS SETOF public.commission_payouts
  LANGUAGE plpgsql
  SECURITY DEFINER
  ROWS 2
  SET search_path TO ''
  AS $function$
#variable_conflict use_variable
declare
  hold text;
begin
  if length(btrim(idempotency_key)) between 1 and 200 is not true then
    perform private.bad_input('idempotency_key', '1 to 200 characters');
  end if;
  -- Of two claims at once the second one waits, and finds nothing left.
  perform private.lock_platform_user(domain_id, platform_user_id);
  hold := private.payout_hold(domain_id, platform_user_id);
  if hold is not null then
    perform private.fail('PT409', 'PAYOUT_HELD', 'nothing is paid out to this user now: ' || hold);
  end if;
  if not exists (
    select from public.commission_payouts as p
    where p.domain_id = domain_id and p.platform_user_id = platform_user_id and p.idempotency_key = idempotency_key
  ) then
    perform private.pay_commissions(domain_id, platform_user_id, idempotency_key);
  end if;
  return query
  select p.* from public.commission_payouts as p
  where p.domain_id = domain_id and p.platform_user_id = platform_user_id and p.idempotency_key = idempotency_key
  order by p.asset;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."claim_commissions"(uuid, uuid, text) FROM PUBLIC, "anon", "authenticated";

CREATE OR REPLACE FUNCTION public.close_commission_rule (
  domain_id uuid,
  rule_id   uuid,
  reason    text
)
  RETURNS public.commission_rules
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  rule public.commission_rules;
begin
  perform private.require('commissions.manage', domain_id);
  perform private.begin_sensitive('close_commission_rule', close_commission_rule.reason);
  select r.* into rule from public.commission_rules as r
  where r.domain_id = close_commission_rule.domain_id and r.id = close_commission_rule.rule_id
  for update;
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such rule');
  end if;
  if rule.ends_at <= clock_timestamp() then
    perform private.fail('PT409', 'COMMISSION_RULE_CLOSED', 'the rule has ended');
  end if;
  update public.commission_rules as r set ends_at = greatest(r.starts_at, clock_timestamp())
  where r.domain_id = rule.domain_id and r.id = rule.id
  returning r.* into rule;
  return rule;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."close_commission_rule"(uuid, uuid, text) FROM PUBLIC, "anon", "service_role";

CREATE OR REPLACE FUNCTION public.create_commission_rule (
  domain_id              uuid,
  level                  integer,
  rate_ppm               integer,
  reason                 text,
  programme_id           uuid                     DEFAULT NULL::uuid,
  cohort_id              uuid                     DEFAULT NULL::uuid,
  platform_user_id       uuid                     DEFAULT NULL::uuid,
  min_volume_usd_minor   numeric                  DEFAULT 0,
  bonus_ppm              integer                  DEFAULT 0,
  bonus_volume_usd_minor numeric                  DEFAULT 0,
  base                   text                     DEFAULT 'fee_charged'::text,
  starts_at              timestamp with time zone DEFAULT NULL::timestamp WITH time zone,
  ends_at                timestamp with time zone DEFAULT NULL::timestamp WITH time zone
)
  RETURNS TABLE (
    outcome text,
    rule_id uuid
  )
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
#variable_conflict use_variable
declare
  said constant jsonb := jsonb_build_object(
    'level', level, 'rate_ppm', rate_ppm, 'programme_id', programme_id, 'cohort_id', cohort_id,
    'platform_user_id', platform_user_id, 'min_volume_usd_minor', coalesce(min_volume_usd_minor, 0),
    'bonus_ppm', coalesce(bonus_ppm, 0), 'bonus_volume_usd_minor', coalesce(bonus_volume_usd_minor, 0), 'base', base,
    'starts_at', starts_at, 'ends_at', ends_at
  );
  rule public.commission_rules;
begin
  perform private.require('commissions.manage', domain_id);
  perform private.begin_sensitive('create_commission_rule', reason);
  rule := jsonb_populate_record(
    null::public.commission_rules, said || jsonb_build_object('domain_id', domain_id, 'reason', btrim(reason))
  );
  perform private.check_commission_rule(rule);
  if rule.rate_ppm + rule.bonus_ppm > (select s.commission_approval_above_ppm from public.security_settings as s)
    and not private.use_approval(
      'create_commission_rule', domain_id, jsonb_strip_nulls(said), rule.reason, 'commissions.manage', domain_id
    ) then
    return query select 'approval_requested', null::uuid;
  else
    return query select 'done', private.store_commission_rule(rule);
  end if;
end;
$function$;

REVOKE ALL
  ON FUNCTION "public"."create_commission_rule"(uuid, integer, integer, text, uuid, uuid, uuid, numeric, integer, numeric, text, timestamp WITH time zone, timestamp WITH time zone)
  FROM PUBLIC, "anon", "service_role";

CREATE OR REPLACE FUNCTION public.create_referral_programme (
  domain_id    uuid,
  name         text,
  discount_ppm integer,
  reason       text,
  levels       integer DEFAULT 3,
  tier_basis   text    DEFAULT 'level_one'::text,
  window_days  integer DEFAULT 30,
  hold_days    integer DEFAULT 7
)
  RETURNS public.referral_programmes
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
#variable_conflict use_variable
declare
  programme public.referral_programmes;
begin
  perform private.require('commissions.manage', domain_id);
  perform private.begin_sensitive('create_referral_programme', reason);
  if length(btrim(name)) between 1 and 100 is not true then
    perform private.bad_input('name', '1 to 100 characters');
  end if;
  if discount_ppm between 0 and 900000 is not true then
    perform private.bad_input('discount_ppm', 'from 0 to 900000, in millionths');
  end if;
  if levels between 1 and 3 is not true then
    perform private.bad_input('levels', '1, 2 or 3');
  end if;
  if tier_basis = any('{level_one,network}') is not true then
    perform private.bad_input('tier_basis', 'level_one or network');
  end if;
  if (window_days between 1 and 366 and hold_days between 0 and 366) is not true then
    perform private.bad_input('window_days, hold_days', 'up to 366 days, the window at least one');
  end if;
  insert into public.referral_programmes (domain_id, name, discount_ppm, levels, tier_basis, window_days, hold_days)
  values (domain_id, btrim(name), discount_ppm, levels, tier_basis, window_days, hold_days)
  returning * into programme;
  return programme;
exception
  when unique_violation then
    perform private.fail('23505', 'PROGRAMME_EXISTS', 'name: another programme of this domain has it');
end;
$function$;

REVOKE ALL ON FUNCTION "public"."create_referral_programme"(uuid, text, integer, text, integer, text, integer, integer) FROM PUBLIC, "anon", "service_role";

CREATE OR REPLACE FUNCTION public.list_platform_users (
  domain_ids uuid[]  DEFAULT NULL::uuid[],
  status     text    DEFAULT NULL::text,
  after      text    DEFAULT NULL::text,
  page_size  integer DEFAULT 50
)
  RETURNS TABLE (
    domain_id   uuid,
    id          uuid,
    external_id text,
    tag         text,
    email       text,
    wallets     text[],
    referrer_id uuid,
    user_status text,
    joined_at   timestamp with time zone,
    version     integer,
    cursor      text
  )
  LANGUAGE plpgsql
  STABLE
  SECURITY DEFINER
  ROWS 50
  SET search_path TO ''
  SET plan_cache_mode TO 'force_custom_plan'
  AS $function$
declare
  mine constant uuid [] := private.permitted_domains('platform_users.view', domain_ids);
  wanted constant text := list_platform_users.status;
  place record;
begin
  perform private.check_page_size(page_size);
  if wanted <> all('{waitlist,pending,active,inactive,deleted}') then
    perform private.bad_input('status', 'waitlist, pending, active, inactive or deleted');
  end if;
  place := private.read_time_cursor('platform_users', after);
  return query
  select
    page.domain_id, page.id, page.external_id, page.tag, page.email, page.wallets, page.referrer_id,
    page.status, page.joined_at, page.version,
    private.make_time_cursor('platform_users', page.joined_at, page.id, page.domain_id)
  from unnest(mine) as tenant (id)
  cross join lateral (
    select u.* from public.platform_users as u
    where
      u.domain_id = tenant.id
      and (wanted is null or u.status = wanted)
      and (after is null or (u.joined_at, u.id, u.domain_id) < (place.at, place.id, place.domain_id))
    order by u.joined_at desc, u.id desc
    limit page_size
  ) as page
  order by page.joined_at desc, page.id desc, page.domain_id desc
  limit page_size;
end;
$function$;

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
  context private.fee_context;
  referral record;
  candidates private.fee_candidate [];
  terms private.fee_terms;
  charge private.fee_charge;
begin
  -- By itself, as a list of all domains to look one up costs as much as the answer.
  if not private.has_secret_key() and private.permitted_in(domain_id, '{fees.view}') = '{}' then
    perform private.fail('42501', 'PERMISSION_DENIED', 'fees.view is not permitted');
  end if;
  if (value_minor >= 0 and value_minor = trunc(value_minor)) is not true then
    perform private.bad_input('value_minor', 'must be a whole number from 0, in minor units');
  end if;
  if order_type = any('{market,dca,limit,twap,vwap,custom}') is not true then
    perform private.bad_input('order_type', 'market, dca, limit, twap, vwap or custom');
  end if;
  if provider is null then
    select t.provider into provider from public.tokens as t
    where t.domain_id = quote_fee.domain_id and t.id = quote_fee.token_id;
  end if;
  context := row(domain_id, platform_user_id, token_id, provider, order_type, order_id, coalesce(at, now()));
  referral := private.referral_terms(domain_id, platform_user_id, context.at);
  candidates := private.find_fee_candidates(context, is_whole);
  terms := private.pick_fee(candidates, referral.discount_ppm);
  if terms.rule_id is null then
    perform private.fail(
      'PT409', 'NO_PLATFORM_FEE', 'the platform has no fee at that time', 'Call set_platform_fee() first.'
    );
  end if;
  charge := private.charge_fee(terms, value_minor, asset);
  charge.commissions_minor := private.split_fee(
    charge.fee_minor, charge.gross_minor,
    private.commission_terms(referral.programme, referral.referrers, context.at)
  );
  charge.platform_net_minor := charge.fee_minor
  - coalesce((select sum(c.minor) from unnest(charge.commissions_minor) as c (minor)), 0);
  return private.tell_fee(context.at, candidates, terms)
  || to_jsonb(charge)
  || jsonb_build_object('value_minor', value_minor, 'asset', asset);
end;
$function$;

CREATE OR REPLACE FUNCTION public.set_platform_user_status (
  domain_id        uuid,
  platform_user_id uuid,
  status           text,
  reason           text,
  expected_version integer DEFAULT NULL::integer
)
  RETURNS public.platform_users
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  platform_user public.platform_users;
begin
  perform private.require('platform_users.edit', domain_id);
  perform private.begin_sensitive('set_platform_user_status', set_platform_user_status.reason);
  if status = any('{waitlist,pending,active,inactive,deleted}') is not true then
    perform private.bad_input('status', 'waitlist, pending, active, inactive or deleted');
  end if;
  platform_user := private.lock_platform_user(domain_id, platform_user_id, expected_version);
  if platform_user.status = set_platform_user_status.status then
    return platform_user;
  end if;
  if platform_user.status = 'deleted' then
    perform private.fail('PT409', 'TRANSITION_NOT_ALLOWED', 'a deleted user stays deleted');
  end if;
  update public.platform_users as u set status = set_platform_user_status.status
  where u.domain_id = platform_user.domain_id and u.id = platform_user.id
  returning u.* into platform_user;
  if platform_user.status = 'deleted' then
    perform private.void_commissions(domain_id, platform_user_id);
  end if;
  return platform_user;
end;
$function$;

CREATE OR REPLACE FUNCTION public.set_programme_status (
  domain_id        uuid,
  programme_id     uuid,
  status           text,
  reason           text,
  expected_version integer DEFAULT NULL::integer
)
  RETURNS public.referral_programmes
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  from_now constant tstzmultirange := tstzmultirange(tstzrange(now(), null));
  programme public.referral_programmes;
begin
  perform private.require('commissions.manage', domain_id);
  perform private.begin_sensitive('set_programme_status', set_programme_status.reason);
  select p.* into programme from public.referral_programmes as p
  where p.domain_id = set_programme_status.domain_id and p.id = set_programme_status.programme_id
  for update;
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such programme');
  end if;
  perform private.require_version(coalesce(expected_version, programme.version), programme.version);
  if (programme.status || ' ' || set_programme_status.status)
    = any('{draft live,draft ended,live paused,live ended,paused live,paused ended}') is not true then
    perform private.fail('PT409', 'TRANSITION_NOT_ALLOWED', format('it is %s', programme.status));
  end if;
  update public.referral_programmes as p
  set status = set_programme_status.status,
    live_during = p.live_during - from_now
    + case set_programme_status.status when 'live' then from_now else '{}' end,
    paused_during = p.paused_during - from_now
    + case set_programme_status.status when 'paused' then from_now else '{}' end
  where p.domain_id = programme.domain_id and p.id = programme.id
  returning p.* into programme;
  return programme;
exception
  when unique_violation then
    perform private.fail('PT409', 'PROGRAMME_RUNNING', 'another programme of this domain runs', 'End that one first.');
end;
$function$;

REVOKE ALL ON FUNCTION "public"."set_programme_status"(uuid, uuid, text, text, integer) FROM PUBLIC, "anon", "service_role";

ALTER TABLE "private"."referral_standings"
  ADD CONSTRAINT "referral_standings_platform_user_id_fkey" FOREIGN KEY (domain_id, platform_user_id) REFERENCES public.platform_users(domain_id, id) ON DELETE CASCADE;

ALTER TABLE "public"."commission_accruals"
  ADD CONSTRAINT "commission_accruals_beneficiary_id_fkey" FOREIGN KEY (domain_id, beneficiary_id) REFERENCES public.platform_users(domain_id, id);

ALTER TABLE "public"."commission_accruals"
  ADD CONSTRAINT "commission_accruals_platform_user_id_fkey" FOREIGN KEY (domain_id, platform_user_id) REFERENCES public.platform_users(domain_id, id);

ALTER TABLE "public"."commission_accruals"
  ADD CONSTRAINT "commission_accruals_transaction_id_fkey" FOREIGN KEY (domain_id, transaction_id) REFERENCES public.transactions(domain_id, id) ON DELETE CASCADE;

ALTER TABLE "public"."commission_payouts"
  ADD CONSTRAINT "commission_payouts_platform_user_id_fkey" FOREIGN KEY (domain_id, platform_user_id) REFERENCES public.platform_users(domain_id, id);

ALTER TABLE "public"."commission_rules"
  ADD CONSTRAINT "commission_rules_cohort_id_fkey" FOREIGN KEY (domain_id, cohort_id) REFERENCES public.cohorts(domain_id, id);

ALTER TABLE "public"."commission_rules"
  ADD CONSTRAINT "commission_rules_platform_user_id_fkey" FOREIGN KEY (domain_id, platform_user_id) REFERENCES public.platform_users(domain_id, id);

ALTER TABLE "public"."commission_rules"
  ADD CONSTRAINT "commission_rules_whom_key_excl" EXCLUDE USING gist (domain_id WITH =, whom_key WITH =, level WITH =, min_volume_usd_minor WITH =, valid WITH &&);

ALTER TABLE "public"."platform_users"
-- squawk-ignore constraint-missing-not-valid
  ADD CONSTRAINT "platform_users_status_check" CHECK ((status = ANY (ARRAY['waitlist'::text, 'pending'::text, 'active'::text, 'inactive'::text, 'deleted'::text])));

ALTER TABLE "public"."referral_programmes"
  ADD CONSTRAINT "referral_programmes_domain_id_fkey" FOREIGN KEY (domain_id) REFERENCES public.domains(id);

ALTER TABLE "public"."security_settings"
-- squawk-ignore constraint-missing-not-valid
  ADD CONSTRAINT "security_settings_fees_check" CHECK (((LEAST(fee_cap_ppm, fee_approval_above_ppm, commission_approval_above_ppm) >= 0) AND (fee_cap_ppm <= 1000000)));

CREATE INDEX commission_accruals_payout_id_idx ON public.commission_accruals USING btree (domain_id, payout_id)
  WHERE (payout_id IS NOT NULL);

CREATE INDEX commission_accruals_platform_user_id_idx ON public.commission_accruals USING btree (domain_id, platform_user_id);

CREATE INDEX commission_accruals_programme_id_idx ON public.commission_accruals USING btree (domain_id, programme_id);

CREATE INDEX commission_accruals_rule_id_idx ON public.commission_accruals USING btree (domain_id, rule_id);

CREATE INDEX commission_rules_cohort_id_idx ON public.commission_rules USING btree (domain_id, cohort_id);

CREATE INDEX commission_rules_platform_user_id_idx ON public.commission_rules USING btree (domain_id, platform_user_id);

CREATE INDEX commission_rules_programme_id_idx ON public.commission_rules USING btree (domain_id, programme_id);

CREATE INDEX commission_rules_whom_key_idx ON public.commission_rules USING btree (domain_id, whom_key, level);

CREATE UNIQUE INDEX referral_programmes_name_key ON public.referral_programmes USING btree (domain_id, lower(name));

CREATE UNIQUE INDEX referral_programmes_running_key ON public.referral_programmes USING btree (domain_id)
  WHERE (status = ANY (ARRAY['live'::text, 'paused'::text]));

CREATE TRIGGER audit_delete AFTER DELETE ON public.commission_payouts REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{id}',
  '{}'
);

CREATE TRIGGER audit_insert AFTER INSERT ON public.commission_payouts REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{id}',
  '{}'
);

CREATE TRIGGER audit_update AFTER UPDATE ON public.commission_payouts
  REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{id}',
  '{}'
);

CREATE TRIGGER audit_delete AFTER DELETE ON public.commission_rules REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{id}',
  '{}'
);

CREATE TRIGGER audit_insert AFTER INSERT ON public.commission_rules REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{id}',
  '{}'
);

CREATE TRIGGER audit_update AFTER UPDATE ON public.commission_rules
  REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{id}',
  '{}'
);

CREATE TRIGGER guard_fee_rule
  BEFORE UPDATE ON public.commission_rules
  FOR EACH ROW
  EXECUTE FUNCTION private.guard_fee_rule();

CREATE TRIGGER refuse_change
  BEFORE DELETE ON public.commission_rules
  FOR EACH ROW
  EXECUTE FUNCTION private.refuse_change();

CREATE TRIGGER refuse_truncate
  BEFORE TRUNCATE ON public.commission_rules
  FOR EACH STATEMENT
  EXECUTE FUNCTION private.refuse_change();

CREATE TRIGGER touch_row
  BEFORE UPDATE ON public.commission_rules
  FOR EACH ROW
  EXECUTE FUNCTION private.touch_row();

CREATE TRIGGER audit_delete AFTER DELETE ON public.referral_programmes REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{id}',
  '{}'
);

CREATE TRIGGER audit_insert AFTER INSERT ON public.referral_programmes REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{id}',
  '{}'
);

CREATE TRIGGER audit_update AFTER UPDATE ON public.referral_programmes
  REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{id}',
  '{}'
);

CREATE TRIGGER touch_row
  BEFORE UPDATE ON public.referral_programmes
  FOR EACH ROW
  EXECUTE FUNCTION private.touch_row();

CREATE POLICY "select_member" ON "public"."commission_accruals"
  FOR SELECT
  TO "authenticated"
  USING ((domain_id = ANY (( SELECT private.domains_with('commissions.view'::text) AS domains_with)::uuid[])));

CREATE POLICY "select_member" ON "public"."commission_payouts"
  FOR SELECT
  TO "authenticated"
  USING ((domain_id = ANY (( SELECT private.domains_with('commissions.view'::text) AS domains_with)::uuid[])));

CREATE POLICY "select_member" ON "public"."commission_rules"
  FOR SELECT
  TO "authenticated"
  USING ((domain_id = ANY (( SELECT private.domains_with('commissions.view'::text) AS domains_with)::uuid[])));

CREATE POLICY "select_member" ON "public"."referral_programmes"
  FOR SELECT
  TO "authenticated"
  USING ((domain_id = ANY (( SELECT private.domains_with('commissions.view'::text) AS domains_with)::uuid[])));

COMMENT ON COLUMN "private"."referral_standings"."level_one_usd_minor" IS 'Of users whom he brought himself, in US cents.';

COMMENT ON COLUMN "private"."referral_standings"."network_usd_minor" IS 'Of users of all levels.';

COMMENT ON COLUMN "private"."referral_standings"."own_usd_minor" IS 'His own.';

COMMENT ON COLUMN "public"."commission_accruals"."amount_minor" IS 'What is earned, in minor units of asset; rounded down.';

COMMENT ON COLUMN "public"."commission_accruals"."asset" IS 'What the fee was paid in.';

COMMENT ON COLUMN "public"."commission_accruals"."base_minor" IS 'Of what it is a part: the fee, or the fee before the discount.';

COMMENT ON COLUMN "public"."commission_accruals"."beneficiary_id" IS 'Who earns: whoever brought him.';

COMMENT ON COLUMN "public"."commission_accruals"."claimable_at" IS 'From when on it can be claimed.';

COMMENT ON COLUMN "public"."commission_accruals"."level" IS '1: who brought him; 2: who brought that one; 3: one further.';

COMMENT ON COLUMN "public"."commission_accruals"."occurred_at" IS 'When it was traded.';

COMMENT ON COLUMN "public"."commission_accruals"."payout_id" IS 'The claim by which it was paid out.';

COMMENT ON COLUMN "public"."commission_accruals"."platform_user_id" IS 'Who traded.';

COMMENT ON COLUMN "public"."commission_accruals"."programme_id" IS 'The programme that ran when it was traded.';

COMMENT ON COLUMN "public"."commission_accruals"."rate_ppm" IS 'With the bonus, in millionths of base_minor.';

COMMENT ON COLUMN "public"."commission_accruals"."reason" IS 'Why it is nothing, less, or void: PROGRAMME_PAUSED, NO_RULE, BENEFICIARY_DELETED, FEE_USED_UP, TRADE_REVERTED or TRADE_CHANGED; null: none of these.';

COMMENT ON COLUMN "public"."commission_accruals"."rule_id" IS 'The rule that won; null: none, or nothing is earned anyway.';

COMMENT ON COLUMN "public"."commission_accruals"."state" IS 'accrued; claimed; or void: it is the platform''s after all.';

COMMENT ON COLUMN "public"."commission_accruals"."transaction_id" IS 'The trade.';

COMMENT ON COLUMN "public"."commission_accruals"."usd_minor" IS 'That in US cents, rounded down; 0 where the fee''s worth is not known.';

COMMENT ON COLUMN "public"."commission_payouts"."amount_minor" IS 'The sum of the commissions, in minor units of asset.';

COMMENT ON COLUMN "public"."commission_payouts"."asset" IS 'In what it is paid.';

COMMENT ON COLUMN "public"."commission_payouts"."platform_user_id" IS 'Who claimed.';

COMMENT ON COLUMN "public"."commission_payouts"."usd_minor" IS 'Their sum in US cents.';

COMMENT ON COLUMN "public"."commission_rules"."base" IS 'Of what it is a part: fee_charged, or fee_gross, which is the fee before the discount.';

COMMENT ON COLUMN "public"."commission_rules"."bonus_ppm" IS 'What comes on top, in millionths, for who trades enough himself.';

COMMENT ON COLUMN "public"."commission_rules"."bonus_volume_usd_minor" IS 'From what own volume on, in US cents.';

COMMENT ON COLUMN "public"."commission_rules"."cohort_id" IS 'For whoever of this cohort brought users; null: for others.';

COMMENT ON COLUMN "public"."commission_rules"."ends_at" IS 'When it ceases to hold; null: never. Equal to starts_at: it was withdrawn before it began.';

COMMENT ON COLUMN "public"."commission_rules"."level" IS '1: for users whom he brought himself; 2: whom these brought; 3: one further.';

COMMENT ON COLUMN "public"."commission_rules"."min_volume_usd_minor" IS 'From what volume on, in US cents: a tier. The highest that is reached counts.';

COMMENT ON COLUMN "public"."commission_rules"."platform_user_id" IS 'For this user, who brought others; null: for others.';

COMMENT ON COLUMN "public"."commission_rules"."programme_id" IS 'For whoever earns by this programme; null: it is for a user or cohort.';

COMMENT ON COLUMN "public"."commission_rules"."rate_ppm" IS 'Millionths of the fee: 300000 is 30 %.';

COMMENT ON COLUMN "public"."commission_rules"."starts_at" IS 'From when on it holds, for trades of then.';

COMMENT ON COLUMN "public"."commission_rules"."valid" IS 'From starts_at to ends_at, half-open.';

COMMENT ON COLUMN "public"."commission_rules"."whom_key" IS 'The user, cohort or programme.';

COMMENT ON COLUMN "public"."platform_users"."referred_at" IS 'When that was noted; null: with joined_at.';

COMMENT ON COLUMN "public"."platform_users"."status" IS 'waitlist, pending, active, inactive, or deleted, which is final.';

COMMENT ON COLUMN "public"."referral_programmes"."discount_ppm" IS 'What comes off the fee of a user who was brought, in millionths: 100000 is 10 %.';

COMMENT ON COLUMN "public"."referral_programmes"."hold_days" IS 'How many days after the trade a commission can be claimed.';

COMMENT ON COLUMN "public"."referral_programmes"."levels" IS 'How many levels of those who brought a user earn: 1 to 3.';

COMMENT ON COLUMN "public"."referral_programmes"."live_during" IS 'When it was live.';

COMMENT ON COLUMN "public"."referral_programmes"."paused_during" IS 'When it was paused: referrals are kept, and earn nothing.';

COMMENT ON COLUMN "public"."referral_programmes"."status" IS 'draft, live, paused or ended.';

COMMENT ON COLUMN "public"."referral_programmes"."tier_basis" IS 'Whose volume lifts whoever brings users into a higher tier: level_one, those he brought himself; network, those of all levels.';

COMMENT ON COLUMN "public"."referral_programmes"."window_days" IS 'Over how many days that volume is added up.';

COMMENT ON COLUMN "public"."security_settings"."commission_approval_above_ppm" IS 'A commission above this part of the fee needs a second person''s consent, in millionths: 500000 is 50 %.';

COMMENT ON FUNCTION "private"."accrue_commissions"(public.fee_charges) IS 'What each level that brought the trader earns by a charge, as it is to be stored.';

COMMENT ON FUNCTION "private"."charge_trade"(public.transactions) IS 'The charge of a confirmed transaction, before it is split.';

COMMENT ON FUNCTION "private"."check_commission_rule"(public.commission_rules) IS 'Raises 22023 for a rule of commissions that cannot be. starts_at: null: now.';

COMMENT ON FUNCTION "private"."commission_terms"(public.referral_programmes, uuid[], timestamp with time zone) IS 'What each of those who brought a user earns by a trade of that time, the first level first; nothing where the programme was paused or the user is deleted.';

COMMENT ON FUNCTION "private"."find_programme"(uuid, timestamp with time zone) IS 'The programme that was live or paused at that time; null: none.';

COMMENT ON FUNCTION "private"."guard_fee_rule"() IS 'Trigger: of a rule only the end changes, to an earlier one.';

COMMENT ON FUNCTION "private"."keep_standings"(public.transactions[]) IS 'Measures the volume of everybody who earns by these trades, where it is not known for their days.';

COMMENT ON FUNCTION "private"."list_referrers"(uuid, uuid, timestamp with time zone, integer) IS 'Who had brought a user at that time, who had brought that one, and so on; up to so many levels.';

COMMENT ON FUNCTION "private"."measure_standing"(public.referral_programmes, uuid, date) IS 'The volume that counts for whoever brings users on a day: as it is kept, or else as it is now.';

COMMENT ON FUNCTION "private"."pay_commissions"(uuid, uuid, text) IS 'Pays out what a user can claim now: a payout for each asset, which the commissions then name.';

COMMENT ON FUNCTION "private"."payout_hold"(uuid, uuid) IS 'Why nothing is paid out to the user now; null: nothing is in the way.';

COMMENT ON FUNCTION "private"."pick_commission"(public.referral_programmes, uuid, integer, timestamp with time zone) IS 'What a level earns: by a rule for the user, or else for the cohort with the lowest priority, or else for the programme; of each the highest tier that is reached.';

COMMENT ON FUNCTION "private"."referral_terms"(uuid, uuid, timestamp with time zone) IS 'What referrals change about a user''s fee at that time: the discount, in millionths, and the programme and those who brought the user, who earn by it; none where no programme ran.';

COMMENT ON FUNCTION "private"."settle_fees"(public.transactions[]) IS 'Charges transactions that are confirmed, anew where they were, with what they earn for those who brought the traders; and takes the charge of others away.';

COMMENT ON FUNCTION "private"."share_charge"(public.fee_charges) IS 'The charge, split by what is earned by it: the commissions, and the rest the platform''s.';

COMMENT ON FUNCTION "private"."split_fee"(numeric, numeric, private.commission_term[]) IS 'What of a fee each level earns, rounded down, together no more than the fee.';

COMMENT ON FUNCTION "private"."store_accruals"(public.transactions[], public.commission_accruals[]) IS 'Stores what these trades earn for others, in place of what they earned before; of trades that are not confirmed that is void.';

COMMENT ON FUNCTION "private"."store_commission_rule"(public.commission_rules) IS 'Stores a rule of commissions; returns its id. starts_at: null: now. Raises P0002 NOT_FOUND, 23P01 COMMISSION_RULE_OVERLAPS.';

COMMENT ON FUNCTION "private"."void_commissions"(uuid, uuid) IS 'What a deleted user has not claimed is the platform''s.';

COMMENT ON FUNCTION "public"."claim_commissions"(uuid, uuid, text) IS 'A user of the platform claims the commissions that can be claimed now: one payout for each asset, none where there is nothing. The same key again returns the same. Only with the secret key: the platform calls for its user, and pays. Errors: 22023 INVALID_INPUT; P0002 NOT_FOUND of the user; PT409 PAYOUT_HELD.';

COMMENT ON FUNCTION "public"."close_commission_rule"(uuid, uuid, text) IS 'Ends a rule of commissions now, for trades from now on; returns it. One that has not begun never does. rule_id: the rule. Needs commissions.manage, a reason and a recent strong login. Errors: 42501 PERMISSION_DENIED, STEP_UP_REQUIRED; 22023 REASON_REQUIRED; P0002 NOT_FOUND; PT409 COMMISSION_RULE_CLOSED.';

COMMENT ON FUNCTION "public"."create_commission_rule"(uuid, integer, integer, text, uuid, uuid, uuid, numeric, integer, numeric, text, timestamp with time zone, timestamp
  with time zone) IS 'Makes a rule of what part of a fee goes to whoever brought the user. programme_id, cohort_id, platform_user_id: for whom, one of the three; a user''s beats a cohort''s, and that the programme''s. level: 1 for whoever brought the trader, 2 and 3 for those above. rate_ppm: millionths of the fee, 300000 is 30 %. min_volume_usd_minor: from what volume of the programme''s window on, in US cents: a tier; the highest that is reached counts. bonus_ppm: what comes on top from bonus_volume_usd_minor on. bonus_volume_usd_minor: own volume of the window, in US cents. base: fee_charged, or fee_gross, which is the fee before the discount. starts_at: null: now; not in the past. ends_at: null: never. Answers done, or approval_requested for a high rate: then somebody else who manages commissions calls approve_operation(), and the same call acts. Needs commissions.manage, a reason and a recent strong login. Errors: 42501 PERMISSION_DENIED, STEP_UP_REQUIRED; 22023 INVALID_INPUT, REASON_REQUIRED; P0002 NOT_FOUND; 23P01 COMMISSION_RULE_OVERLAPS.';

COMMENT ON FUNCTION "public"."create_referral_programme"(uuid, text, integer, text, integer, text, integer, integer) IS 'Makes a programme of referrals, as a draft; returns it. Its terms never change: another takes its place. name: unique in the domain, whatever its case. discount_ppm: what comes off the fee of a user who was brought, in millionths. levels: how many earn by a trade: who brought the trader, who brought that one, and so on. tier_basis: whose volume lifts into a tier: level_one or network. window_days: over how many days. hold_days: how long after the trade a commission can be claimed. Needs commissions.manage, a reason and a recent strong login. Errors: 42501 PERMISSION_DENIED, STEP_UP_REQUIRED; 22023 INVALID_INPUT, REASON_REQUIRED; 23505 PROGRAMME_EXISTS.';

COMMENT ON FUNCTION "public"."list_platform_users"(uuid[], text, text, integer) IS 'Users of the platforms, last joined first. status: waitlist, pending, active, inactive or deleted; null for all. after: the cursor of the last row of the page before. page_size: 1 to 500. Needs platform_users.view. Errors: 42501 PERMISSION_DENIED for a domain where it is not held; 22023 INVALID_INPUT. Example: {"status": "active", "page_size": 20}';

COMMENT ON FUNCTION "public"."set_platform_user_status"(uuid, uuid, text, text, integer) IS 'Moves a user of the platform to another status; returns the user. status: waitlist, pending, active, inactive, or deleted, which is final and leaves to the platform what the user has earned and not claimed; whom he brought stays known. The same status again does nothing. Needs platform_users.edit and a reason. Errors: 42501 PERMISSION_DENIED; 22023 INVALID_INPUT, REASON_REQUIRED; P0002 NOT_FOUND; 40001 STALE_VERSION; PT409 TRANSITION_NOT_ALLOWED.';

COMMENT ON FUNCTION "public"."set_programme_status"(uuid, uuid, text, text, integer) IS 'Starts, pauses, resumes or ends a programme of referrals now; returns it. programme_id: the programme. status: live, paused or ended; a draft is started or ended, and what has ended never runs again. While it is paused referrals are kept and earn nothing, and there is no discount. Needs commissions.manage, a reason and a recent strong login. Errors: 42501 PERMISSION_DENIED, STEP_UP_REQUIRED; 22023 REASON_REQUIRED; P0002 NOT_FOUND; 40001 STALE_VERSION; PT409 TRANSITION_NOT_ALLOWED, PROGRAMME_RUNNING.';

COMMENT ON POLICY "select_member" ON "public"."commission_accruals" IS 'What was earned by trades of the platforms whose commissions the person may view.';

COMMENT ON POLICY "select_member" ON "public"."commission_payouts" IS 'Payouts of the platforms whose commissions the person may view.';

COMMENT ON POLICY "select_member" ON "public"."commission_rules" IS 'Rules of commissions of the platforms whose commissions the person may view.';

COMMENT ON POLICY "select_member" ON "public"."referral_programmes" IS 'Programmes of the platforms whose commissions the person may view.';

COMMENT ON TABLE "private"."referral_standings" IS 'What volume counted for the tier and bonus of whoever brings users, on a day (UTC): of the days of the programme''s window before it.';

COMMENT ON TABLE "public"."commission_accruals" IS 'What each level that brought a trader earns by a trade. Written by ingest_trades() and claim_commissions() alone. See docs/referrals.md.';

COMMENT ON TABLE "public"."commission_payouts" IS 'Claims of commissions: what a user was paid out, once for each asset. Written by claim_commissions() alone.';

COMMENT ON TABLE "public"."commission_rules" IS 'What part of a fee goes to whoever brought the user: for a user, a cohort, or a programme and its tiers. See docs/referrals.md.';

COMMENT ON TABLE "public"."referral_programmes" IS 'What users of a platform are promised for bringing others. One runs at a time. See docs/referrals.md.';

COMMENT ON TYPE "private"."commission_term" IS 'What one level earns by a trade of a user, and why nothing, if so. rate_ppm: with the bonus.';

REVOKE ALL ON FUNCTION "private"."accrue_commissions"(public.fee_charges) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."accrue_commissions"(public.fee_charges) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."accrue_commissions"(public.fee_charges) TO "postgres";

REVOKE ALL ON FUNCTION "private"."check_commission_rule"(public.commission_rules) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."check_commission_rule"(public.commission_rules) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."check_commission_rule"(public.commission_rules) TO "postgres";

REVOKE ALL ON FUNCTION "private"."commission_terms"(public.referral_programmes, uuid[], timestamp WITH time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."commission_terms"(public.referral_programmes, uuid[], timestamp WITH time zone) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."commission_terms"(public.referral_programmes, uuid[], timestamp WITH time zone) TO "postgres";

REVOKE ALL ON FUNCTION "private"."find_programme"(uuid, timestamp WITH time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."find_programme"(uuid, timestamp WITH time zone) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."find_programme"(uuid, timestamp WITH time zone) TO "postgres";

REVOKE ALL ON FUNCTION "private"."keep_standings"(public.transactions[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."keep_standings"(public.transactions[]) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."keep_standings"(public.transactions[]) TO "postgres";

REVOKE ALL ON FUNCTION "private"."list_referrers"(uuid, uuid, timestamp WITH time zone, integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."list_referrers"(uuid, uuid, timestamp WITH time zone, integer) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."list_referrers"(uuid, uuid, timestamp WITH time zone, integer) TO "postgres";

REVOKE ALL ON FUNCTION "private"."measure_standing"(public.referral_programmes, uuid, date) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."measure_standing"(public.referral_programmes, uuid, date) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."measure_standing"(public.referral_programmes, uuid, date) TO "postgres";

REVOKE ALL ON FUNCTION "private"."pay_commissions"(uuid, uuid, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."pay_commissions"(uuid, uuid, text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."pay_commissions"(uuid, uuid, text) TO "postgres";

REVOKE ALL ON FUNCTION "private"."payout_hold"(uuid, uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."payout_hold"(uuid, uuid) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."payout_hold"(uuid, uuid) TO "postgres";

REVOKE ALL ON FUNCTION "private"."pick_commission"(public.referral_programmes, uuid, integer, timestamp WITH time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."pick_commission"(public.referral_programmes, uuid, integer, timestamp WITH time zone) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."pick_commission"(public.referral_programmes, uuid, integer, timestamp WITH time zone) TO "postgres";

REVOKE ALL ON FUNCTION "private"."referral_terms"(uuid, uuid, timestamp WITH time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."referral_terms"(uuid, uuid, timestamp WITH time zone) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."referral_terms"(uuid, uuid, timestamp WITH time zone) TO "postgres";

REVOKE ALL ON FUNCTION "private"."share_charge"(public.fee_charges) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."share_charge"(public.fee_charges) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."share_charge"(public.fee_charges) TO "postgres";

REVOKE ALL ON FUNCTION "private"."split_fee"(numeric, numeric, private.commission_term[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."split_fee"(numeric, numeric, private.commission_term[]) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."split_fee"(numeric, numeric, private.commission_term[]) TO "postgres";

REVOKE ALL ON FUNCTION "private"."store_accruals"(public.transactions[], public.commission_accruals[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."store_accruals"(public.transactions[], public.commission_accruals[]) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."store_accruals"(public.transactions[], public.commission_accruals[]) TO "postgres";

REVOKE ALL ON FUNCTION "private"."store_commission_rule"(public.commission_rules) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."store_commission_rule"(public.commission_rules) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."store_commission_rule"(public.commission_rules) TO "postgres";

REVOKE ALL ON FUNCTION "private"."void_commissions"(uuid, uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."void_commissions"(uuid, uuid) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."void_commissions"(uuid, uuid) TO "postgres";

REVOKE ALL ON FUNCTION "public"."claim_commissions"(uuid, uuid, text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."claim_commissions"(uuid, uuid, text) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."claim_commissions"(uuid, uuid, text) TO "service_role";

GRANT EXECUTE ON FUNCTION "public"."close_commission_rule"(uuid, uuid, text) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."close_commission_rule"(uuid, uuid, text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."close_commission_rule"(uuid, uuid, text) TO "postgres";

GRANT EXECUTE
  ON FUNCTION "public"."create_commission_rule"(uuid, integer, integer, text, uuid, uuid, uuid, numeric, integer, numeric, text, timestamp WITH time zone, timestamp WITH time zone)
  TO "authenticated";

REVOKE ALL
  ON FUNCTION "public"."create_commission_rule"(uuid, integer, integer, text, uuid, uuid, uuid, numeric, integer, numeric, text, timestamp WITH time zone, timestamp WITH time zone)
  FROM "postgres";

GRANT EXECUTE
  ON FUNCTION "public"."create_commission_rule"(uuid, integer, integer, text, uuid, uuid, uuid, numeric, integer, numeric, text, timestamp WITH time zone, timestamp WITH time zone)
  TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."create_referral_programme"(uuid, text, integer, text, integer, text, integer, integer) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."create_referral_programme"(uuid, text, integer, text, integer, text, integer, integer) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."create_referral_programme"(uuid, text, integer, text, integer, text, integer, integer) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."set_programme_status"(uuid, uuid, text, text, integer) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."set_programme_status"(uuid, uuid, text, text, integer) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."set_programme_status"(uuid, uuid, text, text, integer) TO "postgres";

REVOKE ALL ON TABLE "public"."commission_accruals" FROM "authenticated";

GRANT SELECT ON TABLE "public"."commission_accruals" TO "authenticated";

REVOKE ALL ON TABLE "public"."commission_accruals" FROM "service_role";

GRANT SELECT ON TABLE "public"."commission_accruals" TO "service_role";

REVOKE ALL ON TABLE "public"."commission_payouts" FROM "authenticated";

GRANT SELECT ON TABLE "public"."commission_payouts" TO "authenticated";

REVOKE ALL ON TABLE "public"."commission_payouts" FROM "service_role";

GRANT SELECT ON TABLE "public"."commission_payouts" TO "service_role";

REVOKE ALL ON TABLE "public"."commission_rules" FROM "authenticated";

GRANT SELECT ON TABLE "public"."commission_rules" TO "authenticated";

REVOKE ALL ON TABLE "public"."commission_rules" FROM "service_role";

GRANT SELECT ON TABLE "public"."commission_rules" TO "service_role";

REVOKE ALL ON TABLE "public"."referral_programmes" FROM "authenticated";

GRANT SELECT ON TABLE "public"."referral_programmes" TO "authenticated";

REVOKE ALL ON TABLE "public"."referral_programmes" FROM "service_role";

GRANT SELECT ON TABLE "public"."referral_programmes" TO "service_role";

REVOKE ALL ("commission_approval_above_ppm") ON TABLE "public"."security_settings" FROM "authenticated";

GRANT UPDATE ("commission_approval_above_ppm") ON TABLE "public"."security_settings" TO "authenticated";

CREATE INDEX commission_accruals_beneficiary_id_idx ON public.commission_accruals USING btree (domain_id, beneficiary_id, occurred_at DESC, id DESC);

CREATE INDEX commission_accruals_occurred_at_idx ON public.commission_accruals USING btree (domain_id, occurred_at DESC, id DESC);

ALTER TABLE "public"."commission_accruals"
  ADD CONSTRAINT "commission_accruals_payout_id_fkey" FOREIGN KEY (domain_id, payout_id) REFERENCES public.commission_payouts(domain_id, id);

CREATE INDEX commission_payouts_created_at_idx ON public.commission_payouts USING btree (domain_id, created_at DESC, id DESC);

ALTER TABLE "public"."commission_accruals"
  ADD CONSTRAINT "commission_accruals_rule_id_fkey" FOREIGN KEY (domain_id, rule_id) REFERENCES public.commission_rules(domain_id, id);

CREATE INDEX commission_rules_starts_at_idx ON public.commission_rules USING btree (domain_id, starts_at DESC, id DESC);

ALTER TABLE "public"."commission_accruals"
  ADD CONSTRAINT "commission_accruals_programme_id_fkey" FOREIGN KEY (domain_id, programme_id) REFERENCES public.referral_programmes(domain_id, id);

ALTER TABLE "public"."commission_rules"
  ADD CONSTRAINT "commission_rules_programme_id_fkey" FOREIGN KEY (domain_id, programme_id) REFERENCES public.referral_programmes(domain_id, id);

CREATE INDEX referral_programmes_created_at_idx ON public.referral_programmes USING btree (domain_id, created_at DESC, id DESC);

insert into public.sensitive_operations (rpc, needs_reason, needs_strong_auth)
values
('close_commission_rule', true, true),
('create_commission_rule', true, true),
('create_referral_programme', true, true),
('set_programme_status', true, true)
on conflict (rpc) do nothing;

ALTER POLICY "select_manager" ON "public"."approvals"
  USING (
    (select private.holds('collaborators.manage'))
    or (permission = 'fees.manage' and domain_id = any((select private.domains_with('fees.manage'))::uuid []))
    or (
      permission = 'commissions.manage'
      and domain_id = any((select private.domains_with('commissions.manage'))::uuid [])
    )
  );

comment on policy select_manager on public.approvals is 'Whoever manages collaborators sees what waits for approval; who manages fees or commissions, what is about those of the own domains.';

comment on function public.approve_operation(uuid) is
'Approves what somebody else asked for, who then makes the same call again. Needs what approvals.permission says, in its domain where it has one, and a recent strong login: collaborators.manage for access, fees.manage for fees, commissions.manage for commissions. '
'Errors: 42501 PERMISSION_DENIED, STEP_UP_REQUIRED, NOT_YOURSELF, RANK_TOO_LOW; P0002 NOT_FOUND; PT409 APPROVAL_CLOSED.';

alter table private.referral_standings enable row level security;
