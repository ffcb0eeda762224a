create or replace function public.topic_frequency(
  filter jsonb default '{}',
  bucket text default 'day',
  time_zone text default null
)
returns table (
  domain_id uuid,
  starts_on date,
  topic_id uuid,
  topic_name text,
  conversations bigint,
  classified bigint,
  share numeric,
  is_partial boolean
)
language plpgsql
stable
security definer -- definer: counts past row security, of the domains where the person may view topics
rows 100
set search_path = ''
as $$
declare
  wanted private.engagement_filter;
  zone constant text := private.report_time_zone(time_zone);
begin
  wanted := private.topic_window(filter);
  if bucket in ('day', 'week', 'month') is not true then
    perform private.bad_input('bucket', 'must be day, week or month');
  end if;
  return query
  select
    counted.domain_id, counted.starts_on, counted.topic_id, topic.name, counted.conversations,
    counted.classified, round(counted.conversations::numeric / counted.classified, 6),
    -- Cut by the window, or not over yet.
    private.day_begins_at(counted.starts_on, zone) < wanted."from"
    or private.day_begins_at(counted.starts_on + ('1 ' || bucket)::interval, zone)
    > least(wanted."to", now())
  from private.count_topics(
    wanted, private.permitted_domains('topics.view', wanted.domain_ids), bucket, zone
  ) as counted
  left join public.topics as topic
    on counted.domain_id = topic.domain_id and counted.topic_id = topic.id
  where counted.topic_id is null or topic.status = 'active'
  order by counted.starts_on, counted.domain_id, counted.conversations desc, counted.topic_id nulls first;
end;
$$;

comment on function public.topic_frequency(jsonb, text, text) is
'How many conversations had each topic, by domain and bucket (day, week from Monday, month) in time_zone, else the preference report_time_zone: conversations, classified (all that a model or person has looked at), share of these. topic_id null: conversations with any topic, each once; a conversation with several topics counts for each, so shares may add up to more than 1. Hidden topics are left out, merged ones count for their survivor. A bucket without classified conversations has no row; is_partial: the window cuts it, or it is not over. filter: the same object as list_conversations; without from 30 days, at most 400. Needs topics.view, for more than times and domains in the filter also conversations.view. '
'Errors: 22023 INVALID_INPUT; 42501 PERMISSION_DENIED. Example: {"filter": {"from": "2026-11-01T00:00:00Z"}, "bucket": "week", "time_zone": "Europe/Madrid"}';

revoke all on function public.topic_frequency(jsonb, text, text) from public, anon, service_role;
grant execute on function public.topic_frequency(jsonb, text, text) to authenticated;
