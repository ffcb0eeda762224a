create or replace function public.user_timeline(
  domain_id uuid,
  platform_user_id uuid,
  after text default null,
  page_size integer default 50
)
returns table (kind text, id uuid, occurred_at timestamptz, details jsonb, cursor text)
language plpgsql
stable
security definer -- definer: row security would ask for the permissions of each of its tables
rows 50
set search_path = ''
set plan_cache_mode = force_generic_plan -- It looks up by keys alone.
as $$
declare
  held constant text [] := private.permitted_in(
    domain_id,
    '{platform_users.view,orders.view,transactions.view,fees.view,cohorts.view,tickets.view,support.view,events.view}'
  );
  trader public.platform_users;
  place record;
  place_at timestamptz;
begin
  perform private.check_page_size(page_size);
  place := private.read_time_cursor('user_timeline', after);
  place_at := coalesce(place.at, 'infinity'); -- Before the first entry.
  select u.* into trader from public.platform_users as u
  where 'platform_users.view' = any(held)
    and u.domain_id = user_timeline.domain_id and u.id = user_timeline.platform_user_id;
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such user');
  end if;
  return query
  select entry.*, private.make_time_cursor('user_timeline', entry.occurred_at, entry.id, trader.domain_id)
  from (
    select traded.* from private.trading_moments(trader, held, place_at, place.id, page_size) as traded
    union all
    select joined.* from private.joining_moments(trader, held, place_at, place.id, page_size) as joined
    union all
    select told.* from private.contact_moments(trader, held, place_at, place.id, page_size) as told
  ) as entry
  order by entry.occurred_at desc, entry.id desc
  limit page_size;
end;
$$;

comment on function public.user_timeline(uuid, uuid, text, integer) is
'What a user of a platform did and what was done about him, newest first. kind: order, trade, fee (a rule for him alone, when it begins), joined, referral (whom he brought), cohort_entered, cohort_left, invite_code, ticket, note (of support, on a ticket about him) or event. Each part needs its own permission: orders.view, transactions.view, fees.view, cohorts.view, tickets.view, support.view, events.view; all of it platform_users.view. '
'after: the cursor of the last row of the page before. page_size: 1 to 500. Errors: P0002 NOT_FOUND when the user is not there or not visible; 22023 INVALID_INPUT.';
revoke all on function public.user_timeline(uuid, uuid, text, integer) from public, anon, service_role;
grant execute on function public.user_timeline(uuid, uuid, text, integer) to authenticated;
