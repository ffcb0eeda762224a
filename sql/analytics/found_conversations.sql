-- requires: sql/analytics/counted_conversations.sql sql/engagement/find_conversations.sql
-- What the lists find and what the numbers count, both: so a filter means the same on every page, and
-- tells nobody about conversations that they may not read.
create or replace function private.found_conversations(
  wanted private.engagement_filter,
  domain_ids uuid [],
  from_at timestamptz,
  to_at timestamptz
)
returns setof private.counted_conversations
language plpgsql
stable
security invoker
rows 1000
set search_path = ''
as $$
begin
  wanted.domain_ids := found_conversations.domain_ids;
  wanted."from" := from_at;
  wanted."to" := to_at;
  return query
  select talk.*
  from private.find_conversations(wanted) as found
  inner join public.domains as tenant on found.domain_id = tenant.id
  cross join lateral (
    select counted.* from private.counted_conversations as counted
    where counted.domain_id = found.domain_id and counted.id = found.id
    limit 1 -- There is one at most; said so, each is looked up.
  ) as talk
  where tenant.stats_valid_from is null or found.started_at >= tenant.stats_valid_from;
end;
$$;

comment on function private.found_conversations(
  private.engagement_filter, uuid [], timestamptz, timestamptz
) is
'The counted conversations that the filter means, of these domains and this window. Raises 42501 where the person may not view conversations.';

revoke all on function private.found_conversations(
  private.engagement_filter, uuid [], timestamptz, timestamptz
) from public;
