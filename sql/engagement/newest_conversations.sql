-- requires: sql/engagement/conversations.sql
-- The page that opens first, and most often. Its plan is the same for every window and domain, so that it is
-- made once: planning costs more than reading fifty rows of an index.
create or replace function private.newest_conversations(
  domain_ids uuid [],
  from_at timestamptz,
  to_at timestamptz,
  with_tests boolean,
  after_at timestamptz,
  after_id uuid,
  after_domain_id uuid,
  page_size integer
)
returns table (domain_id uuid, id uuid, visitor_id uuid, started_at timestamptz)
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
    select talk.domain_id, talk.id, talk.visitor_id, talk.started_at
    from public.conversations as talk
    where
      talk.domain_id = tenant.id
      and (talk.started_at, talk.id, talk.domain_id) < (place_at, after_id, after_domain_id)
      and talk.started_at >= coalesce(from_at, '-infinity')
      and talk.started_at < coalesce(to_at, 'infinity')
      and (with_tests or not talk.is_test)
    order by talk.started_at desc, talk.id desc
    limit page_size
  ) as page
  order by page.started_at desc, page.id desc, page.domain_id desc
  limit page_size;
end;
$$;

comment on function private.newest_conversations(
  uuid [], timestamptz, timestamptz, boolean, timestamptz, uuid, uuid, integer
) is
'Conversations of these domains in that window, newest first, after a place; nulls ask for nothing. Whether the caller may see them is asked before.';

revoke all on function private.newest_conversations(
  uuid [], timestamptz, timestamptz, boolean, timestamptz, uuid, uuid, integer
) from public, anon, authenticated, service_role;
