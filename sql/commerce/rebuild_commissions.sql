-- requires: sql/commerce/commission_months.sql sql/commerce/dirty_commissions.sql
create or replace function private.rebuild_commissions(batch_size integer)
returns void
language plpgsql
volatile
security invoker
set search_path = ''
set enable_seqscan = off -- Looks keys up, also while statistics know of no rows.
set enable_nestloop = off -- See private.take_dirty_days.
set jit = off
as $$
declare
  taken record;
begin
  for taken in
    with keys as (
      select distinct noted.domain_id, noted.beneficiary_id, noted.month from private.dirty_commissions as noted
      order by 1, 2, 3
      limit batch_size
    ), gone as (
      delete from private.dirty_commissions as noted using keys
      where (noted.domain_id, noted.beneficiary_id, noted.month) = (keys.domain_id, keys.beneficiary_id, keys.month)
    )
    select * from keys
  loop
    delete from private.commission_months as old
    where (old.domain_id, old.beneficiary_id, old.month) = (taken.domain_id, taken.beneficiary_id, taken.month);
    insert into private.commission_months
    select taken.domain_id, taken.beneficiary_id, taken.month, row_number() over (), part.*
    from (
      select
        m.asset, m.kind, m.programme_id, m.level, m.rule_id, m.reason, count(*), sum(m.amount_minor)
      from public.commission_movements as m
      where m.domain_id = taken.domain_id and m.beneficiary_id = taken.beneficiary_id
        and m.booked_at >= taken.month::timestamp at time zone 'UTC'
        and m.booked_at < (taken.month + interval '1 month') at time zone 'UTC'
      group by m.asset, m.kind, m.programme_id, m.level, m.rule_id, m.reason
    ) as part;
  end loop;
end;
$$;

comment on function private.rebuild_commissions(integer) is
'Adds up at most so many noted months of users anew; whoever calls lets nobody else do it meanwhile.';
revoke all on function private.rebuild_commissions(integer) from public, anon, authenticated, service_role;
