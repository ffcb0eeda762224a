create or replace function public.list_quarantined_events(
  domain_ids uuid [] default null,
  after text default null,
  page_size integer default 50
)
returns table (
  domain_id uuid, id uuid, event_id uuid, name text, event jsonb, reason text, received_at timestamptz, cursor text
)
language plpgsql
stable
security definer -- definer: two tests of domain_id, the policy's and ours, mislead the planner to other indexes
rows 50
set search_path = ''
as $$
declare
  nowhere constant uuid := '00000000-0000-0000-0000-000000000000';
  mine uuid [] := private.permitted_domains('events.manage', array_remove(domain_ids, nowhere));
  place record;
begin
  if nowhere = any(domain_ids) then
    perform private.require('events.manage');
  end if;
  if coalesce(nowhere = any(domain_ids), private.holds('events.manage')) then
    mine := mine || nowhere;
  end if;
  perform private.check_page_size(page_size);
  place := private.read_time_cursor('quarantine', after);
  return query
  select page.*, private.make_time_cursor('quarantine', page.received_at, page.id, page.domain_id)
  from unnest(mine) as tenant (id)
  cross join lateral (
    select q.* from public.event_quarantine as q
    where
      q.domain_id = tenant.id
      and (after is null or (q.received_at, q.id, q.domain_id) < (place.at, place.id, place.domain_id))
    order by q.received_at desc, q.id desc
    limit page_size
  ) as page
  order by page.received_at desc, page.id desc, page.domain_id desc
  limit page_size;
end;
$$;

comment on function public.list_quarantined_events(uuid [], text, integer) is
'Events that were not taken, with what was wrong, last come first. The nil id among domain_ids stands for what names no known site; with null those are among them for whoever may see them. Needs events.manage; for what is of no site, in all domains. '
'Errors: 42501 PERMISSION_DENIED; 22023 INVALID_INPUT.';
revoke all on function public.list_quarantined_events(uuid [], text, integer) from public, anon, service_role;
grant execute on function public.list_quarantined_events(uuid [], text, integer) to authenticated;
