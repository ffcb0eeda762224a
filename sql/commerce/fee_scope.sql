-- requires: sql/commerce/fee_rules.sql
create or replace function private.fee_scope(rule public.fee_rules)
returns jsonb
language plpgsql
stable
parallel safe
security invoker
set search_path = ''
as $$
begin
  return jsonb_strip_nulls(jsonb_build_object(
    'order_id', rule.order_id, 'platform_user_id', rule.platform_user_id, 'cohort_id', rule.cohort_id,
    'token_id', rule.token_id, 'provider', rule.provider, 'order_type', rule.order_type
  ));
end;
$$;

comment on function private.fee_scope(public.fee_rules) is
'What a fee rule is for, as the argument scope of create_fee_rule(); empty: for the whole platform.';
revoke all on function private.fee_scope(public.fee_rules) from public, anon, authenticated, service_role;
