-- Who games a platform, worked out by rules; payouts wait for a person, and nobody is banned.
SET local check_function_bodies = off;

CREATE TABLE "private"."risk_models" (
  "model_version" text    NOT NULL,
  "hold_limit"    integer NOT NULL,
  "is_current"    boolean NOT NULL DEFAULT false,
  CONSTRAINT "risk_models_hold_limit_check" CHECK (((hold_limit >= 0) AND (hold_limit <= 100))),
  CONSTRAINT "risk_models_pkey" PRIMARY KEY (model_version)
);

ALTER TABLE "private"."risk_models"
  ENABLE ROW LEVEL SECURITY;

CREATE TABLE "private"."risk_rules" (
  "model_version" text    NOT NULL,
  "signal"        text    NOT NULL,
  "at_least"      numeric NOT NULL,
  "weight"        integer NOT NULL,
  CONSTRAINT "risk_rules_pkey" PRIMARY KEY (model_version, signal),
  CONSTRAINT "risk_rules_weight_check" CHECK (((weight >= 1) AND (weight <= 100)))
);

ALTER TABLE "private"."risk_rules"
  ENABLE ROW LEVEL SECURITY;

CREATE TABLE "public"."risk_reviews" (
  "domain_id"        uuid                     NOT NULL,
  "platform_user_id" uuid                     NOT NULL,
  "decision"         text                     NOT NULL,
  "reason"           text                     NOT NULL,
  "score"            integer                  NOT NULL,
  "reviewed_by"      uuid,
  "created_at"       timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT "risk_reviews_decision_check" CHECK ((decision = ANY (ARRAY['cleared'::text, 'confirmed'::text]))),
  CONSTRAINT "risk_reviews_reason_check" CHECK (((length(reason) >= 1) AND (length(reason) <= 1000))),
  "id"               uuid                     NOT NULL DEFAULT private.new_id(),
  CONSTRAINT "risk_reviews_pkey" PRIMARY KEY (domain_id, id)
);

ALTER TABLE "public"."risk_reviews"
  ENABLE ROW LEVEL SECURITY;

REVOKE ALL ON TABLE "public"."risk_reviews" FROM "anon";

CREATE TABLE "public"."risk_scores" (
  "domain_id"        uuid                     NOT NULL,
  "platform_user_id" uuid                     NOT NULL,
  "model_version"    text                     NOT NULL,
  "score"            integer                  NOT NULL,
  "reasons"          jsonb                    NOT NULL,
  "scored_at"        timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT "risk_scores_pkey" PRIMARY KEY (domain_id, platform_user_id, model_version),
  CONSTRAINT "risk_scores_score_check" CHECK (((score >= 0) AND (score <= 100)))
);

ALTER TABLE "public"."risk_scores"
  ENABLE ROW LEVEL SECURITY;

REVOKE ALL ON TABLE "public"."risk_scores" FROM "anon";

CREATE OR REPLACE FUNCTION private.has_risk_hold (
  domain_id        uuid,
  platform_user_id uuid
)
  RETURNS boolean
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
declare
  model private.risk_models;
  now_score integer;
  decided public.risk_reviews;
begin
  select m.* into model from private.risk_models as m where m.is_current;
  select s.score into now_score from public.risk_scores as s
  where s.domain_id = has_risk_hold.domain_id and s.platform_user_id = has_risk_hold.platform_user_id
    and s.model_version = model.model_version;
  select r.* into decided from public.risk_reviews as r
  where r.domain_id = has_risk_hold.domain_id and r.platform_user_id = has_risk_hold.platform_user_id
  order by r.created_at desc, r.id desc
  limit 1;
  return coalesce(
    decided.decision = 'confirmed'
    or now_score > model.hold_limit and (decided.id is null or now_score > decided.score),
    false
  );
end;
$function$;

