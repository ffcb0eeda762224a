-- Two domains may hold cases and guardians of the same ids: taken from a guardian is what was meant alone.
-- row: T07 T38
begin;
select plan(6);

insert into public.cases (domain_id, id, code, title, species, category)
select tests.domain(site), md5('twin case')::uuid, 'TWIN-1', 'Twin', 'cat', 'rescue' from unnest('{cooking.example,toto.example}'::text []) as site;
insert into public.case_guardians (domain_id, id, case_id, guardian_id, role, valid)
select tests.domain(site), md5('twin guardian ' || who)::uuid, md5('twin case')::uuid, tests.person(who || '@demo.example'), 'co', tstzrange(since, until)
from unnest('{cooking.example,toto.example}'::text []) as site,
  (values ('guardian', now() - interval '1 day', null), ('partner', now() + interval '1 day', null), ('staff', now() - interval '1 day', now() + interval '1 day')) as given (who, since, until);
create function pg_temp.held(site text, who text) returns text language sql as $$
  select case when upper_inf(g.valid) then 'open' when upper(g.valid) > now() then 'for a while' else 'ended' end from public.case_guardians as g
  where g.domain_id = tests.domain(site) and g.id = md5('twin guardian ' || who)::uuid
$$;

select tests.as('admin@admin.com');
select public.unassign_guardian(tests.domain('toto.example'), md5('twin case')::uuid, tests.person('guardian@demo.example'));
select public.unassign_guardian(tests.domain('toto.example'), md5('twin case')::uuid, tests.person('partner@demo.example'));
select public.unassign_guardian(tests.domain('toto.example'), md5('twin case')::uuid, tests.person('staff@demo.example'));
select tests.back();
select is(pg_temp.held('toto.example', 'guardian'), 'ended', 'here it ended');
select is(pg_temp.held('cooking.example', 'guardian'), 'open', 'there it did not');
select is(pg_temp.held('toto.example', 'partner'), null, 'what had not begun is gone here');
select is(pg_temp.held('cooking.example', 'partner'), 'open', 'and is still to begin there');

select is(pg_temp.held('toto.example', 'staff'), 'ended', 'what would have ended later ended now');
select is(pg_temp.held('cooking.example', 'staff'), 'for a while', 'and lasts as long as it did there');

select * from finish();
rollback;
