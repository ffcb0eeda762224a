-- requires: sql/analytics/counted_referrals.sql sql/analytics/count_referral_blocks.sql sql/identity/domains.sql
-- Where numbers begin somewhere, who brought somebody for the first time since then is asked of the users.
create or replace function private.count_referrals(domain_ids uuid [], marks timestamptz [])
returns table (place integer, level integer, people bigint)
language plpgsql
stable
security invoker
rows 100
set search_path = ''
as $$
declare
  whole_ids constant uuid [] := array(
    select tenant.id from public.domains as tenant
    where tenant.id = any(domain_ids) and tenant.stats_valid_from is null
  );
begin
  return query select counted.* from private.count_referral_blocks(whole_ids, marks) as counted;
  if whole_ids @> domain_ids then
    return;
  end if;
  return query
  with fact as materialized (
    select brought.*
    from public.domains as tenant
    inner join private.counted_referrals as brought on tenant.id = brought.domain_id
    where
      tenant.id = any(domain_ids) and brought.referred_at < marks[cardinality(marks)]
      and brought.referred_at >= tenant.stats_valid_from
  ), moment as (
    select fact.level, fact.referred_at from fact
    union all
    select 0, min(fact.referred_at) from fact where fact.level = 1 group by fact.domain_id, fact.ancestor_id
  )
  select width_bucket(moment.referred_at, marks), moment.level, count(*)
  from moment
  group by 1, 2;
end;
$$;

comment on function private.count_referrals(uuid [], timestamptz []) is
'How many were brought from each mark to the next, by level, and (level 0) how many brought somebody for the first time; place 0: before the first mark. What belongs together may be in two rows. A domain counts from its stats_valid_from on.';

revoke all on function private.count_referrals(uuid [], timestamptz []) from public, anon, authenticated, service_role;
