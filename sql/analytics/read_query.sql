-- requires: sql/platform/read_filter.sql sql/platform/bad_input.sql
create or replace function private.read_query(metric text, dims text [], filter jsonb)
returns jsonb
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  of_window constant jsonb := '{"from": "time", "to": "time", "domain_ids": "uuids"}';
  of_trades constant jsonb := '{
    "order_type": {"some_of": ["market", "dca", "limit", "twap", "vwap", "custom"]},
    "side": {"some_of": ["buy", "sell"]}, "provider": "texts", "token_id": "uuids", "is_referred": "boolean",
    "venue": {"some_of": ["web", "mobile", "unknown"]}, "cohort_id": "uuids"
  }';
  of_events constant jsonb := '{
    "name": "texts", "actor_kind": {"some_of": ["user", "bo_user", "system", "integration"]}, "source": "texts"
  }';
  shapes constant jsonb := case
    when metric in ('transactions', 'volume_usd_minor', 'traders') then of_trades
    when metric in ('events', 'active_users') then of_events
  end;
begin
  if shapes is null then
    perform private.bad_input('metric', 'must be transactions, volume_usd_minor, traders, events or active_users');
  end if;
  if dims <@ array(select 'domain_id' union all select jsonb_object_keys(shapes)) is not true then
    perform private.bad_input('dims', 'must be of domain_id, ' || (
      select string_agg(d.name, ', ' order by d.name) from jsonb_object_keys(shapes) as d (name)
    ));
  end if;
  return private.read_filter(filter, of_window || shapes);
end;
$$;

comment on function private.read_query(text, text [], jsonb) is
'The filter of query_metric() without its nulls. Raises 22023 for a metric, a dimension or a filter that there is not.';
revoke all on function private.read_query(text, text [], jsonb) from public, anon, authenticated, service_role;
