-- Columns that a trigger keeps clients from choosing: before the row is written, it gives the column a value,
-- or compares the new value with the old one. Whether it does so rightly no text shows; the matrix tries it.
create temp table guarded_columns on commit drop as
select distinct columns.relation, columns.number, writing.command
from pg_catalog.pg_trigger
inner join functions on functions.oid = pg_trigger.tgfoid
inner join columns on columns.relation = pg_trigger.tgrelid
inner join (values ('insert', 4), ('update', 16)) as writing (command, bit) on pg_trigger.tgtype & writing.bit > 0
cross join lateral (
  select pg_temp.word('new.' || lower(columns.name)) as new_value, pg_temp.word('old.' || lower(columns.name)) as old_value
) as word
where
  -- a row's, and before it: 1 and 2
  pg_trigger.tgtype & 3 = 3
  and pg_trigger.tgenabled in ('O', 'A')
  and (
    functions.body ~ ('(;|\mbegin|\mthen|\melse|\mloop)\s*' || word.new_value || '\s*:?=')
    or writing.command = 'update' and functions.body ~ (
      word.new_value || '\s*(<>|!=|is\s+distinct\s+from)\s*' || word.old_value || '|'
      || word.old_value || '\s*(<>|!=|is\s+distinct\s+from)\s*' || word.new_value
    )
  );
