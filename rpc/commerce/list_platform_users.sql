create or replace function public.list_platform_users(
  domain_ids uuid [] default null,
  status text default null,
  after text default null,
  page_size integer default 50
)
returns table (
  domain_id uuid, id uuid, external_id text, tag text, email text, wallets text [], referrer_id uuid,
  user_status text, joined_at timestamptz, version integer, cursor text
)
language plpgsql
stable
security definer -- definer: two tests of domain_id, the policy's and ours, mislead the planner to other indexes
rows 50
set search_path = ''
set plan_cache_mode = force_custom_plan -- One status has its own index.
as $$
declare
  mine constant uuid [] := private.permitted_domains('platform_users.view', domain_ids);
  wanted constant text := list_platform_users.status;
  place record;
begin
  perform private.check_page_size(page_size);
  if wanted <> all('{waitlist,pending,active,inactive,deleted}') then
    perform private.bad_input('status', 'waitlist, pending, active, inactive or deleted');
  end if;
  place := private.read_time_cursor('platform_users', after);
  return query
  select
    page.domain_id, page.id, page.external_id, page.tag, page.email, page.wallets, page.referrer_id,
    page.status, page.joined_at, page.version,
    private.make_time_cursor('platform_users', page.joined_at, page.id, page.domain_id)
  from unnest(mine) as tenant (id)
  cross join lateral (
    select u.* from public.platform_users as u
    where
      u.domain_id = tenant.id
      and (wanted is null or u.status = wanted)
      and (after is null or (u.joined_at, u.id, u.domain_id) < (place.at, place.id, place.domain_id))
    order by u.joined_at desc, u.id desc
    limit page_size
  ) as page
  order by page.joined_at desc, page.id desc, page.domain_id desc
  limit page_size;
end;
$$;

comment on function public.list_platform_users(uuid [], text, text, integer) is
'Users of the platforms, last joined first. status: waitlist, pending, active, inactive or deleted; null for all. after: the cursor of the last row of the page before. page_size: 1 to 500. Needs platform_users.view. '
'Errors: 42501 PERMISSION_DENIED for a domain where it is not held; 22023 INVALID_INPUT. Example: {"status": "active", "page_size": 20}';
revoke all on function public.list_platform_users(uuid [], text, text, integer) from public, anon, service_role;
grant execute on function public.list_platform_users(uuid [], text, text, integer) to authenticated;
