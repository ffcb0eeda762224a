-- requires: sql/engagement/read_engagement_filter.sql sql/analytics/is_narrowed.sql sql/platform/bad_input.sql
create or replace function private.read_activity_filter(filter jsonb)
returns private.engagement_filter
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  wanted constant private.engagement_filter := private.read_engagement_filter(filter);
begin
  -- Who only looked at a page has no topic, language or outcome.
  if private.is_narrowed(wanted) then
    perform private.bad_input('filter', 'activity is counted by from, to and domain_ids alone');
  end if;
  return wanted;
end;
$$;

comment on function private.read_activity_filter(jsonb) is
'The filter of the analytics pages, without what asks for some conversations only. Raises 22023.';

revoke all on function private.read_activity_filter(jsonb) from public;
