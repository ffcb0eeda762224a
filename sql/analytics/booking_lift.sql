-- requires: sql/platform/schemas.sql
create or replace function private.booking_lift(metrics jsonb)
returns jsonb
language plpgsql
immutable
security invoker
set search_path = ''
as $$
declare
  with_agent constant numeric := metrics #>> '{booking_rate_with_agent,value}';
  without_agent constant numeric := metrics #>> '{booking_rate_without_agent,value}';
begin
  return jsonb_build_object(
    'difference', with_agent - without_agent,
    'ratio', with_agent / nullif(without_agent, 0),
    'people_with_agent', metrics #> '{booking_rate_with_agent,denominator}',
    'people_without_agent', metrics #> '{booking_rate_without_agent,denominator}',
    'caution', 'self_selected'
  );
end;
$$;

comment on function private.booking_lift(jsonb) is
'How much more often those book who had a conversation than those who only saw the widget. Who talks has chosen to: the difference is not what the agent caused, and caution says so.';

revoke all on function private.booking_lift(jsonb) from public;
