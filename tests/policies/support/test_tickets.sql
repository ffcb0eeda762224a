-- Tickets: the team's by domain, the own ones while one works there, written by no client.
-- row: R11 R25 R26
begin;
select plan(24);

insert into public.tickets (domain_id, number, kind, title, reporter_id)
select d.id, 99, 'general', 'Elsewhere', tests.person('admin@admin.com')
from public.domains as d where d.site_domain in ('notabtasty.com', 'sub.abtasty.com', 'abtasty.com.evil.example');
create temporary table expected on commit drop as
select t.domain_id, count(*) as rows from public.tickets as t group by t.domain_id;
grant select on expected to public;
select is((select count(*) from expected), 6::bigint, 'every domain has tickets, the look-alikes too');

select tests.as('admin@admin.com');
select is(
  (select count(*) from public.tickets), (select sum(e.rows) from expected as e)::bigint, 'admin reads those of every domain'
);
select is(tests.refusal('insert into public.tickets (title) values (''x'')'), '42501', 'writes none by hand');
select is(tests.refusal('update public.tickets set status = ''closed'''), '42501', 'changes none');
select is(tests.refusal('delete from public.tickets'), '42501', 'deletes none');

select tests.as('user@user.com');
select is(
  (select count(*) from public.tickets), (select e.rows from expected as e where e.domain_id = tests.domain('abtasty.com')),
  'a client user reads the tickets of his team, also those that others wrote'
);
select isnt_empty('select from public.tickets where reporter_id <> private.current_person_id()', 'there are such');
select is(
  (select count(*) from public.tickets as t where t.domain_id <> tests.domain('abtasty.com')), 0::bigint,
  'and nothing of notabtasty.com, sub.abtasty.com, abtasty.com.evil.example or any other'
);
select is(tests.refusal('insert into public.tickets (title) values (''x'')'), '42501', 'adds none by hand');
select is(tests.refusal('update public.tickets set status = ''closed'''), '42501', 'changes none');
select is(tests.refusal('delete from public.tickets'), '42501', 'and deletes none');

select tests.as('support@demo.example');
select is(
  (select count(*) from public.tickets), (
    select sum(e.rows) from expected as e
    where e.domain_id in (tests.domain('abtasty.com'), tests.domain('cooking.example'))
  )::bigint, 'support reads those of its two domains'
);
select tests.as('staff@demo.example');
select is((select count(*) from public.tickets), 1::bigint, 'staff those of the rescue programme');

select tests.as('partner@demo.example');
select results_eq(
  'select title, reporter_id = private.current_person_id() from public.tickets',
  $$values ('Two cases of ours are not listed', true)$$, 'a partner the one that he wrote'
);
select tests.as('guardian@demo.example');
select is((select count(*) from public.tickets), 0::bigint, 'a guardian of the same domain does not');
select tests.as('business@demo.example', 'aal2');
select is((select count(*) from public.tickets), 1::bigint, 'business the own one');

select tests.back();
update public.memberships set valid = '[2026-01-01,2026-02-01)' where person_id = tests.person('partner@demo.example');
select tests.as('partner@demo.example');
select is((select count(*) from public.tickets), 0::bigint, 'whoever works there no more does not read even the own one');
select tests.back();
update public.memberships set valid = '[,)' where person_id = tests.person('partner@demo.example');
update public.domains set archived_at = now() where site_domain = 'toto.example';
select tests.as('partner@demo.example');
select is((select count(*) from public.tickets), 0::bigint, 'nor anybody those of a closed domain');

select tests.back();
select tests.sign_up('stranger@nowhere.example');
select tests.as('stranger@nowhere.example');
select is((select count(*) from public.tickets), 0::bigint, 'an account without a person reads none');
select tests.as_anon();
select is(tests.refusal('select from public.tickets'), '42501', 'anon is refused');
select tests.as_service();
select is((select count(*) from public.tickets), (select sum(e.rows) from expected as e)::bigint, 'the worker reads all');
select is(tests.refusal('delete from public.tickets'), '42501', 'and deletes none');

select tests.back();
select is_empty(
  $$select from public.audit_log where resource = 'tickets'
  and (coalesce(after, before) ->> 'title' <> '***' or coalesce(after, before) ->> 'description' <> '***')$$,
  'the audit log does not keep what people wrote'
);
select isnt_empty($$select from public.audit_log where resource = 'tickets'$$, 'but that they did');

select * from finish();
rollback;
