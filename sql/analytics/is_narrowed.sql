-- requires: sql/engagement/engagement_filter.sql
create or replace function private.is_narrowed(wanted private.engagement_filter)
returns boolean
language plpgsql
immutable
security invoker
set search_path = ''
as $$
begin
  -- By name, so that a key which is added to the filter later narrows too.
  return jsonb_strip_nulls(to_jsonb(wanted) - '{from,to,domain_ids,include_test}'::text []) <> '{}';
end;
$$;

comment on function private.is_narrowed(private.engagement_filter) is
'Whether the filter asks for some conversations only, which the rollups do not tell apart.';

revoke all on function private.is_narrowed(private.engagement_filter) from public;
