-- requires: sql/commerce/pick_commission.sql sql/commerce/list_referrers.sql sql/commerce/find_programme.sql
create or replace function private.commission_terms(
  programme public.referral_programmes, referrers uuid [], at timestamptz
)
returns private.commission_term []
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  terms private.commission_term [] := '{}';
  nothing text;
begin
  for level in 1..cardinality(referrers) loop
    select case
      when programme.paused_during @> at then 'PROGRAMME_PAUSED'
      when u.status = 'deleted' then 'BENEFICIARY_DELETED'
    end into nothing
    from public.platform_users as u where u.domain_id = programme.domain_id and u.id = referrers[level];
    terms := terms || case
      when nothing is null then private.pick_commission(programme, referrers[level], level, at)
      else row(level, referrers[level], null, 0, 'fee_charged', nothing)::private.commission_term
    end;
  end loop;
  return terms;
end;
$$;

comment on function private.commission_terms(public.referral_programmes, uuid [], timestamptz) is
'What each of those who brought a user earns by a trade of that time, the first level first; nothing where the programme was paused or the user is deleted.';
revoke all on function private.commission_terms(public.referral_programmes, uuid [], timestamptz)
from public, anon, authenticated, service_role;
