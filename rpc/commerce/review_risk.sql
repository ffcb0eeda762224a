create or replace function public.review_risk(
  domain_id uuid,
  platform_user_id uuid,
  decision text,
  reason text
)
returns public.risk_reviews
language plpgsql
volatile
security definer -- definer: nobody holds insert on risk_reviews
set search_path = ''
as $$
declare
  made public.risk_reviews;
begin
  perform private.require('commissions.edit', review_risk.domain_id);
  perform private.begin_sensitive('review_risk', review_risk.reason);
  if decision in ('cleared', 'confirmed') is not true then
    perform private.bad_input('decision', 'must be cleared or confirmed');
  end if;
  if length(btrim(reason)) between 1 and 1000 is not true then
    perform private.bad_input('reason', 'must be a text of 1 to 1000 characters');
  end if;
  if not exists (
    select from public.platform_users as u
    where u.domain_id = review_risk.domain_id and u.id = review_risk.platform_user_id
  ) then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such user of the platform');
  end if;
  insert into public.risk_reviews (domain_id, platform_user_id, decision, reason, score, reviewed_by)
  values (
    review_risk.domain_id, review_risk.platform_user_id, review_risk.decision, btrim(review_risk.reason),
    coalesce((
      select s.score from public.risk_scores as s
      inner join private.risk_models as m on s.model_version = m.model_version and m.is_current
      where s.domain_id = review_risk.domain_id and s.platform_user_id = review_risk.platform_user_id
    ), 0),
    private.current_person_id()
  )
  returning * into made;
  return made;
end;
$$;

comment on function public.review_risk(uuid, uuid, text, text) is
'Decides whether a user of the platform games it; returns the decision. decision: confirmed, and payouts are held; or cleared, and they are not, unless the score rises. The user is not banned by it. Needs commissions.edit, a reason and a recent strong login. '
'Errors: 42501 PERMISSION_DENIED, STEP_UP_REQUIRED; 22023 INVALID_INPUT, REASON_REQUIRED; P0002 NOT_FOUND.';
revoke all on function public.review_risk(uuid, uuid, text, text) from public, anon, service_role;
grant execute on function public.review_risk(uuid, uuid, text, text) to authenticated;