CREATE OR REPLACE FUNCTION private.risk_bursts (
  domain_id uuid
)
  RETURNS TABLE (
    platform_user_id uuid,
    signal           text,
    value            numeric
  )
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
begin
  return query
  with brought as materialized (
    select u.id, u.referrer_id, count(*) over (
      partition by u.referrer_id order by u.joined_at
      range between interval '30 minutes' preceding and interval '30 minutes' following
    ) as together
    from public.platform_users as u
    where u.domain_id = risk_bursts.domain_id and u.referrer_id is not null
  )
  select b.id, 'referral_burst', b.together::numeric from brought as b
  union all
  select b.referrer_id, 'referral_burst', max(b.together)::numeric from brought as b group by 1;
end;
$function$;

CREATE OR REPLACE FUNCTION private.risk_code_sales (
  domain_id uuid,
  since     timestamp with time zone
)
  RETURNS TABLE (
    platform_user_id uuid,
    signal           text,
    value            numeric
  )
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
begin
  return query
  select c.owner_user_id, 'code_selling', count(*)::numeric
  from public.invite_redemptions as r
  inner join public.invite_codes as c on c.domain_id = r.domain_id and c.id = r.invite_code_id
  where r.domain_id = risk_code_sales.domain_id and c.owner_user_id is not null
    -- Who joined a moment ago has had no time to trade.
    and r.redeemed_at between since and now() - interval '7 days'
  group by c.owner_user_id
  having 10 * count(*) filter (where exists (
    select from public.transactions as t
    where t.domain_id = r.domain_id and t.platform_user_id = r.platform_user_id and t.status = 'confirmed'
  )) <= count(*);
end;
$function$;

CREATE OR REPLACE FUNCTION private.risk_identities (
  domain_id uuid
)
  RETURNS TABLE (
    platform_user_id uuid,
    kind             text,
    mark             text
  )
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
begin
  return query
  select distinct u.id, 'wallet', wallet.address
  from public.platform_users as u
  cross join unnest(u.wallets) as wallet (address)
  where u.domain_id = risk_identities.domain_id
  union all
  select u.id, 'mailbox', regexp_replace(u.email, '[+][^@]*@', '@')
  from public.platform_users as u
  where u.domain_id = risk_identities.domain_id and u.email is not null;
end;
$function$;

CREATE OR REPLACE FUNCTION private.risk_lockstep (
  domain_id uuid,
  since     timestamp with time zone
)
  RETURNS TABLE (
    platform_user_id uuid,
    signal           text,
    value            numeric
  )
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
begin
  return query
  with alike as materialized (
    select u.referrer_id, array_agg(distinct u.id) as users
    from public.transactions as t
    inner join public.platform_users as u on u.domain_id = t.domain_id and u.id = t.platform_user_id
    where t.domain_id = risk_lockstep.domain_id and t.status = 'confirmed' and t.occurred_at >= since
      and u.referrer_id is not null
    group by u.referrer_id, t.token_id, t.side, t.volume_usd_minor, date_trunc('hour', t.occurred_at, 'UTC')
    having count(distinct u.id) > 1
  )
  select member.id, 'lockstep', max(cardinality(a.users))::numeric
  from alike as a
  cross join unnest(a.users || a.referrer_id) as member (id)
  group by member.id;
end;
$function$;

CREATE OR REPLACE FUNCTION private.risk_shared (
  domain_id uuid
)
  RETURNS TABLE (
    platform_user_id uuid,
    signal           text,
    value            numeric
  )
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
begin
  return query
  with recursive tree as (
    select u.id, u.id as root_id from public.platform_users as u
    where u.domain_id = risk_shared.domain_id and u.referrer_id is null
    union all
    select u.id, above.root_id from tree as above
    inner join public.platform_users as u on u.domain_id = risk_shared.domain_id and u.referrer_id = above.id
  ), marked as materialized (
    select i.platform_user_id, i.kind, i.mark, t.root_id,
      count(*) over (partition by i.kind, i.mark) as holders,
      count(*) over (partition by i.kind, i.mark, t.root_id) as in_tree
    from private.risk_identities(risk_shared.domain_id) as i
    inner join tree as t on i.platform_user_id = t.id
  )
  select m.platform_user_id, 'shared_' || m.kind, max(m.holders)::numeric
  from marked as m where m.holders > 1 group by 1, 2
  union all
  select m.platform_user_id, 'referral_ring', max(m.in_tree)::numeric
  from marked as m where m.in_tree > 1 group by 1;
