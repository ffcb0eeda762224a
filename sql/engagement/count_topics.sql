-- requires: sql/engagement/count_found_topics.sql sql/analytics/count_topic_blocks.sql
-- requires: sql/analytics/is_narrowed.sql
create or replace function private.count_topics(
  wanted private.engagement_filter,
  tenants uuid [],
  bucket text default null,
  time_zone text default 'UTC'
)
returns table (domain_id uuid, starts_on date, topic_id uuid, conversations bigint, classified bigint)
language plpgsql
stable
security invoker
rows 1000
set search_path = ''
as $$
begin
  if private.is_narrowed(wanted) or (wanted).include_test then
    return query select * from private.count_found_topics(wanted, bucket, time_zone);
    return;
  end if;
  return query select * from private.count_topic_blocks(
    tenants, (wanted)."from", (wanted)."to", bucket, time_zone
  );
end;
$$;

comment on function private.count_topics(private.engagement_filter, uuid [], text, text) is
'By domain and bucket (day, week or month in a time zone; null: the whole window) and topic, hidden ones too: conversations with it, and all that were classified. tenants: the domains of the filter, where the person may view topics: who asks has to have asked it. topic_id null: conversations with any topic, each once. Nothing classified: no row.';

revoke all on function private.count_topics(private.engagement_filter, uuid [], text, text) from public;
