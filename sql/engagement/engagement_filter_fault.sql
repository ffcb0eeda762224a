-- requires: sql/engagement/is_zoned_time.sql
create or replace function private.engagement_filter_fault(key text, value jsonb)
returns text
language plpgsql
stable
parallel safe
security invoker
set search_path = ''
as $$
declare
  given constant text := value #>> '{}';
begin
  return case
    when key in ('from', 'to') and not private.is_zoned_time(given)
      then 'must be a time with a zone, such as 2026-03-29T00:00:00Z'
    when key = 'domain_ids' and (
      jsonb_typeof(value) <> 'array'
      or jsonb_path_exists(value, '$[*] ? (@.type() != "string")')
      or not private.is_valid_input(translate(given, '[]', '{}'), 'uuid[]')
    ) then 'must be an array of uuids'
    when key in ('score_min', 'score_max') and jsonb_typeof(value) <> 'number'
      then 'must be a number from 0 to 100'
    when key = 'outcome'
      and given not in ('demo_booked', 'email_captured', 'demo_proposed', 'cta_clicked', 'none')
      then 'must be demo_booked, email_captured, demo_proposed, cta_clicked or none'
    when key = 'language' and given !~ '^[a-z]{2,3}$' then 'must be a language code such as en'
    when key in ('has_email', 'include_test') and jsonb_typeof(value) <> 'boolean'
      then 'must be true or false'
    when key in ('account_id', 'topic_id') and not private.is_valid_input(given, 'uuid') then 'must be a uuid'
    when key = 'status' and given not in ('open', 'closed', 'handed_over')
      then 'must be open, closed or handed_over'
    when key = 'text' and (jsonb_typeof(value) <> 'string' or length(given) not between 1 and 500)
      then 'must be a text of 1 to 500 characters'
    when key not in (
      'from', 'to', 'domain_ids', 'score_min', 'score_max', 'outcome', 'language', 'has_email',
      'account_id', 'status', 'text', 'include_test', 'topic_id'
    ) then 'is no known filter'
  end;
end;
$$;

comment on function private.engagement_filter_fault(text, jsonb) is
'What is wrong with one entry of a filter; null when nothing.';

revoke all on function private.engagement_filter_fault(text, jsonb) from public, anon, authenticated, service_role;
