-- requires: sql/commerce/read_fee_scope.sql sql/commerce/check_fee_rule.sql sql/commerce/begin_order_fee.sql
create or replace function private.read_fee_rule(domain_id uuid, scope jsonb, said jsonb)
returns public.fee_rules
language plpgsql
volatile
security invoker
set search_path = ''
as $$
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
$$;

comment on function private.read_fee_rule(uuid, jsonb, jsonb) is
'The rule that is asked for, well formed. Raises 22023, P0002 NOT_FOUND, PT409 ORDER_FILLED.';
revoke all on function private.read_fee_rule(uuid, jsonb, jsonb) from public, anon, authenticated, service_role;
