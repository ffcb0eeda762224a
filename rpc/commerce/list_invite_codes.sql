create or replace function public.list_invite_codes(
  domain_ids uuid [] default null,
  cohort_id uuid default null,
  after text default null,
  page_size integer default 50
)
returns table (
  domain_id uuid, id uuid, code text, code_cohort_id uuid, owner_user_id uuid, slots_total integer,
  slots_used integer, starts_at timestamptz, ends_at timestamptz, is_active boolean, created_at timestamptz,
  version integer, cursor text
)
language plpgsql
stable
security definer -- definer: two tests of domain_id, the policy's and ours, mislead the planner to other indexes
rows 50
set search_path = ''
set plan_cache_mode = force_custom_plan -- One cohort has its own index.
as $$
declare
  mine constant uuid [] := private.permitted_domains('cohorts.view', domain_ids);
  wanted constant uuid := list_invite_codes.cohort_id;
  place record;
begin
  perform private.check_page_size(page_size);
  place := private.read_time_cursor('invite_codes', after);
  return query
  select
    page.domain_id, page.id, page.code, page.cohort_id, page.owner_user_id, page.slots_total, page.slots_used,
    page.starts_at, page.ends_at, page.is_active, page.created_at, page.version,
    private.make_time_cursor('invite_codes', page.created_at, page.id, page.domain_id)
  from unnest(mine) as tenant (id)
  cross join lateral (
    select c.* from public.invite_codes as c
    where
      c.domain_id = tenant.id
      and (wanted is null or c.cohort_id = wanted)
      and (after is null or (c.created_at, c.id, c.domain_id) < (place.at, place.id, place.domain_id))
    order by c.created_at desc, c.id desc
    limit page_size
  ) as page
  order by page.created_at desc, page.id desc, page.domain_id desc
  limit page_size;
end;
$$;

comment on function public.list_invite_codes(uuid [], uuid, text, integer) is
'Invite codes of the platforms with how many slots are used, newest first. cohort_id: those that lead into it. after: the cursor of the last row of the page before. page_size: 1 to 500. Needs cohorts.view. '
'Errors: 42501 PERMISSION_DENIED for a domain where it is not held; 22023 INVALID_INPUT. Example: {"page_size": 20}';
revoke all on function public.list_invite_codes(uuid [], uuid, text, integer) from public, anon, service_role;
grant execute on function public.list_invite_codes(uuid [], uuid, text, integer) to authenticated;
