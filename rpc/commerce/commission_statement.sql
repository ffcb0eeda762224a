create or replace function public.commission_statement(
  domain_id uuid,
  platform_user_id uuid,
  since timestamptz default null,
  before timestamptz default null
)
returns table (
  asset text, opening_minor numeric, accrued_minor numeric, reversed_minor numeric, claimed_minor numeric,
  closing_minor numeric, parts jsonb
)
language plpgsql
stable
security definer -- definer: whoever views commissions need not view users
rows 2
set search_path = ''
as $$
begin
  perform private.require('commissions.view', domain_id);
  if since > before then
    perform private.bad_input('before', 'must not be earlier than since');
  end if;
  if not exists (
    select from public.platform_users as u
    where u.domain_id = commission_statement.domain_id and u.id = commission_statement.platform_user_id
  ) then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such user');
  end if;
  return query
  select
    p.asset, coalesce(sum(p.minor) filter (where p.is_earlier), 0),
    coalesce(sum(p.minor) filter (where not p.is_earlier and p.kind = 'accrued'), 0),
    coalesce(sum(p.minor) filter (where not p.is_earlier and p.kind = 'reversed'), 0),
    coalesce(sum(p.minor) filter (where not p.is_earlier and p.kind = 'claimed'), 0), sum(p.minor),
    coalesce(jsonb_agg(
      jsonb_build_object(
        'kind', p.kind, 'programme_id', p.programme_id, 'level', p.level, 'rule_id', p.rule_id, 'reason', p.reason,
        'movements', p.movements, 'amount_minor', p.minor
      ) order by p.kind, p.programme_id, p.level, p.rule_id, p.reason
    ) filter (where not p.is_earlier), '[]')
  from private.sum_commissions(domain_id, platform_user_id, since, before) as p
  group by p.asset
  having bool_or(not p.is_earlier) or sum(p.minor) <> 0
  order by p.asset;
end;
$$;

comment on function public.commission_statement(uuid, uuid, timestamptz, timestamptz) is
'What a user of a platform was owed for bringing others when a period began, what changed, and what he was owed at its end: a row for each asset. closing_minor is the sum of the four before it; what was reversed or claimed is below 0. parts: the same changes by kind, programme, level, rule and reason of a reversal, as [{kind, programme_id, level, rule_id, reason, movements (how many), amount_minor}]; list_commission_movements() has them one by one. '
'since: included; null: from the beginning. before: not included; null: until now. They are times when changes became known, so a period that is over stays as it is. Needs commissions.view. '
'Errors: 42501 PERMISSION_DENIED; 22023 INVALID_INPUT; P0002 NOT_FOUND of the user.';
revoke all on function public.commission_statement(uuid, uuid, timestamptz, timestamptz)
from public, anon, service_role;
grant execute on function public.commission_statement(uuid, uuid, timestamptz, timestamptz) to authenticated;