end;
$function$;

CREATE OR REPLACE FUNCTION private.risk_signals (
  domain_id uuid,
  since     timestamp with time zone
)
  RETURNS TABLE (
    platform_user_id uuid,
    signal           text,
    value            numeric
  )
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
begin
  return query
  select told.platform_user_id, told.signal, max(told.value)
  from (
    select * from private.risk_shared(risk_signals.domain_id)
    union all
    select * from private.risk_bursts(risk_signals.domain_id)
    union all
    select * from private.risk_trades(risk_signals.domain_id, since)
    union all
    select * from private.risk_lockstep(risk_signals.domain_id, since)
    union all
    select * from private.risk_code_sales(risk_signals.domain_id, since)
  ) as told
  group by 1, 2;
end;
$function$;

CREATE OR REPLACE FUNCTION private.risk_trades (
  domain_id uuid,
  since     timestamp with time zone
)
  RETURNS TABLE (
    platform_user_id uuid,
    signal           text,
    value            numeric
  )
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
begin
  return query
  with traded as materialized (
    select
      t.platform_user_id as trader_id,
      count(*) over (
        partition by t.platform_user_id order by t.occurred_at
        range between interval '1 hour' preceding and current row
      ) as in_an_hour,
      coalesce(
        t.side <> lag(t.side) over pair and t.occurred_at - lag(t.occurred_at) over pair <= interval '10 minutes'
        and abs(t.volume_usd_minor - lag(t.volume_usd_minor) over pair) * 50 <= t.volume_usd_minor, false
      ) as undoes
    from public.transactions as t
    where t.domain_id = risk_trades.domain_id and t.status = 'confirmed' and t.occurred_at >= since
    window pair as (partition by t.platform_user_id, t.token_id order by t.occurred_at, t.id)
  )
  select t.trader_id, 'velocity', max(t.in_an_hour)::numeric from traded as t group by 1
  union all
  select t.trader_id, 'wash_trades', count(*) filter (where t.undoes)::numeric
  from traded as t group by 1
  -- Who trades much undoes something now and then: here it is half of all that could.
  having 4 * count(*) filter (where t.undoes) >= count(*);
end;
$function$;

CREATE OR REPLACE FUNCTION private.score_risk (
  domain_id     uuid,
  model_version text,
  since         timestamp with time zone
)
  RETURNS bigint
  LANGUAGE plpgsql
  SET search_path TO ''
  AS $function$
declare
  changed bigint;
begin
  with found as (
    select
      s.platform_user_id, least(100, sum(r.weight))::integer as score,
      jsonb_agg(jsonb_build_object(
        'signal', s.signal, 'value', s.value, 'at_least', r.at_least, 'weight', r.weight
      ) order by r.weight desc, s.signal) as reasons
    from private.risk_signals(score_risk.domain_id, since) as s
    inner join private.risk_rules as r
      on r.model_version = score_risk.model_version and r.signal = s.signal and s.value >= r.at_least
    group by s.platform_user_id
    union all
    -- What nothing speaks for any more.
    select k.platform_user_id, 0, '[]' from public.risk_scores as k
    where k.domain_id = score_risk.domain_id and k.model_version = score_risk.model_version
  )
  insert into public.risk_scores as known (domain_id, platform_user_id, model_version, score, reasons)
  select distinct on (f.platform_user_id)
    score_risk.domain_id, f.platform_user_id, score_risk.model_version, f.score, f.reasons
  from found as f
  order by f.platform_user_id, f.score desc
  on conflict on constraint risk_scores_pkey do update
  set score = excluded.score, reasons = excluded.reasons, scored_at = excluded.scored_at
  where known.reasons <> excluded.reasons;
  get diagnostics changed = row_count;
  return changed;
