-- requires: sql/analytics/export_line.sql sql/analytics/export_kinds.sql
-- The function's name comes from the catalogue; the filter and the place are values.
create or replace function private.export_page(
  kind public.export_kinds,
  filter jsonb,
  format text,
  after text,
  page_size integer,
  out content text,
  out row_count integer,
  out last_cursor text
)
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  execute pg_catalog.format(
    'select string_agg(private.export_line(to_jsonb(r), $4, $5), '''' order by r.place), count(*)::integer,
      (array_agg(r.cursor order by r.place desc))[1]
    from (
      select l.*, row_number() over () as place
      from public.%I(filter => $1, after => $2, page_size => $3) as l
    ) as r', kind.rpc
  )
  into content, row_count, last_cursor
  using filter, after, page_size, kind.columns, format;
end;
$$;

comment on function private.export_page(public.export_kinds, jsonb, text, text, integer) is
'A page of a list, as text, and where the next begins.';
revoke all on function private.export_page(public.export_kinds, jsonb, text, text, integer)
from public, anon, authenticated, service_role;
