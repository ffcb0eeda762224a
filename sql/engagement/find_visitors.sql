-- requires: sql/engagement/newest_visitors.sql sql/engagement/narrowed_visitors.sql
-- requires: sql/engagement/permitted_domains.sql sql/analytics/is_narrowed.sql
-- The one place that says which visitors a filter means.
create or replace function private.find_visitors(
  wanted private.engagement_filter,
  after_at timestamptz default null,
  after_id uuid default null,
  after_domain_id uuid default null,
  page_size integer default null
)
returns table (domain_id uuid, id uuid, account_id uuid, last_seen_at timestamptz)
language plpgsql
stable
security definer -- definer: newest_visitors and narrowed_visitors are for our own functions only
rows 50
set search_path = ''
as $$
declare
  mine constant uuid [] := private.permitted_domains('visitors.view', (wanted).domain_ids);
begin
  if num_nonnulls((wanted)."from", (wanted)."to") > 0 or private.is_narrowed(wanted) then
    return query select found.* from private.narrowed_visitors(
      wanted, mine, after_at, after_id, after_domain_id, page_size
    ) as found;
  else
    return query select found.* from private.newest_visitors(
      mine, coalesce((wanted).include_test, false), after_at, after_id, after_domain_id, page_size
    ) as found;
  end if;
end;
$$;

comment on function private.find_visitors(
  private.engagement_filter, timestamptz, uuid, uuid, integer
) is
'The visitors that the filter means, last seen first: with a session in the period, and a conversation that meets what the filter asks of conversations. Merged visitors are left out.';

revoke all on function private.find_visitors(
  private.engagement_filter, timestamptz, uuid, uuid, integer
) from public, anon, authenticated, service_role;
