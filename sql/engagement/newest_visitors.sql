-- requires: sql/engagement/visitors.sql
-- As newest_conversations: one plan for every domain, made once.
create or replace function private.newest_visitors(
  domain_ids uuid [],
  with_tests boolean,
  after_at timestamptz,
  after_id uuid,
  after_domain_id uuid,
  page_size integer
)
returns table (domain_id uuid, id uuid, account_id uuid, last_seen_at timestamptz)
language plpgsql
stable
security definer -- definer: two tests of domain_id, the policy's and ours, mislead the planner to other indexes
rows 50
set search_path = ''
set plan_cache_mode = force_generic_plan
as $$
declare
  -- Before the first row, where no place is given.
  place_at constant timestamptz := coalesce(after_at, 'infinity');
begin
  return query
  select page.*
  from unnest(domain_ids) as tenant (id)
  cross join lateral (
    select visitor.domain_id, visitor.id, visitor.account_id, visitor.last_seen_at
    from public.visitors as visitor
    where
      visitor.domain_id = tenant.id
      and visitor.merged_into_id is null
      and (visitor.last_seen_at, visitor.id, visitor.domain_id) < (place_at, after_id, after_domain_id)
      and (with_tests or not visitor.is_test)
    order by visitor.last_seen_at desc, visitor.id desc
    limit page_size
  ) as page
  order by page.last_seen_at desc, page.id desc, page.domain_id desc
  limit page_size;
end;
$$;

comment on function private.newest_visitors(uuid [], boolean, timestamptz, uuid, uuid, integer) is
'Visitors of these domains, last seen first, after a place; nulls ask for nothing. Merged ones are left out. Whether the caller may see them is asked before.';

revoke all on function private.newest_visitors(
  uuid [], boolean, timestamptz, uuid, uuid, integer
) from public, anon, authenticated, service_role;
