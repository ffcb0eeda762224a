create or replace function public.run_risk_upkeep(days integer default 90)
returns jsonb
language plpgsql
volatile
security definer -- definer: nobody holds insert on risk_scores
set search_path = ''
as $$
declare
  model private.risk_models;
  platform uuid;
  changed bigint := 0;
  platforms integer := 0;
begin
  if days between 1 and 3650 is not true then
    perform private.bad_input('days', '1 to 3650');
  end if;
  perform pg_advisory_xact_lock(hashtextextended('run_risk_upkeep', 0));
  select m.* into strict model from private.risk_models as m where m.is_current;
  for platform in
    select d.id from public.domains as d
    where d.archived_at is null and exists (select from public.platform_users as u where u.domain_id = d.id)
    order by d.id
  loop
    changed := changed + private.score_risk(platform, model.model_version, now() - make_interval(days => days));
    platforms := platforms + 1;
  end loop;
  return jsonb_build_object('platforms', platforms, 'scores_changed', changed);
end;
$$;

comment on function public.run_risk_upkeep(integer) is
'For the daily worker: scores the users of every platform by the rules that count now. It bans nobody; payouts wait where a score is over the limit. days: how far back trades and redemptions count, 1 to 3650. Returns {platforms, scores_changed}. Running it twice changes nothing. '
'Errors: 22023 INVALID_INPUT.';
revoke all on function public.run_risk_upkeep(integer) from public, anon, authenticated;
grant execute on function public.run_risk_upkeep(integer) to service_role;
