-- requires: sql/analytics/hour_pieces.sql sql/analytics/dirty_topics.sql
create or replace function private.topic_pieces(domain_id uuid, from_at timestamptz, to_at timestamptz)
returns table (level smallint, block integer, begins_at timestamptz, ends_at timestamptz)
language plpgsql
stable
security invoker
rows 20
set search_path = ''
as $$
begin
  return query
  select part.*
  from private.hour_pieces(from_at, to_at, array(
    select dirty.hour from private.dirty_topics as dirty
    where
      dirty.domain_id = topic_pieces.domain_id
      and dirty.hour >= floor(private.hour_number(from_at)) and dirty.hour < private.hour_number(to_at)
  )) as part;
end;
$$;

comment on function private.topic_pieces(uuid, timestamptz, timestamptz) is
'A window in pieces, each instant in one: blocks (level and block) of whole hours that are counted, and times (begins_at, ends_at) of which the conversations are to be read.';

revoke all on function private.topic_pieces(uuid, timestamptz, timestamptz) from public;
