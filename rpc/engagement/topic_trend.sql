create or replace function public.topic_trend(filter jsonb default '{}')
returns table (
  domain_id uuid,
  topic_id uuid,
  topic_name text,
  conversations bigint,
  classified bigint,
  share numeric,
  share_lower numeric,
  share_upper numeric,
  previous_conversations bigint,
  previous_classified bigint,
  previous_share numeric,
  previous_lower numeric,
  previous_upper numeric,
  share_change numeric,
  trend text
)
language plpgsql
stable
security definer -- definer: counts past row security, of the domains where the person may view topics
rows 100
set search_path = ''
as $$
declare
  wanted private.engagement_filter;
  before private.engagement_filter;
begin
  wanted := private.topic_window(filter);
  before := wanted;
  before."to" := wanted."from";
  before."from" := wanted."from" - (wanted."to" - wanted."from");
  return query select changed.* from private.compare_topics(wanted, before) as changed;
end;
$$;

comment on function public.topic_trend(jsonb) is
'Each topic''s share of the classified conversations of its domain, in the window of the filter and in the equally long one before, each with its Wilson 95 % interval. trend: emerging (the lower bound is above the upper bound of before), fading (the reverse), steady, or unknown, without share_change, where either window has under 20 classified conversations. filter, permissions and errors as topic_frequency. Example: {"filter": {"from": "2026-11-01T00:00:00Z", "to": "2026-11-15T00:00:00Z"}}';

revoke all on function public.topic_trend(jsonb) from public, anon, service_role;
grant execute on function public.topic_trend(jsonb) to authenticated;
