-- The rank of a person is that of the highest role of the own ones, held now or later.
-- row: T08
begin;
select plan(7);

create function pg_temp.rank_of(role_key text) returns integer language sql as $$ select r.rank from public.roles as r where r.key = role_key $$;
create function pg_temp.rank_with(valid tstzrange) returns integer language plpgsql as $$
declare
  answer integer;
begin
  delete from public.memberships as m where m.person_id = tests.person('user@user.com');
  insert into public.memberships (person_id, role_key, domain_id, valid)
  values (tests.person('user@user.com'), 'staff', tests.domain('abtasty.com'), rank_with.valid);
  answer := private.person_rank(tests.person('user@user.com'));
  raise exception 'enough' using errcode = 'UNDO1';
exception
  when sqlstate 'UNDO1' then return answer;
end;
$$;

select ok(pg_temp.rank_of('staff') > pg_temp.rank_of('client_user'), 'staff ranks higher');
select is(private.person_rank(tests.person('user@user.com')), pg_temp.rank_of('client_user'), 'the own role, whatever others hold');
select is(pg_temp.rank_with(tstzrange(now(), null)), pg_temp.rank_of('staff'), 'a role held now');
select is(pg_temp.rank_with(tstzrange(now(), now() + interval '1 day')), pg_temp.rank_of('staff'), 'for a while');
select is(pg_temp.rank_with(tstzrange(now() + interval '1 day', null)), pg_temp.rank_of('staff'), 'or later');
select is(pg_temp.rank_with(tstzrange(now() - interval '1 day', now())), pg_temp.rank_of('client_user'), 'not one held before');
delete from public.memberships as m where m.person_id = tests.person('staff@demo.example');
select is(private.person_rank(tests.person('staff@demo.example')), pg_temp.rank_of('staff'), 'the main role counts without any membership');

select * from finish();
rollback;
