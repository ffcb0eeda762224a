create or replace function public.list_risk_scores(
  domain_ids uuid [] default null,
  min_score integer default 1,
  after text default null,
  page_size integer default 50
)
returns table (
  domain_id uuid, platform_user_id uuid, external_id text, score integer, reasons jsonb, scored_at timestamptz,
  decision text, has_hold boolean, cursor text
)
language plpgsql
stable
security definer -- definer: the rules are readable by nobody
rows 50
set search_path = ''
as $$
declare
  mine constant uuid [] := private.permitted_domains('commissions.view', domain_ids);
  counted constant text := (select m.model_version from private.risk_models as m where m.is_current);
  place constant text [] := private.read_cursor('risk_scores', after);
begin
  if min_score between 0 and 100 is not true then
    perform private.bad_input('min_score', 'must be from 0 to 100');
  end if;
  if place[3] !~ '^\d{1,3}$' then
    perform private.bad_input('after', 'is no cursor of this list');
  end if;
  perform private.check_page_size(page_size);
  return query
  select
    page.domain_id, page.platform_user_id, u.external_id, page.score, page.reasons, page.scored_at,
    (
      select r.decision from public.risk_reviews as r
      where r.domain_id = page.domain_id and r.platform_user_id = page.platform_user_id
      order by r.created_at desc, r.id desc limit 1
    ),
    private.has_risk_hold(page.domain_id, page.platform_user_id),
    private.make_cursor('risk_scores', page.score::text, page.platform_user_id, page.domain_id)
  from unnest(mine) as tenant (id)
  cross join lateral (
    select s.* from public.risk_scores as s
    where s.domain_id = tenant.id and s.model_version = counted and s.score >= min_score
      and (after is null
        or (s.score, s.platform_user_id, s.domain_id) < (place[3]::integer, place[1]::uuid, place[2]::uuid))
    order by s.score desc, s.platform_user_id desc
    limit page_size
  ) as page
  inner join public.platform_users as u on u.domain_id = page.domain_id and u.id = page.platform_user_id
  order by page.score desc, page.platform_user_id desc, page.domain_id desc
  limit page_size;
end;
$$;

comment on function public.list_risk_scores(uuid [], integer, text, integer) is
'Users of platforms whose score says that they may game it, highest first, with the reasons, the last decision, and whether payouts to them wait. min_score: from which score on, 0 to 100. Needs commissions.view. '
'Errors: 42501 PERMISSION_DENIED for a domain where it is not held; 22023 INVALID_INPUT. Example: {"min_score": 60}';
revoke all on function public.list_risk_scores(uuid [], integer, text, integer) from public, anon, service_role;
grant execute on function public.list_risk_scores(uuid [], integer, text, integer) to authenticated;
