-- requires: sql/commerce/fee_rules.sql sql/platform/is_text.sql sql/platform/bad_input.sql
create or replace function private.read_fee_scope(domain_id uuid, scope jsonb)
returns public.fee_rules
language plpgsql
stable
security invoker
set search_path = ''
as $$
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
$$;

comment on function private.read_fee_scope(uuid, jsonb) is
'A fee rule with these scopes and nothing else yet. Raises 22023 for a scope that is none, P0002 for what the domain does not have.';
revoke all on function private.read_fee_scope(uuid, jsonb) from public, anon, authenticated, service_role;
