-- requires: sql/analytics/csv_field.sql
create or replace function private.export_line(row_data jsonb, columns text [], format text)
returns text
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  if format = 'csv' then
    return (
      select string_agg(private.csv_field(row_data -> c.name), ',' order by c.place)
      from unnest(columns) with ordinality as c (name, place)
    ) || e'\r\n';
  end if;
  return (
    select '{' || string_agg(to_json(c.name) || ': ' || coalesce((row_data -> c.name)::text, 'null'), ', ' order by c.place)
    from unnest(columns) with ordinality as c (name, place)
  ) || e'}\n';
end;
$$;

comment on function private.export_line(jsonb, text [], text) is
'A row as a line of an export, with its end. format: csv or jsonl.';
revoke all on function private.export_line(jsonb, text [], text) from public, anon, authenticated, service_role;
