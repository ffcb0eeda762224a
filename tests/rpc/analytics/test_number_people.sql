-- Numbers are counted on in each domain by itself, and whoever has one keeps it.
-- row: R02 R26
begin;
select plan(3);

delete from private.person_numbers;
insert into private.person_numbers (domain_id, person_id, number) values
(tests.domain('abtasty.com'), md5('known')::uuid, 0), (tests.domain('abtasty.com'), md5('left')::uuid, 6),
(tests.domain('toto.example'), md5('late')::uuid, 40), (tests.domain('toto.example'), md5('known')::uuid, 41);
create function pg_temp.meet(site text, people text []) returns text language sql as $$
  select private.number_people(tests.domain(site), array(
    select row(md5(p.name)::uuid, '2026-03-02Z'::timestamptz - p.place * interval '1 hour', 1, 0, 0, 0, null)::private.person_fact
    from unnest(people) with ordinality as p (name, place)
  ));
  select string_agg(n.number::text, ' ' order by p.place)
  from unnest(people) with ordinality as p (name, place)
  left join private.person_numbers as n on n.domain_id = tests.domain(site) and n.person_id = md5(p.name)::uuid
$$;

select is(pg_temp.meet('abtasty.com', '{twice,known,new,twice}'), '7 0 8 7', 'whoever is new comes behind all others, first who was there first');
select is(pg_temp.meet('toto.example', '{known,new}'), '41 42', 'there they are counted from another number');
select is(pg_temp.meet('cooking.example', '{known}'), '0', 'and where nobody was, from 0');

select * from finish();
rollback;
