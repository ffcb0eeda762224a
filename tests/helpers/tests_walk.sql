-- Schema `tests`: a list, page after page, as whoever acts.
begin;

create or replace function tests.walk(list text, shown text, page_size integer)
returns text []
language plpgsql
as $$
declare
  seen text [] := '{}';
  last text;
  page record;
begin
  loop
    execute format(
      'select array_agg(r.shown order by r.place) as shown, (array_agg(r.cursor order by r.place desc))[1] as cursor
      from (select (%s)::text as shown, l.cursor, row_number() over () as place from public.%s as l) as r',
      walk.shown, walk.list
    ) into page using last, walk.page_size;
    exit when page.shown is null;
    seen := seen || page.shown;
    last := page.cursor;
  end loop;
  return seen;
end;
$$;
comment on function tests.walk is
'What a list shows of its rows, in its order, when it is read in pages. list: its call, with $1 for the cursor and $2 for the size of a page. shown: an expression over a row, l.';

grant execute on all functions in schema tests to anon, authenticated, service_role;

select plan(1);
select has_function('tests', 'walk', array['text', 'text', 'integer'], 'lists can be walked');
select * from finish();
commit;
