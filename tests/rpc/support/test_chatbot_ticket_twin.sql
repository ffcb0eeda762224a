-- A ticket is opened about an answer of its own domain: not of its twin, where the same was said.
-- row: R11 R25
begin;
select plan(2);

create temporary table said on commit drop as
select m.domain_id, m.conversation_id, m.id from public.messages as m
where m.domain_id = tests.domain('abtasty.com') and m.role = 'assistant' order by m.id limit 2;
grant select on said to public;
create temporary table gone on commit drop as select s.id from said as s order by s.id limit 1;
grant select on gone to public;
select tests.twin('abtasty.com');
delete from public.messages as m using said, gone where m.domain_id = said.domain_id and m.id = gone.id;

select tests.as('admin@admin.com', 'aal2');
select is(
  (select tests.refusal(format('select public.create_chatbot_ticket(%L, %L, %L, ''not_accurate'')', s.domain_id, s.conversation_id, s.id)) from said as s where s.id in (select id from gone)),
  '22023 INVALID_INPUT', 'what was said elsewhere was not said here'
);
select isnt(
  (select public.create_chatbot_ticket(s.domain_id, s.conversation_id, s.id, 'not_accurate') from said as s where s.id not in (select id from gone)), null, 'what was said here is complained of'
);

select * from finish();
rollback;