end;
$function$;

CREATE OR REPLACE FUNCTION public.list_risk_scores (
  domain_ids uuid[]  DEFAULT NULL::uuid[],
  min_score  integer DEFAULT 1,
  after      text    DEFAULT NULL::text,
  page_size  integer DEFAULT 50
)
  RETURNS TABLE (
    domain_id        uuid,
    platform_user_id uuid,
    external_id      text,
    score            integer,
    reasons          jsonb,
    scored_at        timestamp with time zone,
    decision         text,
    has_hold         boolean,
    cursor           text
  )
  LANGUAGE plpgsql
  STABLE
  SECURITY DEFINER
  ROWS 50
  SET search_path TO ''
  AS $function$
declare
  mine constant uuid [] := private.permitted_domains('commissions.view', domain_ids);
  counted constant text := (select m.model_version from private.risk_models as m where m.is_current);
  place constant text [] := private.read_cursor('risk_scores', after);
begin
  if min_score between 0 and 100 is not true then
    perform private.bad_input('min_score', 'must be from 0 to 100');
  end if;
  if place[3] !~ '^\d{1,3}$' then
    perform private.bad_input('after', 'is no cursor of this list');
  end if;
  perform private.check_page_size(page_size);
  return query
  select
    page.domain_id, page.platform_user_id, u.external_id, page.score, page.reasons, page.scored_at,
    (
      select r.decision from public.risk_reviews as r
      where r.domain_id = page.domain_id and r.platform_user_id = page.platform_user_id
      order by r.created_at desc, r.id desc limit 1
    ),
    private.has_risk_hold(page.domain_id, page.platform_user_id),
    private.make_cursor('risk_scores', page.score::text, page.platform_user_id, page.domain_id)
  from unnest(mine) as tenant (id)
  cross join lateral (
    select s.* from public.risk_scores as s
    where s.domain_id = tenant.id and s.model_version = counted and s.score >= min_score
      and (after is null
        or (s.score, s.platform_user_id, s.domain_id) < (place[3]::integer, place[1]::uuid, place[2]::uuid))
    order by s.score desc, s.platform_user_id desc
    limit page_size
  ) as page
  inner join public.platform_users as u on u.domain_id = page.domain_id and u.id = page.platform_user_id
  order by page.score desc, page.platform_user_id desc, page.domain_id desc
  limit page_size;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."list_risk_scores"(uuid[], integer, text, integer) FROM PUBLIC, "anon", "service_role";

CREATE OR REPLACE FUNCTION public.review_risk (
  domain_id        uuid,
  platform_user_id uuid,
  decision         text,
  reason           text
)
  RETURNS public.risk_reviews
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  made public.risk_reviews;
begin
  perform private.require('commissions.edit', review_risk.domain_id);
  perform private.begin_sensitive('review_risk', review_risk.reason);
  if decision in ('cleared', 'confirmed') is not true then
    perform private.bad_input('decision', 'must be cleared or confirmed');
  end if;
  if length(btrim(reason)) between 1 and 1000 is not true then
    perform private.bad_input('reason', 'must be a text of 1 to 1000 characters');
  end if;
  if not exists (
    select from public.platform_users as u
    where u.domain_id = review_risk.domain_id and u.id = review_risk.platform_user_id
  ) then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such user of the platform');
  end if;
  insert into public.risk_reviews (domain_id, platform_user_id, decision, reason, score, reviewed_by)
  values (
    review_risk.domain_id, review_risk.platform_user_id, review_risk.decision, btrim(review_risk.reason),
    coalesce((
      select s.score from public.risk_scores as s
      inner join private.risk_models as m on s.model_version = m.model_version and m.is_current
      where s.domain_id = review_risk.domain_id and s.platform_user_id = review_risk.platform_user_id
    ), 0),
    private.current_person_id()
  )
  returning * into made;
  return made;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."review_risk"(uuid, uuid, text, text) FROM PUBLIC, "anon", "service_role";

