-- What is done is counted in the index of statuses: with bitmaps allowed the planner takes the one for words.
set local check_function_bodies = off;

create or replace function public.support_overview(
  domain_ids uuid[] default null::uuid[]
)
  returns table (
    domain_id uuid,
    total bigint,
    open bigint,
    unassigned bigint,
    breached bigint,
    by_status jsonb,
    by_priority jsonb,
    by_age jsonb,
    oldest_open_at timestamp with time zone
  )
  language plpgsql
  stable
  security definer
  rows 10
  set search_path to ''
  set enable_bitmapscan to 'off'
  as $function$
declare
  wanted constant uuid [] := private.permitted_domains('support.view', domain_ids);
begin
  return query
  with facts as (
    select
      d.id as domain_id, 1 as n, t.status, t.priority, t.assignee_id, t.created_at, now() - t.created_at as age,
      t.is_response_late or t.is_resolution_late
      or least(t.response_due_at, t.resolution_due_at) < now() as is_breached
    from unnest(wanted) as d (id)
    inner join public.tickets as t
      on t.domain_id = d.id and t.status in ('new', 'open', 'pending', 'on_hold')
    union all
    -- Of what is done only the number counts, which its index has.
    select
      d.id, done.n, s.status, null, null, null, null, null
    from unnest(wanted) as d (id)
    cross join (values ('resolved'), ('closed')) as s (status)
    cross join lateral (
      select count(*) as n from public.tickets as t where t.domain_id = d.id and t.status = s.status
    ) as done
  )
  select
    f.domain_id, sum(f.n)::bigint, count(f.created_at),
    count(f.created_at) filter (where f.assignee_id is null),
    count(*) filter (where f.is_breached),
    jsonb_build_object(
      'new', count(*) filter (where f.status = 'new'),
      'open', count(*) filter (where f.status = 'open'),
      'pending', count(*) filter (where f.status = 'pending'),
      'on_hold', count(*) filter (where f.status = 'on_hold'),
      'resolved', sum(f.n) filter (where f.status = 'resolved'),
      'closed', sum(f.n) filter (where f.status = 'closed')
    ),
    jsonb_build_object(
      'urgent', count(*) filter (where f.priority = 'urgent'),
      'high', count(*) filter (where f.priority = 'high'),
      'normal', count(*) filter (where f.priority = 'normal'),
      'low', count(*) filter (where f.priority = 'low')
    ),
    jsonb_build_object(
      'under_a_day', count(*) filter (where f.age < '1 day'),
      'under_a_week', count(*) filter (where f.age >= '1 day' and f.age < '7 days'),
      'under_a_month', count(*) filter (where f.age >= '7 days' and f.age < '30 days'),
      'older', count(*) filter (where f.age >= '30 days')
    ),
    min(f.created_at)
  from facts as f
  group by grouping sets ((f.domain_id), ())
  order by grouping(f.domain_id) desc, f.domain_id;
end;
$function$;
