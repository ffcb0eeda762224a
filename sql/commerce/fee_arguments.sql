-- requires: sql/commerce/fee_rules.sql
create or replace function private.fee_arguments(rule public.fee_rules)
returns jsonb
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return jsonb_strip_nulls(
    to_jsonb(rule) - '{domain_id,id,reason,valid,specificity,scope_key,whom_key,what_key}'::text []
  );
end;
$$;

comment on function private.fee_arguments(public.fee_rules) is
'What was asked for, to be compared with what was approved.';
revoke all on function private.fee_arguments(public.fee_rules) from public, anon, authenticated, service_role;
