-- A note: who may write one, that it is kept once, and whom of those who may read it it is told.
-- row: R11 R25
begin;
select plan(19);
delete from public.notification_prefs;
delete from public.notifications;

create temporary table it on commit drop as
select t.domain_id, t.id from public.tickets as t where t.domain_id = tests.domain('abtasty.com') and t.status = 'new';
grant select on it to public;
create temporary table made (id uuid) on commit drop;
grant all on made to public;
create function pg_temp.try(body text, more text default '', site text default 'abtasty.com') returns text language sql as $$
  select tests.refusal(format('select public.note_ticket(%L, %L, %L%s)', tests.domain(site), id, body, more)) from it
$$;
create function pg_temp.news() returns text language plpgsql security definer as $$
declare
  found text;
begin
  select string_agg(split_part(p.email::text, '@', 1) || ' ' || n.event || n.body, ', ' order by p.email, n.event) into found
  from public.notifications as n inner join public.people as p on p.id = n.recipient_id;
  delete from public.notifications;
  return found;
end;
$$;
grant execute on all functions in schema pg_temp to public;

select tests.as('user@user.com');
select is(pg_temp.try('x'), '42501 PERMISSION_DENIED', 'not its reporter');
select tests.as('staff@demo.example');
select is(pg_temp.try('x'), '42501 PERMISSION_DENIED', 'not support of another domain');
select is(pg_temp.try('x', site => 'toto.example'), 'P0002 NOT_FOUND', 'which has no such ticket');
select tests.as_anon();
select is(pg_temp.try('x'), '42501', 'nor anon');
select tests.as_service();
select is(pg_temp.try('x'), '42501', 'nor the secret key');
select tests.as('support@demo.example');
select is(pg_temp.try(' '), '22023 INVALID_INPUT', 'a note says something');
select is(pg_temp.try(repeat('x', 10001)), '22023 INVALID_INPUT', 'in 10000 characters');
select is(pg_temp.try('x', ', idempotency_key => '''''), '22023 INVALID_INPUT', 'a key says something');
select is(pg_temp.try('x', format(', idempotency_key => %L', repeat('x', 201))), '22023 INVALID_INPUT', 'and is short');
insert into made select public.note_ticket(domain_id, id, ' Hm ', idempotency_key => 'k') from it;
insert into made select public.note_ticket(domain_id, id, 'Again', idempotency_key => 'k') from it;
select is((select count(distinct id) from made), 1::bigint, 'the same key again is the same note');
select results_eq(
  'select n.body, n.author_id, n.ticket_id from public.ticket_notes as n inner join made on made.id = n.id limit 1',
  $$select 'Hm', tests.person('support@demo.example'), it.id from it$$, 'it is stored, trimmed'
);
select is(pg_temp.news(), null, 'where nobody has the ticket nobody is told');
select tests.as('admin@admin.com');
insert into made select public.note_ticket(domain_id, id, 'Hm too', idempotency_key => 'k') from it;
select is((select count(distinct id) from made), 2::bigint, 'somebody else''s key is somebody else''s');
select is(
  pg_temp.try('x', format(', array[%L, %L, %L]::uuid []', tests.person('support@demo.example'), tests.person('user@user.com'), tests.person('admin@admin.com'))),
  null, 'people are mentioned'
);
select is(pg_temp.news(), 'support ticket.mentioned', 'who is told is support, and not oneself; without the text');
select tests.back();
update public.tickets set assignee_id = tests.person('support@demo.example') where id in (select id from it);
select tests.as('admin@admin.com');
select is(pg_temp.try('x', ', null'), null, 'nobody is');
select is(pg_temp.news(), 'support ticket.mentioned', 'the assignee is told anyway');
select tests.back();
update public.tickets set status = 'closed' where id in (select id from it);
select tests.as('support@demo.example');
select is(pg_temp.try('x'), null, 'support may note something about a closed ticket');
select tests.back();
select is((select t.version from public.tickets as t inner join it using (id)), 3, 'which does not change it');

select * from finish();
rollback;
