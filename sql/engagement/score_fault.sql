-- requires: sql/platform/default_privileges.sql
create or replace function private.score_fault(
  score numeric,
  rubric_version integer,
  dimensions jsonb,
  reason text
)
returns text
language plpgsql
immutable
security invoker
set search_path = ''
as $$
begin
  return case
    when score between 0 and 100 is not true then 'score: must be a number from 0 to 100'
    when rubric_version > 0 is not true then 'rubric_version: must be a whole number from 1'
    when jsonb_typeof(dimensions) is distinct from 'object'
      or (select count(*) from jsonb_object_keys(dimensions)) > 50
      then 'dimensions: must be an object of at most 50 numbers'
    when jsonb_path_exists(
      dimensions, 'strict $.* ? (@.type() != "number" || @ < 0 || @ > 100)'
    ) then 'dimensions: each must be a number from 0 to 100'
    when length(reason) > 2000 then 'reason: must be a text of at most 2000 characters'
  end;
end;
$$;

comment on function private.score_fault(numeric, integer, jsonb, text) is
'What is wrong with a score, as "field: problem"; null when nothing.';

revoke all on function private.score_fault(numeric, integer, jsonb, text) from public;