CREATE OR REPLACE FUNCTION public.risk_report (
  domain_ids uuid[] DEFAULT NULL::uuid[]
)
  RETURNS TABLE (
    model_version    text,
    hold_limit       integer,
    reviewed         bigint,
    true_positives   bigint,
    false_positives  bigint,
    false_negatives  bigint,
    true_negatives   bigint,
    "precision"      numeric,
    recall           numeric,
    unreviewed_flags bigint
  )
  LANGUAGE plpgsql
  STABLE
  SECURITY DEFINER
  ROWS 3
  SET search_path TO ''
  AS $function$
declare
  mine constant uuid [] := private.permitted_domains('commissions.view', domain_ids);
begin
  return query
  with label as (
    select distinct on (r.domain_id, r.platform_user_id) r.domain_id, r.platform_user_id, r.decision = 'confirmed' as is_bad
    from public.risk_reviews as r
    where r.domain_id = any(mine)
    order by r.domain_id, r.platform_user_id, r.created_at desc, r.id desc
  ), judged as (
    select m.model_version, m.hold_limit, l.is_bad, coalesce(s.score > m.hold_limit, false) as is_flagged
    from private.risk_models as m
    cross join label as l
    left join public.risk_scores as s
      on s.domain_id = l.domain_id and s.platform_user_id = l.platform_user_id and s.model_version = m.model_version
  )
  select
    m.model_version, m.hold_limit, n.reviewed, n.tp, n.fp, n.fn, n.tn, n.tp::numeric / nullif(n.tp + n.fp, 0),
    n.tp::numeric / nullif(n.tp + n.fn, 0),
    (
      select count(*) from public.risk_scores as s
      where s.domain_id = any(mine) and s.model_version = m.model_version and s.score > m.hold_limit
        and not exists (
          select from label as l where l.domain_id = s.domain_id and l.platform_user_id = s.platform_user_id
        )
    )
  from private.risk_models as m
  cross join lateral (
    select
      count(*) as reviewed, count(*) filter (where j.is_bad and j.is_flagged) as tp,
      count(*) filter (where not j.is_bad and j.is_flagged) as fp, count(*) filter (where j.is_bad and not j.is_flagged) as fn,
      count(*) filter (where not j.is_bad and not j.is_flagged) as tn
    from judged as j where j.model_version = m.model_version
  ) as n
  order by m.model_version;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."risk_report"(uuid[]) FROM PUBLIC, "anon", "service_role";

CREATE OR REPLACE FUNCTION public.run_risk_upkeep (
  days integer DEFAULT 90
)
  RETURNS jsonb
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  model private.risk_models;
  platform uuid;
  changed bigint := 0;
  platforms integer := 0;
begin
  if days between 1 and 3650 is not true then
    perform private.bad_input('days', '1 to 3650');
  end if;
  perform pg_advisory_xact_lock(hashtextextended('run_risk_upkeep', 0));
  select m.* into strict model from private.risk_models as m where m.is_current;
  for platform in
    select d.id from public.domains as d
    where d.archived_at is null and exists (select from public.platform_users as u where u.domain_id = d.id)
    order by d.id
  loop
    changed := changed + private.score_risk(platform, model.model_version, now() - make_interval(days => days));
    platforms := platforms + 1;
  end loop;
  return jsonb_build_object('platforms', platforms, 'scores_changed', changed);
end;
$function$;

REVOKE ALL ON FUNCTION "public"."run_risk_upkeep"(integer) FROM PUBLIC, "anon", "authenticated";

ALTER TABLE "private"."risk_rules"
  ADD CONSTRAINT "risk_rules_model_version_fkey" FOREIGN KEY (model_version) REFERENCES private.risk_models(model_version) ON DELETE CASCADE;

