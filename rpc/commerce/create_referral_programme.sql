create or replace function public.create_referral_programme(
  domain_id uuid,
  name text,
  discount_ppm integer,
  reason text,
  levels integer default 3,
  tier_basis text default 'level_one',
  window_days integer default 30,
  hold_days integer default 7
)
returns public.referral_programmes
language plpgsql
volatile
security definer -- definer: nobody holds insert on referral_programmes
set search_path = ''
as $$
#variable_conflict use_variable
declare
  programme public.referral_programmes;
begin
  perform private.require('commissions.manage', domain_id);
  perform private.begin_sensitive('create_referral_programme', reason);
  if length(btrim(name)) between 1 and 100 is not true then
    perform private.bad_input('name', '1 to 100 characters');
  end if;
  if discount_ppm between 0 and 900000 is not true then
    perform private.bad_input('discount_ppm', 'from 0 to 900000, in millionths');
  end if;
  if levels between 1 and 3 is not true then
    perform private.bad_input('levels', '1, 2 or 3');
  end if;
  if tier_basis = any('{level_one,network}') is not true then
    perform private.bad_input('tier_basis', 'level_one or network');
  end if;
  if (window_days between 1 and 366 and hold_days between 0 and 366) is not true then
    perform private.bad_input('window_days, hold_days', 'up to 366 days, the window at least one');
  end if;
  insert into public.referral_programmes (domain_id, name, discount_ppm, levels, tier_basis, window_days, hold_days)
  values (domain_id, btrim(name), discount_ppm, levels, tier_basis, window_days, hold_days)
  returning * into programme;
  return programme;
exception
  when unique_violation then
    perform private.fail('23505', 'PROGRAMME_EXISTS', 'name: another programme of this domain has it');
end;
$$;

comment on function public.create_referral_programme(uuid, text, integer, text, integer, text, integer, integer) is
'Makes a programme of referrals, as a draft; returns it. Its terms never change: another takes its place. name: unique in the domain, whatever its case. discount_ppm: what comes off the fee of a user who was brought, in millionths. levels: how many earn by a trade: who brought the trader, who brought that one, and so on. tier_basis: whose volume lifts into a tier: level_one or network. window_days: over how many days. hold_days: how long after the trade a commission can be claimed. Needs commissions.manage, a reason and a recent strong login. '
'Errors: 42501 PERMISSION_DENIED, STEP_UP_REQUIRED; 22023 INVALID_INPUT, REASON_REQUIRED; 23505 PROGRAMME_EXISTS.';
revoke all on function public.create_referral_programme(
  uuid, text, integer, text, integer, text, integer, integer
) from public, anon, service_role;
grant execute on function public.create_referral_programme(
  uuid, text, integer, text, integer, text, integer, integer
) to authenticated;
