-- requires: sql/commerce/risk_scores.sql sql/commerce/risk_reviews.sql
create or replace function private.has_risk_hold(domain_id uuid, platform_user_id uuid)
returns boolean
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  model private.risk_models;
  now_score integer;
  decided public.risk_reviews;
begin
  select m.* into model from private.risk_models as m where m.is_current;
  select s.score into now_score from public.risk_scores as s
  where s.domain_id = has_risk_hold.domain_id and s.platform_user_id = has_risk_hold.platform_user_id
    and s.model_version = model.model_version;
  select r.* into decided from public.risk_reviews as r
  where r.domain_id = has_risk_hold.domain_id and r.platform_user_id = has_risk_hold.platform_user_id
  order by r.created_at desc, r.id desc
  limit 1;
  return coalesce(
    decided.decision = 'confirmed'
    or now_score > model.hold_limit and (decided.id is null or now_score > decided.score),
    false
  );
end;
$$;

comment on function private.has_risk_hold(uuid, uuid) is
'Whether payouts to this user of the platform wait: somebody confirmed the suspicion, or the score is over the limit and nobody has cleared it at that score. Never null.';
revoke all on function private.has_risk_hold(uuid, uuid) from public, anon, authenticated, service_role;
