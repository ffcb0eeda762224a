-- One address that can be written to. It is not read, so that only its form is looked at.
-- row: T27
begin;
select plan(4);

select is(private.is_email('nadia.bianchi@mail.example'), true, 'an address');
select is(
  array[private.is_email('nadia@mail'), private.is_email('a@mail.example, b@mail.example'), private.is_email('<a@mail.example>')],
  '{f,f,f}'::boolean [], 'neither half of one, nor two, nor one with a bracket'
);
select is(private.is_email(repeat('a', 241) || '@mail.example'), true, 'of 254 characters');
select is(private.is_email(repeat('a', 242) || '@mail.example'), false, 'and not of 255');

select * from finish();
rollback;
