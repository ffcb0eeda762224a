-- requires: sql/commerce/orders.sql sql/commerce/fee_rules.sql
create or replace function private.explain_order_fee(placed public.orders, has_words boolean)
returns jsonb
language plpgsql
stable
security invoker
set search_path = ''
set plan_cache_mode = force_generic_plan
as $$
begin
  return placed.fee_quote || jsonb_build_object('candidates', coalesce((
    select jsonb_agg(
      c.told || case when has_words
        then jsonb_build_object('reason', r.reason, 'created_at', r.created_at, 'created_by', r.created_by) else '{}'
      end
      order by c.place
    )
    from jsonb_array_elements(placed.fee_quote -> 'candidates') with ordinality as c (told, place)
    left join public.fee_rules as r
      on r.domain_id = placed.domain_id and r.id = (c.told ->> 'rule_id')::uuid and has_words
  ), '[]'));
end;
$$;

comment on function private.explain_order_fee(public.orders, boolean) is
'The terms on which an order is charged, with every rule that was considered and why it lost; with has_words also who made the rule, when and why. Null where the platform had no fee.';
revoke all on function private.explain_order_fee(public.orders, boolean) from public, anon, authenticated, service_role;
