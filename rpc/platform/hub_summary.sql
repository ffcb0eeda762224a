create or replace function public.hub_summary(domain_ids uuid [] default null)
returns table (kind text, count integer, is_more boolean)
language plpgsql
stable
security definer -- definer: row security would ask for each permission once more
rows 8
set search_path = ''
as $$
begin
  perform private.require_person();
  return query
  select trading.* from private.count_trading(domain_ids) as trading
  union all
  select requests.* from private.count_requests(domain_ids) as requests
  union all
  select decisions.* from private.count_decisions(domain_ids) as decisions;
end;
$$;

comment on function public.hub_summary(uuid []) is
'What there is to look at, in the domains asked for or in all, a row for each kind that the caller may view somewhere: users_joined (in the last 7 days), orders_open, transactions_pending, tickets_open, tickets_mine (assigned to the caller), alerts_open, cases_open and approvals_waiting (what others asked for, and the caller may approve). count goes up to 1000; is_more: there are more. '
'Errors: 42501 PERMISSION_DENIED for whoever is no person of the back office.';
revoke all on function public.hub_summary(uuid []) from public, anon, service_role;
grant execute on function public.hub_summary(uuid []) to authenticated;
