-- requires: sql/platform/schemas.sql
create or replace function private.final_days(days date [], causes text [])
returns date []
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return array(
    select taken.day from unnest(days, causes) as taken (day, cause)
    where (taken.day + 1)::timestamp at time zone 'UTC' + interval '7 days' <= now()
      and taken.cause <> 'first_fill'
  );
end;
$$;

comment on function private.final_days(date [], text []) is
'Which of the days (UTC) have numbers that people have seen as final; causes: why each is counted anew.';

revoke all on function private.final_days(date [], text []) from public, anon, authenticated, service_role;
