-- requires: sql/engagement/engagement_filter.sql sql/platform/read_filter.sql
create or replace function private.read_engagement_filter(filter jsonb)
returns private.engagement_filter
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  given constant jsonb := private.read_filter(
    filter,
    '{
      "from": "time",
      "to": "time",
      "domain_ids": "uuids",
      "score_min": "score",
      "score_max": "score",
      "outcome": ["demo_booked", "email_captured", "demo_proposed", "cta_clicked", "none"],
      "language": "language",
      "has_email": "boolean",
      "include_test": "boolean",
      "account_id": "uuid",
      "topic_id": "uuid",
      "status": ["open", "closed", "handed_over"],
      "text": "text"
    }'
  );
begin
  return jsonb_populate_record(null::private.engagement_filter, given);
end;
$$;

comment on function private.read_engagement_filter(jsonb) is
'The filter with its types. Raises 22023 that names an unknown or ill-typed key. Null means no filter.';
revoke all on function private.read_engagement_filter(jsonb) from public, anon, authenticated, service_role;
