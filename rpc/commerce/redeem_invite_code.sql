create or replace function public.redeem_invite_code(domain_id uuid, code text, platform_user_id uuid)
returns public.invite_redemptions
language plpgsql
volatile
security definer -- definer: nobody holds insert on invite_redemptions
set search_path = ''
as $$
declare
  invite public.invite_codes;
  redemption public.invite_redemptions;
begin
  -- Whoever takes a slot waits here for the one before. Users are locked last: each may bring others meanwhile.
  invite := private.lock_invite_code(domain_id, redeem_invite_code.code);
  select r.* into redemption from public.invite_redemptions as r
  where r.domain_id = invite.domain_id and r.invite_code_id = invite.id
    and r.platform_user_id = redeem_invite_code.platform_user_id;
  if found then
    return redemption;
  end if;
  if not invite.is_active or now() < invite.starts_at or now() >= invite.ends_at then
    perform private.fail('PT409', 'INVITE_CODE_CLOSED', 'this code cannot be redeemed now');
  elsif invite.slots_used = invite.slots_total then
    perform private.fail('PT409', 'INVITE_CODE_FULL', 'this code has no slot left');
  end if;
  if invite.owner_user_id is not null then
    perform private.attach_referrer(domain_id, platform_user_id, invite.owner_user_id);
  end if;
  perform private.lock_platform_user(domain_id, platform_user_id);
  if invite.cohort_id is not null then
    insert into public.cohort_members (domain_id, cohort_id, platform_user_id, valid)
    values (invite.domain_id, invite.cohort_id, redeem_invite_code.platform_user_id, tstzrange(now(), null))
    on conflict on constraint cohort_members_valid_excl do nothing; -- Who is in it stays in it.
  end if;
  update public.invite_codes as c set slots_used = c.slots_used + 1
  where c.domain_id = invite.domain_id and c.id = invite.id;
  insert into public.invite_redemptions (domain_id, invite_code_id, platform_user_id)
  values (invite.domain_id, invite.id, redeem_invite_code.platform_user_id)
  returning * into redemption;
  return redemption;
end;
$$;

comment on function public.redeem_invite_code(uuid, text, uuid) is
'A user of the platform redeems an invite code: takes a slot, comes into its cohort and is brought by its owner, all or nothing; returns the redemption. Again it returns the same. Only with the secret key: the platform calls for its user. code: whatever its case. '
'Errors: P0002 NOT_FOUND of the code or user; PT409 INVITE_CODE_CLOSED, INVITE_CODE_FULL, REFERRER_FIXED where somebody else brought the user, REFERRAL_CYCLE.';
revoke all on function public.redeem_invite_code(uuid, text, uuid) from public, anon, authenticated;
grant execute on function public.redeem_invite_code(uuid, text, uuid) to service_role;
