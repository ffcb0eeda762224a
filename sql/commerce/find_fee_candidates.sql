-- requires: sql/commerce/fee_context.sql sql/commerce/fee_candidate.sql sql/commerce/fee_rules.sql
-- Whatever fits has its order, its user, one of the user's cohorts or nobody as whom_key, and its token, provider or
-- nothing as what_key: a dozen places in one index, however many rules there are. The rest of the scopes is compared.
create or replace function private.find_fee_candidates(context private.fee_context, is_whole boolean default false)
returns private.fee_candidate []
language plpgsql
stable
security invoker
set search_path = ''
set plan_cache_mode = force_generic_plan -- A plan costs more than what it finds.
as $$
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
$$;

comment on function private.find_fee_candidates(private.fee_context, boolean) is
'The rules whose scopes fit the order, and which hold when it is placed; with is_whole those that hold at other times, too.';
revoke all on function private.find_fee_candidates(private.fee_context, boolean)
from public, anon, authenticated, service_role;
