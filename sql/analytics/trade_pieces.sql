-- requires: sql/analytics/hour_pieces.sql sql/analytics/dirty_trades.sql sql/identity/domains.sql
create or replace function private.trade_pieces(domain_ids uuid [], marks timestamptz [])
returns table (
  domain_id uuid, place integer, level smallint, block integer, begins_at timestamptz, ends_at timestamptz
)
language plpgsql
stable
security invoker
rows 100
set search_path = ''
as $$
begin
  return query
  select tenant.id, span.place, cut.*
  from public.domains as tenant
  cross join generate_series(1, cardinality(marks) - 1) as span (place)
  cross join lateral private.hour_pieces(
    greatest(marks[span.place], tenant.stats_valid_from), marks[span.place + 1],
    array(
      select dirty.hour from private.dirty_trades as dirty
      where
        dirty.domain_id = tenant.id
        and dirty.hour >= floor(private.hour_number(marks[span.place]))
        and dirty.hour < private.hour_number(marks[span.place + 1])
    )
  ) as cut
  where tenant.id = any(domain_ids) and (tenant.stats_valid_from < marks[span.place + 1]) is not false;
end;
$$;

comment on function private.trade_pieces(uuid [], timestamptz []) is
'The time from each mark to the next (place 1, 2 …) in pieces as private.hour_pieces: blocks that are counted, and times of which the trades are to be read. A domain counts from its stats_valid_from on.';

revoke all on function private.trade_pieces(uuid [], timestamptz []) from public, anon, authenticated, service_role;
