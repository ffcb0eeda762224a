-- A version of the rules that never ran in the caller's domains was shown with zeros, also to whoever may see none.
set local check_function_bodies = off;

create or replace function public.risk_report(
  domain_ids uuid[] default null::uuid[]
)
  returns table (
    model_version text,
    hold_limit integer,
    reviewed bigint,
    true_positives bigint,
    false_positives bigint,
    false_negatives bigint,
    true_negatives bigint,
    "precision" numeric, -- noqa: RF06
    recall numeric,
    unreviewed_flags bigint
  )
  language plpgsql
  stable
  security definer
  rows 3
  set search_path to ''
  as $function$
declare
  mine constant uuid [] := private.permitted_domains('commissions.view', domain_ids);
begin
  return query
  with label as (
    select distinct on (r.domain_id, r.platform_user_id) r.domain_id, r.platform_user_id, r.decision = 'confirmed' as is_bad
    from public.risk_reviews as r
    where r.domain_id = any(mine)
    order by r.domain_id, r.platform_user_id, r.created_at desc, r.id desc
  ), judged as (
    select m.model_version, m.hold_limit, l.is_bad, coalesce(s.score > m.hold_limit, false) as is_flagged
    from private.risk_models as m
    cross join label as l
    left join public.risk_scores as s
      on s.domain_id = l.domain_id and s.platform_user_id = l.platform_user_id and s.model_version = m.model_version
  )
  select
    m.model_version, m.hold_limit, n.reviewed, n.tp, n.fp, n.fn, n.tn, n.tp::numeric / nullif(n.tp + n.fp, 0),
    n.tp::numeric / nullif(n.tp + n.fn, 0),
    (
      select count(*) from public.risk_scores as s
      where s.domain_id = any(mine) and s.model_version = m.model_version and s.score > m.hold_limit
        and not exists (
          select from label as l where l.domain_id = s.domain_id and l.platform_user_id = s.platform_user_id
        )
    )
  from private.risk_models as m
  cross join lateral (
    select
      count(*) as reviewed, count(*) filter (where j.is_bad and j.is_flagged) as tp,
      count(*) filter (where not j.is_bad and j.is_flagged) as fp, count(*) filter (where j.is_bad and not j.is_flagged) as fn,
      count(*) filter (where not j.is_bad and not j.is_flagged) as tn
    from judged as j where j.model_version = m.model_version
  ) as n
  -- A version that never ran here says nothing about these users.
  where exists (
    select from public.risk_scores as s where s.domain_id = any(mine) and s.model_version = m.model_version
  )
  order by m.model_version;
end;
$function$;

comment on function public.risk_report(uuid[]) is 'How well each version of the rules that ran in these domains tells who games a platform, held against the last decision about each user: true_positives are confirmed and over the limit. precision: true_positives of all that are flagged; recall: of all that are confirmed. unreviewed_flags: flagged, and nobody has decided. Needs commissions.view. Errors: 42501 PERMISSION_DENIED for a domain where it is not held.';
