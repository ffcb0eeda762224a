-- requires: sql/commerce/fee_rules.sql sql/platform/bad_input.sql
create or replace function private.check_fee_rule(rule public.fee_rules)
returns void
language plpgsql
stable
security invoker
set search_path = ''
as $$
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
$$;

comment on function private.check_fee_rule(public.fee_rules) is
'Raises 22023 for a fee rule that cannot be. starts_at: null: now.';
revoke all on function private.check_fee_rule(public.fee_rules) from public, anon, authenticated, service_role;
