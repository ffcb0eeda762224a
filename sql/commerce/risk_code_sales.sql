-- requires: sql/commerce/invite_redemptions.sql sql/commerce/transactions.sql
create or replace function private.risk_code_sales(domain_id uuid, since timestamptz)
returns table (platform_user_id uuid, signal text, value numeric)
language plpgsql
stable
security invoker
set search_path = ''
as $$
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
$$;

comment on function private.risk_code_sales(uuid, timestamptz) is
'Signal code_selling: how many users redeemed codes of this one over a week ago, where hardly any of them (10 % at most) ever traded.';
revoke all on function private.risk_code_sales(uuid, timestamptz) from public, anon, authenticated, service_role;