ALTER TABLE "public"."risk_reviews"
  ADD CONSTRAINT "risk_reviews_platform_user_id_fkey" FOREIGN KEY (domain_id, platform_user_id) REFERENCES public.platform_users(domain_id, id);

ALTER TABLE "public"."risk_scores"
  ADD CONSTRAINT "risk_scores_platform_user_id_fkey" FOREIGN KEY (domain_id, platform_user_id) REFERENCES public.platform_users(domain_id, id);

CREATE UNIQUE INDEX risk_models_is_current_key ON private.risk_models USING btree (is_current)
  WHERE is_current;

CREATE INDEX risk_scores_score_idx ON public.risk_scores USING btree (domain_id, model_version, score DESC, platform_user_id DESC);

CREATE TRIGGER audit_delete AFTER DELETE ON public.risk_reviews REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{id}',
  '{}'
);

CREATE TRIGGER audit_insert AFTER INSERT ON public.risk_reviews REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{id}',
  '{}'
);

CREATE TRIGGER audit_update AFTER UPDATE ON public.risk_reviews
  REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{id}',
  '{}'
);

CREATE TRIGGER audit_delete AFTER DELETE ON public.risk_scores REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{platform_user_id,model_version}',
  '{}'
);

CREATE TRIGGER audit_insert AFTER INSERT ON public.risk_scores REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{platform_user_id,model_version}',
  '{}'
);

CREATE TRIGGER audit_update AFTER UPDATE ON public.risk_scores REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{platform_user_id,model_version}',
  '{}'
);

CREATE POLICY "select_member" ON "public"."risk_reviews"
  FOR SELECT
  TO "authenticated"
  USING ((domain_id = ANY (( SELECT private.domains_with('commissions.view'::text) AS domains_with)::uuid[])));

CREATE POLICY "select_member" ON "public"."risk_scores"
  FOR SELECT
  TO "authenticated"
  USING ((domain_id = ANY (( SELECT private.domains_with('commissions.view'::text) AS domains_with)::uuid[])));

COMMENT ON COLUMN "private"."risk_models"."hold_limit" IS 'A score over it holds payouts, until somebody decides.';

COMMENT ON COLUMN "private"."risk_models"."is_current" IS 'The one that counts.';

COMMENT ON COLUMN "private"."risk_rules"."at_least" IS 'The least value that counts.';

COMMENT ON COLUMN "private"."risk_rules"."signal" IS 'As private.risk_signals() names it.';

COMMENT ON COLUMN "private"."risk_rules"."weight" IS 'What it adds to the score.';

COMMENT ON COLUMN "public"."risk_reviews"."decision" IS 'confirmed: payouts are held. cleared: they are not, unless the score rises over what it was.';

COMMENT ON COLUMN "public"."risk_reviews"."reviewed_by" IS 'Who decided.';

COMMENT ON COLUMN "public"."risk_reviews"."score" IS 'The score at that moment.';

COMMENT ON COLUMN "public"."risk_scores"."model_version" IS 'The version of the rules.';

COMMENT ON COLUMN "public"."risk_scores"."reasons" IS 'What it is made of: {signal, value, at_least, weight} each.';

COMMENT ON COLUMN "public"."risk_scores"."scored_at" IS 'When it last changed.';

COMMENT ON FUNCTION "private"."has_risk_hold"(uuid, uuid) IS 'Whether payouts to this user of the platform wait: somebody confirmed the suspicion, or the score is over the limit and nobody has cleared it at that score. Never null.';

COMMENT ON FUNCTION "private"."risk_bursts"(uuid) IS 'Signal referral_burst: how many users joined through the same user within half an hour of this one; for whoever brought them, the most.';

COMMENT ON FUNCTION "private"."risk_code_sales"(uuid, timestamp with time zone) IS 'Signal code_selling: how many users redeemed codes of this one over a week ago, where hardly any of them (10 % at most) ever traded.';

COMMENT ON FUNCTION "private"."risk_identities"(uuid) IS 'What identifies the users of a domain, a row each.';

