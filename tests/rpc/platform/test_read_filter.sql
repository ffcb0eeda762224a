-- What a list's filter may hold: each shape takes what it says, and tells in words what it does not.
begin;
select plan(4);

create temporary table tried (shape jsonb, value jsonb, fault text) on commit drop;
insert into tried values
('"boolean"', 'true', null), ('"boolean"', '"true"', 'must be true or false'),
('"uuid"', '"10000000-0000-4000-8000-000000000001"', null), ('"uuid"', '"x"', 'must be a uuid'),
('"uuids"', '["10000000-0000-4000-8000-000000000001"]', null), ('"uuids"', '[]', null),
('"uuids"', '"10000000-0000-4000-8000-000000000001"', 'must be an array of uuids'),
('"uuids"', '"{}"', 'must be an array of uuids'),
('"uuids"', '[null]', 'must be an array of uuids'), ('"uuids"', '["x"]', 'must be an array of uuids'),
('"time"', '"2026-03-29T00:00:00Z"', null),
('"time"', '"2026-03-29T00:00:00"', 'must be a time with a zone, such as 2026-03-29T00:00:00Z'),
('"score"', '0', null), ('"score"', '100', null), ('"score"', '100.5', 'must be a number from 0 to 100'),
('"score"', '-1', 'must be a number from 0 to 100'), ('"score"', '"50"', 'must be a number from 0 to 100'),
('"language"', '"fil"', null), ('"language"', '"english"', 'must be a language code such as en'),
('"text"', '"a"', null), ('"text"', '" "', 'must be a text of 1 to 500 characters'),
('"text"', '7', 'must be a text of 1 to 500 characters'),
('["a", "b", "c"]', '"b"', null), ('["a", "b", "c"]', '"d"', 'must be a, b or c'),
('["a", "b"]', '["a"]', 'must be a or b'),
('{"some_of": ["a", "b"]}', '["b", "a"]', null), ('{"some_of": ["a", "b"]}', '[]', null),
('{"some_of": ["a", "b"]}', '"a"', 'must be an array of a or b'),
('{"some_of": ["a", "b"]}', '["a", "c"]', 'must be an array of a or b'),
(null, 'true', 'is no known filter');

select is_empty(
  $$ select tried.*, private.filter_fault(value, shape) as told from tried
     where private.filter_fault(value, shape) is distinct from fault $$,
  'each shape takes what it says'
);
select is(
  private.read_filter('{"a": "x", "b": null}', '{"a": "text", "b": "uuid"}'), '{"a": "x"}', 'a null is no filter'
);
select is(
  array[private.read_filter(null, '{}'), private.read_filter('null', '{}')],
  array['{}', '{}']::jsonb[], 'nor is a whole one'
);
select throws_ok(
  $$ select private.read_filter('{"z": 1, "b": 1, "a": "x"}', '{"a": "text", "b": "uuid"}') $$,
  '22023', 'filter.b: must be a uuid', 'the first key that is wrong is named'
);
select * from finish();
rollback;
