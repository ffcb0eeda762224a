-- Says everything of who reads tickets but one thing: that closed ones are hidden.
begin;
select plan(5);

select set_config('request.jwt.claims', '{"sub": "a0000000-0000-4000-8000-000000000001"}', true);
update desk.tickets set closed_at = null;
set local role authenticated;
select results_eq('select title from desk.tickets order by title', array['mine', 'old'], 'an agent reads the own team');
select is((select count(*) from desk.tickets where team_id <> 1), 0::bigint, 'and no other');

set local role anon;
select throws_ok('select from desk.tickets', '42501', null, 'anon is refused');

set local role authenticated;
select set_config('request.jwt.claims', '{}', true);
select is((select count(*) from desk.tickets), 0::bigint, 'a stranger reads none');

set local role none;
insert into desk.tickets (team_id, copied_to, title) values (2, 1, 'copied');
select set_config('request.jwt.claims', '{"sub": "a0000000-0000-4000-8000-000000000001"}', true);
set local role authenticated;
select is((select count(*) from desk.tickets where title = 'copied'), 0::bigint, 'who gets a copy does not read the ticket');

select * from finish();
rollback;
