-- requires: sql/engagement/read_engagement_filter.sql
create or replace function private.topic_window(filter jsonb)
returns private.engagement_filter
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  wanted private.engagement_filter := private.read_engagement_filter(filter);
begin
  wanted."to" := coalesce(wanted."to", now());
  wanted."from" := coalesce(wanted."from", wanted."to" - interval '30 days');
  if wanted."from" >= wanted."to" then
    perform private.bad_input('filter.from', 'must be before to');
  end if;
  if wanted."to" - wanted."from" > interval '400 days' then
    perform private.bad_input('filter.from', 'at most 400 days before to');
  end if;
  return wanted;
end;
$$;

comment on function private.topic_window(jsonb) is
'The filter with both ends of its window: without to until now, without from the 30 days before. Raises 22023 for none or over 400 days.';

revoke all on function private.topic_window(jsonb) from public;
