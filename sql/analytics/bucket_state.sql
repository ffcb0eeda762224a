-- requires: sql/platform/schemas.sql
create or replace function private.bucket_state(to_at timestamptz)
returns text
language plpgsql
stable
parallel safe
security invoker
set search_path = ''
as $$
begin
  return case
    when to_at > now() then 'partial'
    when to_at > now() - interval '7 days' then 'provisional'
    else 'final'
  end;
end;
$$;

comment on function private.bucket_state(timestamptz) is
'partial: it is not over. provisional: events may still come late, up to 7 days after its end. final: it changes only by a backfill, and then metric_revisions says so.';

revoke all on function private.bucket_state(timestamptz) from public;
