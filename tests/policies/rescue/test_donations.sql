-- Donations: staff, business and support by domain, a partner and a guardian those of the cases that they read.
-- row: T05 T06 T07 T08
begin;
select plan(28);

create temporary table codes as select id, code from public.cases where domain_id = tests.domain('toto.example');
grant select on codes to public;
create function pg_temp.seen() returns text [] language sql stable as $$
  select array_agg(coalesce(c.code, 'none') || ' ' || d.amount_minor order by d.given_at)
  from public.donations as d
  left join codes as c on c.id = d.case_id
$$;
grant execute on all functions in schema pg_temp to public;
select is((select count(*) from public.donations), 18::bigint, 'two domains have donations');
-- A twin of the guardian's and of the partner's case, with their ids, in another domain.
insert into public.cases (domain_id, id, code, title, species, category)
select tests.domain('abtasty.com'), c.id, 'TWIN' || c.code, 'Twin', 'cat', 'rescue'
from public.cases as c where c.code in ('R-0001', 'R-0002') and c.domain_id = tests.domain('toto.example');
insert into public.donations (domain_id, case_id, amount_minor, currency, method)
select domain_id, id, 777, 'EUR', 'card' from public.cases where code like 'TWIN%';

select tests.as('admin@admin.com');
select is((select count(*) from public.donations), 20::bigint, 'admin reads all');
select tests.as('staff@demo.example');
select is((select count(*) from public.donations), 16::bigint, 'T05: staff reads those of the rescue programme');
select is((select count(*) from public.donations where case_id is null), 3::bigint, 'also those that are for no case');
select is(
  tests.refusal('insert into public.donations (amount_minor) values (1)'), '42501', 'adds none by hand'
);
select is(tests.refusal('update public.donations set amount_minor = 1'), '42501', 'changes none');
select is(tests.refusal('delete from public.donations'), '42501', 'and deletes none');
select tests.as('business@demo.example', 'aal2');
select is((select count(*) from public.donations), 2::bigint, 'business reads those of its domain');
select tests.as('support@demo.example');
select is((select count(*) from public.donations), 4::bigint, 'and support those of its two');

select tests.as('partner@demo.example');
select is(
  pg_temp.seen(), array['R-0002 1000', 'R-0002 2500', 'R-0003 5000', 'R-0002 10000', 'R-0003 2500'],
  'T06: a partner reads exactly those to the organization''s case and to the shared one'
);
select is(tests.refusal('delete from public.donations'), '42501', 'and deletes none');
select tests.back();
update public.case_shares set expires_at = now() - interval '1 second' where expires_at is null;
select tests.as('partner@demo.example');
select is(pg_temp.seen(), array['R-0002 1000', 'R-0002 2500', 'R-0002 10000'], 'T06: an end in the past hides them on the next query');
select tests.back();
update public.case_shares set expires_at = now() + interval '1 hour';
select tests.as('partner@demo.example');
select is((select count(*) from public.donations), 7::bigint, 'T06: one in the future does not');
select tests.back();
update public.people set org_id = null where id = tests.person('partner@demo.example');
select tests.as('partner@demo.example');
select is((select count(*) from public.donations), 0::bigint, 'no organization: none, also not those to no case');

select tests.as('guardian@demo.example');
select is(
  pg_temp.seen(), array['R-0001 5000', 'R-0001 2500', 'R-0001 20000', 'R-0001 1000', 'R-0001 1500000'],
  'T07: a guardian reads those to the case that he has now'
);
select tests.back();
delete from public.case_guardians where upper_inf(valid);
select tests.as('guardian@demo.example');
select is((select count(*) from public.donations), 0::bigint, 'T07: and none when he has it no more');

select tests.as('user@user.com');
select is((select count(*) from public.donations), 0::bigint, 'a client user reads none, not even of his domain');
select tests.back();
select tests.sign_up('stranger@nowhere.example');
select tests.as('stranger@nowhere.example');
select is((select count(*) from public.donations), 0::bigint, 'nor does an account without a person');
select tests.as_anon();
select is(tests.refusal('select from public.donations'), '42501', 'anon is refused');
select tests.as_service();
select is((select count(*) from public.donations), 20::bigint, 'the worker reads all');
select is(tests.refusal('update public.donations set status = ''confirmed'''), '42501', 'and changes none');

select tests.back();
create function pg_temp.give(changed text) returns text language sql as $$
  select tests.refusal(
    'update public.donations set ' || give.changed || ' where id = md5(''donation/toto.example1'')::uuid'
  )
$$;
select is(pg_temp.give('amount_minor = 0'), '23514', 'nothing is no gift');
select is(pg_temp.give('currency = ''eur'''), '23514', 'a currency has three capitals');
select is(pg_temp.give('method = ''cash'''), '23514', 'a method is one of four');
select is(pg_temp.give('status = ''given'''), '23514', 'and a status one of ten');
select is(pg_temp.give('archived_at = now()'), '23514', 'what brought money is not deleted');
select is(pg_temp.give('status = ''failed'', archived_at = now()'), null, 'what did not may be');
select is(
  pg_temp.give('case_id = md5(''case/cooking.exampleR-0001'')::uuid'), '23503', 'and the case is one of its own domain'
);

select * from finish();
rollback;
