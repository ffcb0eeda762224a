-- requires: sql/commerce/risk_signals.sql sql/commerce/risk_scores.sql
create or replace function private.score_risk(domain_id uuid, model_version text, since timestamptz)
returns bigint
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  changed bigint;
begin
  with found as (
    select
      s.platform_user_id, least(100, sum(r.weight))::integer as score,
      jsonb_agg(jsonb_build_object(
        'signal', s.signal, 'value', s.value, 'at_least', r.at_least, 'weight', r.weight
      ) order by r.weight desc, s.signal) as reasons
    from private.risk_signals(score_risk.domain_id, since) as s
    inner join private.risk_rules as r
      on r.model_version = score_risk.model_version and r.signal = s.signal and s.value >= r.at_least
    group by s.platform_user_id
    union all
    -- What nothing speaks for any more.
    select k.platform_user_id, 0, '[]' from public.risk_scores as k
    where k.domain_id = score_risk.domain_id and k.model_version = score_risk.model_version
  )
  insert into public.risk_scores as known (domain_id, platform_user_id, model_version, score, reasons)
  select distinct on (f.platform_user_id)
    score_risk.domain_id, f.platform_user_id, score_risk.model_version, f.score, f.reasons
  from found as f
  order by f.platform_user_id, f.score desc
  on conflict on constraint risk_scores_pkey do update
  set score = excluded.score, reasons = excluded.reasons, scored_at = excluded.scored_at
  where known.reasons <> excluded.reasons;
  get diagnostics changed = row_count;
  return changed;
end;
$$;

comment on function private.score_risk(uuid, text, timestamptz) is
'Scores the users of a domain: the weights of the signals that reach what the rules ask, 100 at most. Returns how many scores changed.';
revoke all on function private.score_risk(uuid, text, timestamptz) from public, anon, authenticated, service_role;
