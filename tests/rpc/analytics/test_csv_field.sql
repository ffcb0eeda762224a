-- Fields of CSV: quoted as RFC 4180 has it, and no formula for a spreadsheet.
-- row: C50 T49
begin;
select plan(21);

create function pg_temp.field(value jsonb) returns text language sql as $$ select private.csv_field(value) $$;
select is(pg_temp.field('"plain"'), 'plain', 'a text is itself');
select is(pg_temp.field(null), '', 'nothing is empty');
select is(pg_temp.field('null'), '', 'null too');
select is(pg_temp.field('12.50'), '12.50', 'a number is a number');
select is(pg_temp.field('-12'), '-12', 'below zero too');
select is(pg_temp.field('true'), 'true', 'a boolean is a word');
select is(pg_temp.field('"a,b"'), '"a,b"', 'a comma is quoted');
select is(pg_temp.field('"say \"hi\""'), '"say ""hi"""', 'quotes are doubled');
select is(pg_temp.field(to_jsonb(e'a\nb'::text)), e'"a\nb"', 'a line feed is quoted');
select is(pg_temp.field(to_jsonb(e'a\rb'::text)), e'"a\rb"', 'a carriage return is, too');
select is(pg_temp.field('"=1+1"'), '"''=1+1"', '= begins no formula');
select is(pg_temp.field('"+1"'), '"''+1"', 'nor does +');
select is(pg_temp.field('"-1"'), '"''-1"', 'nor - in a text');
select is(pg_temp.field('"@SUM(A1)"'), '"''@SUM(A1)"', 'nor @');
select is(pg_temp.field(to_jsonb(e'\t=1'::text)), e'"''\t=1"', 'nor a tab');
select is(pg_temp.field(to_jsonb(e'\r=1'::text)), e'"''\r=1"', 'nor a carriage return');
select is(pg_temp.field(to_jsonb(e'\n=1'::text)), e'"''\n=1"', 'nor a line feed');
select is(pg_temp.field('"a=1"'), 'a=1', 'within a text they are harmless');
select is(pg_temp.field('{"a": "=1"}'), '"{""a"": ""=1""}"', 'an object is its JSON');
select is(
  private.export_line('{"b": "x", "a": 1, "c": [1]}', '{a,b,missing}', 'csv'), e'1,x,\r\n', 'a line has the columns in their order, and no others'
);
select is(
  private.export_line('{"b": "=x", "a": 1, "c": [1]}', '{a,b,c,missing}', 'jsonl'), e'{"a": 1, "b": "=x", "c": [1], "missing": null}\n', 'in JSON as they are'
);

select * from finish();
rollback;
