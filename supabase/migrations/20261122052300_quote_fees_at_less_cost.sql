-- A quote asks its permission once, and works out its terms without making JSON of them in between.
set local check_function_bodies = off;

-- Called by functions of ours alone.
-- squawk-ignore ban-drop-function
drop function private.freeze_fee(private.fee_context, boolean);

-- Called by functions of ours alone.
-- squawk-ignore ban-drop-function
drop function private.resolve_fee(private.fee_context);

create or replace function private.freeze_fee(
  context private.fee_context
)
  returns jsonb
  language plpgsql
  stable
  set search_path to ''
  as $function$
declare
  candidates constant private.fee_candidate [] := private.find_fee_candidates(context);
  terms constant private.fee_terms := private.pick_fee(
    candidates, (private.referral_terms(context.domain_id, context.platform_user_id, context.at)).discount_ppm
  );
begin
  return case when terms.rule_id is not null then private.tell_fee(context.at, candidates, terms) end;
end;
$function$;

create or replace function private.tell_fee(
  at timestamp with time zone,
  candidates private.fee_candidate[],
  terms private.fee_terms
)
  returns jsonb
  language plpgsql
  immutable
  parallel safe
  set search_path to ''
  as $function$
begin
  return jsonb_build_object(
    'at', at, 'rule_id', terms.rule_id, 'promotion_id', terms.promotion_id, 'rate_ppm', terms.rate_ppm,
    'discount_ppm', terms.discount_ppm, 'min_minor', terms.min_minor, 'max_minor', terms.max_minor,
    'limit_asset', terms.limit_asset, 'candidates', private.explain_fee(candidates, terms)
  );
end;
$function$;

create or replace function public.quote_fee(
  domain_id uuid,
  platform_user_id uuid,
  token_id uuid,
  order_type text,
  value_minor numeric,
  asset text,
  provider text default null::text,
  order_id uuid default null::uuid,
  at timestamp with time zone default null::timestamp with time zone,
  is_whole boolean default false
)
  returns jsonb
  language plpgsql
  stable
  security definer
  set search_path to ''
  as $function$
declare
  context private.fee_context;
  referral record;
  candidates private.fee_candidate [];
  terms private.fee_terms;
begin
  -- By itself, as a list of all domains to look one up costs as much as the answer.
  if current_setting('role') <> 'service_role' and private.permitted_in(domain_id, '{fees.view}') = '{}' then
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
  return private.tell_fee(context.at, candidates, terms)
  || to_jsonb(private.charge_fee(terms, value_minor, asset, referral.commissions_ppm))
  || jsonb_build_object('value_minor', value_minor, 'asset', asset);
end;
$function$;

comment on function private.freeze_fee(private.fee_context) is 'The terms of an order as they stand in orders.fee_quote. Null where the platform has no fee at that time.';

comment on function private.tell_fee(timestamp with time zone, private.fee_candidate[], private.fee_terms) is 'The terms of an order as they stand in orders.fee_quote, with every candidate and why it lost.';

revoke all on function private.freeze_fee(private.fee_context) from public;

revoke all on function private.freeze_fee(private.fee_context) from postgres;

grant execute on function private.freeze_fee(private.fee_context) to postgres;

revoke all on function private.tell_fee(
    timestamp with time zone, private.fee_candidate[], private.fee_terms
) from public;

revoke all on function private.tell_fee(
    timestamp with time zone, private.fee_candidate[], private.fee_terms
) from postgres;

grant execute on function private.tell_fee(
    timestamp with time zone, private.fee_candidate[], private.fee_terms
) to postgres;