COMMENT ON FUNCTION "private"."risk_lockstep"(uuid, timestamp with time zone) IS 'Signal lockstep: how many users that came through the same user made the same trade in the same hour, token, side and value alike; for whoever brought them too.';

COMMENT ON FUNCTION "private"."risk_shared"(uuid) IS 'Signals shared_wallet and shared_mailbox: how many users hold the same. referral_ring: how many of these came through one another or through one user.';

COMMENT ON FUNCTION "private"."risk_signals"(uuid, timestamp with time zone) IS 'What our tables know of the users of a domain that may speak of gaming it: a value a user and signal. since: trades and redemptions from then on.';

COMMENT ON FUNCTION "private"."risk_trades"(uuid, timestamp with time zone) IS 'Signals velocity: the most confirmed trades of a user within an hour. wash_trades: how many undid the trade before, of the same token within ten minutes and for the same value but 2 %; where that is every fourth at least, as it is when half of all is traded to and fro.';

COMMENT ON FUNCTION "private"."score_risk"(uuid, text, timestamp with time zone) IS 'Scores the users of a domain: the weights of the signals that reach what the rules ask, 100 at most. Returns how many scores changed.';

COMMENT ON FUNCTION "public"."list_risk_scores"(uuid[], integer, text, integer) IS 'Users of platforms whose score says that they may game it, highest first, with the reasons, the last decision, and whether payouts to them wait. min_score: from which score on, 0 to 100. Needs commissions.view. Errors: 42501 PERMISSION_DENIED for a domain where it is not held; 22023 INVALID_INPUT. Example: {"min_score": 60}';

COMMENT ON FUNCTION "public"."review_risk"(uuid, uuid, text, text) IS 'Decides whether a user of the platform games it; returns the decision. decision: confirmed, and payouts are held; or cleared, and they are not, unless the score rises. The user is not banned by it. Needs commissions.edit, a reason and a recent strong login. Errors: 42501 PERMISSION_DENIED, STEP_UP_REQUIRED; 22023 INVALID_INPUT, REASON_REQUIRED; P0002 NOT_FOUND.';

COMMENT ON FUNCTION "public"."risk_report"(uuid[]) IS 'How well each version of the rules tells who games a platform, held against the last decision about each user: true_positives are confirmed and over the limit. precision: true_positives of all that are flagged; recall: of all that are confirmed. unreviewed_flags: flagged, and nobody has decided. Needs commissions.view. Errors: 42501 PERMISSION_DENIED for a domain where it is not held.';

COMMENT ON FUNCTION "public"."run_risk_upkeep"(integer) IS 'For the daily worker: scores the users of every platform by the rules that count now. It bans nobody; payouts wait where a score is over the limit. days: how far back trades and redemptions count, 1 to 3650. Returns {platforms, scores_changed}. Running it twice changes nothing. Errors: 22023 INVALID_INPUT.';

COMMENT ON POLICY "select_member" ON "public"."risk_reviews" IS 'Decisions about users of the platforms whose commissions the person may view.';

COMMENT ON POLICY "select_member" ON "public"."risk_scores" IS 'Scores about users of the platforms whose commissions the person may view.';

COMMENT ON TABLE "private"."risk_models" IS 'Versions of how risk is worked out.';

COMMENT ON TABLE "private"."risk_rules" IS 'How much a signal adds to the score, from which value on.';

COMMENT ON TABLE "public"."risk_reviews" IS 'What people decided about users whose score was high, or who were told of.';

COMMENT ON TABLE "public"."risk_scores" IS 'How likely a user of the platform games it, as far as our own tables can know. It bans nobody: payouts wait for a person.';

