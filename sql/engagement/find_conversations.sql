-- requires: sql/engagement/newest_conversations.sql sql/engagement/narrowed_conversations.sql
-- requires: sql/engagement/permitted_domains.sql sql/analytics/is_narrowed.sql
-- The one place that says which conversations a filter means. What the person may not see must not be
-- told by a filter on it, so such a filter leaves only the domains where it may be seen.
create or replace function private.find_conversations(
  wanted private.engagement_filter,
  after_at timestamptz default null,
  after_id uuid default null,
  after_domain_id uuid default null,
  page_size integer default null
)
returns table (domain_id uuid, id uuid, visitor_id uuid, started_at timestamptz)
language plpgsql
stable
security definer -- definer: newest_conversations and narrowed_conversations are for our own functions only
rows 50
set search_path = ''
as $$
declare
  mine uuid [] := private.permitted_domains('conversations.view', (wanted).domain_ids);
begin
  if (wanted).has_email is not null then
    mine := array(select unnest(mine) intersect select unnest(private.domains_with('visitors.view')));
  end if;
  if (wanted).account_id is not null then
    mine := array(select unnest(mine) intersect select unnest(private.domains_with('accounts.view')));
  end if;
  if page_size is null or private.is_narrowed(wanted) then
    return query select found.* from private.narrowed_conversations(
      wanted, mine, after_at, after_id, after_domain_id, page_size
    ) as found;
  else
    return query select found.* from private.newest_conversations(
      mine, (wanted)."from", (wanted)."to", coalesce((wanted).include_test, false),
      after_at, after_id, after_domain_id, page_size
    ) as found;
  end if;
end;
$$;

comment on function private.find_conversations(
  private.engagement_filter, timestamptz, uuid, uuid, integer
) is
'The conversations that the filter means, of the domains where the person may view conversations, newest first; all of them where page_size is null. Raises 42501 for a named domain that is not theirs, or when there is none.';

revoke all on function private.find_conversations(
  private.engagement_filter, timestamptz, uuid, uuid, integer
) from public;
