-- What dashboards may show of trades and referrals; see docs/metrics.md.
insert into public.metric_catalog (metric, rpc, title, description, permission, filter, arguments, dimensions)
select
  listed.metric,
  listed.metric as rpc,
  listed.title,
  listed.description,
  listed.permission,
  jsonb '{"from": "time", "to": "time", "domain_ids": "uuids"}'
  || case when listed.of_trades then jsonb '{
    "order_types": {"some_of": ["market", "dca", "limit", "twap", "vwap", "custom"]}, "side": ["buy", "sell"],
    "token_id": "uuid", "provider": "text", "cohort_id": "uuid", "is_referred": "boolean",
    "venue": ["web", "mobile", "unknown"]
  }' else '{}' end
  || case when listed.by_cycle or listed.of_trades then jsonb '{"cycle_id": "uuid"}' else '{}' end as filter,
  case when listed.by_cycle then jsonb '{"cycle": ["day", "week", "month", "custom"]}' else '{}' end
  || jsonb '{"time_zone": "text"}' as arguments,
  listed.dimensions
from (
  values
    (
      'transaction_stats', 'Trades', 'Trades and their volume per cycle, by status and type.', 'analytics.view', true,
      true, '{begins_on}'::text []
    ),
    (
      'volume_by_token', 'Volume by token', 'What was traded of each token.', 'analytics.view', true, false,
      '{domain_id,token_id}'
    ),
    (
      'fee_stats', 'Fees', 'What the platform earned per cycle, and its effective rate.', 'fees.manage', true, true,
      '{begins_on}'
    ),
    (
      'referral_revenue', 'Volume of referrals', 'What users who were brought traded and paid, by level.',
      'fees.manage', true, true, '{begins_on,level}'
    ),
    (
      'referral_stats', 'Referrals', 'Users who brought others, and who were brought, per cycle.', 'analytics.view',
      false, true, '{begins_on}'
    ),
    (
      'referral_summary', 'Referral programme', 'The referral programme in one row.', 'analytics.view', false, false,
      '{}'
    )
) as listed (metric, title, description, permission, of_trades, by_cycle, dimensions)
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