REVOKE ALL ON FUNCTION "private"."has_risk_hold"(uuid, uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."has_risk_hold"(uuid, uuid) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."has_risk_hold"(uuid, uuid) TO "postgres";

REVOKE ALL ON FUNCTION "private"."risk_bursts"(uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."risk_bursts"(uuid) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."risk_bursts"(uuid) TO "postgres";

REVOKE ALL ON FUNCTION "private"."risk_code_sales"(uuid, timestamp WITH time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."risk_code_sales"(uuid, timestamp WITH time zone) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."risk_code_sales"(uuid, timestamp WITH time zone) TO "postgres";

REVOKE ALL ON FUNCTION "private"."risk_identities"(uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."risk_identities"(uuid) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."risk_identities"(uuid) TO "postgres";

REVOKE ALL ON FUNCTION "private"."risk_lockstep"(uuid, timestamp WITH time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."risk_lockstep"(uuid, timestamp WITH time zone) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."risk_lockstep"(uuid, timestamp WITH time zone) TO "postgres";

REVOKE ALL ON FUNCTION "private"."risk_shared"(uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."risk_shared"(uuid) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."risk_shared"(uuid) TO "postgres";

REVOKE ALL ON FUNCTION "private"."risk_signals"(uuid, timestamp WITH time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."risk_signals"(uuid, timestamp WITH time zone) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."risk_signals"(uuid, timestamp WITH time zone) TO "postgres";

REVOKE ALL ON FUNCTION "private"."risk_trades"(uuid, timestamp WITH time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."risk_trades"(uuid, timestamp WITH time zone) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."risk_trades"(uuid, timestamp WITH time zone) TO "postgres";

REVOKE ALL ON FUNCTION "private"."score_risk"(uuid, text, timestamp WITH time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."score_risk"(uuid, text, timestamp WITH time zone) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."score_risk"(uuid, text, timestamp WITH time zone) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."list_risk_scores"(uuid[], integer, text, integer) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."list_risk_scores"(uuid[], integer, text, integer) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."list_risk_scores"(uuid[], integer, text, integer) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."review_risk"(uuid, uuid, text, text) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."review_risk"(uuid, uuid, text, text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."review_risk"(uuid, uuid, text, text) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."risk_report"(uuid[]) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."risk_report"(uuid[]) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."risk_report"(uuid[]) TO "postgres";

REVOKE ALL ON FUNCTION "public"."run_risk_upkeep"(integer) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."run_risk_upkeep"(integer) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."run_risk_upkeep"(integer) TO "service_role";

REVOKE ALL ON TABLE "public"."risk_reviews" FROM "authenticated";

GRANT SELECT ON TABLE "public"."risk_reviews" TO "authenticated";

REVOKE ALL ON TABLE "public"."risk_reviews" FROM "service_role";

GRANT SELECT ON TABLE "public"."risk_reviews" TO "service_role";

REVOKE ALL ON TABLE "public"."risk_scores" FROM "authenticated";

GRANT SELECT ON TABLE "public"."risk_scores" TO "authenticated";

REVOKE ALL ON TABLE "public"."risk_scores" FROM "service_role";

GRANT SELECT ON TABLE "public"."risk_scores" TO "service_role";

CREATE INDEX risk_reviews_platform_user_id_idx ON public.risk_reviews USING btree (domain_id, platform_user_id, created_at DESC, id DESC);

-- The rules by which users of platforms are scored. Another version is other rows; scores of both are kept.
insert into private.risk_models (model_version, hold_limit, is_current)
values ('rules-1', 60, true)
on conflict (model_version) do nothing;

insert into private.risk_rules (model_version, signal, at_least, weight)
values
('rules-1', 'referral_ring', 3, 70),
('rules-1', 'lockstep', 5, 50),
('rules-1', 'wash_trades', 5, 50),
('rules-1', 'referral_burst', 10, 40),
('rules-1', 'code_selling', 10, 40),
('rules-1', 'shared_wallet', 2, 30),
('rules-1', 'shared_mailbox', 2, 20),
('rules-1', 'velocity', 120, 20)
on conflict (model_version, signal) do nothing;

-- A decision releases money or holds it.
insert into public.sensitive_operations (rpc, needs_reason, needs_strong_auth)
values
('review_risk', true, true)
on conflict (rpc) do nothing;
