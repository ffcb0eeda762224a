create or replace function public.support_overview(domain_ids uuid [] default null)
returns table (
  domain_id uuid, total bigint, open bigint, unassigned bigint, breached bigint,
  by_status jsonb, by_priority jsonb, by_age jsonb, oldest_open_at timestamptz
)
language plpgsql
stable
security definer -- definer: support counts all tickets of a domain, whoever wrote them
rows 10
set search_path = ''
set enable_bitmapscan = off -- Else the index for words is chosen, which knows no status.
as $$
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
$$;

comment on function public.support_overview(uuid []) is
'How much there is to do for support: a row a domain, and first one for all of them together, with domain_id null. total and by_status count every ticket; open (neither resolved nor closed), unassigned, breached (an answer or the solution was late, or is overdue now), by_priority, by_age (under_a_day, under_a_week, under_a_month, older) and oldest_open_at count what is open. '
'domain_ids: null for all in which one has support.view. Errors: 42501 PERMISSION_DENIED for a domain in which one has it not, or when one has it nowhere.';
revoke all on function public.support_overview(uuid []) from public, anon, service_role;
grant execute on function public.support_overview(uuid []) to authenticated;
