-- What dashboards may show. Another metric is another row here: see docs/metrics.md.
insert into public.metric_catalog (metric, rpc, title, description, permission, filter, arguments, dimensions)
select
  listed.metric,
  listed.metric as rpc,
  listed.title,
  listed.description,
  listed.permission,
  jsonb '{"from": "time", "to": "time", "domain_ids": "uuids"}'
  || case when listed.of_conversations then jsonb '{
    "score_min": "score", "score_max": "score", "language": "language", "has_email": "boolean",
    "outcome": ["demo_booked", "email_captured", "demo_proposed", "cta_clicked", "none"], "account_id": "uuid",
    "topic_id": "uuid", "status": ["open", "closed", "handed_over"], "text": "text"
  }' else '{}' end as filter,
  case when listed.by_bucket then jsonb '{"bucket": ["day", "week", "month"]}' else '{}' end
  || case when listed.by_zone then jsonb '{"time_zone": "text"}' else '{}' end
  || case when listed.metric = 'retention' then jsonb '{
    "variant": ["n_day", "unbounded"], "cohort": ["first_active", "sign_up"]
  }' else '{}' end as arguments,
  listed.dimensions
from (
  values
    (
      'client_dashboard', 'Overview', 'The numbers of the dashboard, with the period before.', 'analytics.view', true,
      false, true, '{}'::text []
    ),
    (
      'dashboard_series', 'Conversations over time', 'The counts of the dashboard for each part of the window.',
      'analytics.view', true, true, true, '{begins_on}'
    ),
    (
      'activity_series', 'Active persons', 'How many distinct people were active.', 'analytics.view', false, true, true,
      '{begins_on}'
    ),
    (
      'growth_accounting', 'Growth', 'Where the active persons of a period came from.', 'analytics.view', false, true,
      true, '{begins_on}'
    ),
    ('retention', 'Retention', 'Who comes back.', 'analytics.view', false, true, true, '{cohort_on,later}'),
    (
      'topic_frequency', 'Topics over time', 'What conversations are about.', 'topics.view', false, true, true,
      '{domain_id,starts_on,topic_id}'
    ),
    (
      'topic_trend', 'Topics that move', 'Topics whose share changed.', 'topics.view', false, false, false,
      '{domain_id,topic_id}'
    ),
    (
      'event_activity', 'Users of the platform', 'Active users and events of the event log.', 'analytics.view', false,
      true, true, '{begins_on}'
    )
) as listed (metric, title, description, permission, of_conversations, by_bucket, by_zone, dimensions)
union all
select
  'breakdown' as metric,
  'query_metric' as rpc,
  'Breakdown' as title,
  'A number of trades or events, divided by any of its dimensions.' as description,
  'analytics.view' as permission,
  '{
    "from": "time", "to": "time", "domain_ids": "uuids", "provider": "texts", "token_id": "uuids", "name": "texts",
    "order_type": {"some_of": ["market", "dca", "limit", "twap", "vwap", "custom"]}, "source": "texts",
    "side": {"some_of": ["buy", "sell"]}, "is_referred": "boolean",
    "venue": {"some_of": ["web", "mobile", "unknown"]}, "cohort_id": "uuids",
    "actor_kind": {"some_of": ["user", "bo_user", "system", "integration"]}
  }' as filter,
  '{
    "metric": ["transactions", "volume_usd_minor", "traders", "events", "active_users"],
    "dims": {"some_of": [
      "domain_id", "order_type", "side", "provider", "token_id", "is_referred", "venue", "cohort_id", "name", "actor_kind", "source"
    ]},
    "bucket": ["day", "week", "month"], "time_zone": "text"
  }' as arguments,
  '{begins_on,parts}' as dimensions
on conflict (metric) do update
set
  rpc = excluded.rpc,
  title = excluded.title,
  description = excluded.description,
  permission = excluded.permission,
  filter = excluded.filter,
  arguments = excluded.arguments,
  dimensions = excluded.dimensions
where to_jsonb(metric_catalog) <> to_jsonb(excluded);
