-- The one way to the vault: an id for a secret, and nothing else in any table.
-- row: R12 C43
begin;
select plan(13);

create temporary table kept on commit drop as select private.store_secret('first', 'a test') as id;
select is((select private.read_secret(id) from kept), 'first', 'what is stored is read');
select is(
  (select description || coalesce(name, '') from vault.secrets inner join kept using (id)), 'a test', 'it is described'
);
select isnt((select private.store_secret('first', 'a test')), (select id from kept), 'the same again is another one');
select is(
  (select private.rotate_secret(id, 'second', 'ignored') from kept), (select id from kept), 'a rotated one keeps its id'
);
select is((select private.read_secret(id) from kept), 'second', 'and is the new one');
create temporary table anew on commit drop as
select private.rotate_secret(null, 'third', 'anew') as third, private.store_secret(repeat('é', 8192), 'x') as longest;
select is((select private.read_secret(third) from anew), 'third', 'without an id it is stored');
select is(private.read_secret(gen_random_uuid()), null, 'an unknown id is no secret');
select is(private.read_secret(null), null, 'nor is none');
select lives_ok('select private.forget_secret(id) from kept', 'it can be forgotten');
select is((select private.read_secret(id) from kept), null, 'then it is gone');
select lives_ok('select private.forget_secret(null)', 'nothing can be forgotten too');
select is(
  array[
    tests.refusal($$ select private.store_secret('', 'x') $$), tests.refusal($$ select private.store_secret(null, 'x') $$),
    tests.refusal($$ select private.store_secret(repeat('x', 8193), 'x') $$),
    tests.refusal($$ select private.rotate_secret(gen_random_uuid(), '', 'x') $$),
    tests.refusal($$ select private.rotate_secret(gen_random_uuid(), repeat('x', 8193), 'x') $$),
    tests.refusal($$ select private.rotate_secret(gen_random_uuid(), null, 'x') $$)
  ], array_fill('22023 INVALID_INPUT'::text, array[6]), 'a secret has 1 to 8192 characters'
);
select is((select private.read_secret(longest) from anew), repeat('é', 8192), 'each of them comes back');

select * from finish();
rollback;
