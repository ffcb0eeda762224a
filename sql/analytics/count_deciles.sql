-- requires: sql/platform/schemas.sql
create or replace function private.count_deciles(scores numeric [])
returns bigint []
language plpgsql
immutable
parallel safe
security invoker
set search_path = ''
as $$
begin
  return array(
    select count(score.value)
    from generate_series(0, 9) as tenth (number)
    left join unnest(scores) as score (value) on least(9, floor(score.value / 10)) = tenth.number
    group by tenth.number
    order by tenth.number
  );
end;
$$;

comment on function private.count_deciles(numeric []) is
'How many scores of 0 to 100 there are in each tenth: from 0 to under 10, …, from 90 to 100.';

revoke all on function private.count_deciles(numeric []) from public;
