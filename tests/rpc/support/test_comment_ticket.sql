-- What reporter and support say to each other: kept once, sent to Linear, told to those who follow the
-- ticket, and an answer that was waited for opens it again.
-- row: R11 R25
begin;
select plan(50);
delete from public.notification_prefs;
delete from public.notifications;
delete from private.outbox;

create temporary table it on commit drop as
select t.domain_id, t.id from public.tickets as t
where t.domain_id = tests.domain('abtasty.com') and t.reporter_id = tests.person('user@user.com') and t.status = 'new';
grant select on it to public;
delete from public.ticket_comments where ticket_id in (select id from it);
create temporary table made (id uuid) on commit drop;
grant all on made to public;
create function pg_temp.stage(new_status text) returns void language sql security definer as $$
  update public.tickets set status = new_status where id in (select id from it)
$$;
create function pg_temp.status() returns text language sql security definer as $$
  select t.status from public.tickets as t inner join it using (id)
$$;
create function pg_temp.answered() returns boolean language sql security definer as $$
  select t.first_responded_at is not null from public.tickets as t inner join it using (id)
$$;
create function pg_temp.try(body text, more text default '') returns text language sql as $$
  select tests.refusal(format('select public.comment_ticket(%L, %L, %L%s)', domain_id, id, body, more)) from it
$$;
create function pg_temp.news() returns text language plpgsql security definer as $$
declare
  found text;
begin
  select string_agg(split_part(p.email::text, '@', 1) || ' ' || n.event, ', ' order by p.email, n.event) into found
  from public.notifications as n inner join public.people as p on p.id = n.recipient_id;
  delete from public.notifications;
  return found;
end;
$$;
grant execute on all functions in schema pg_temp to public;

select tests.as('user@user.com');
select is(pg_temp.try(E' \n'), '22023 INVALID_INPUT', 'a comment says something');
select is(pg_temp.try(null), '22023 INVALID_INPUT', 'there is one');
select is(pg_temp.try(repeat('x', 10001)), '22023 INVALID_INPUT', 'in 10000 characters');
select is(pg_temp.try('x', ', idempotency_key => '''''), '22023 INVALID_INPUT', 'a key says something');
select is(pg_temp.try('x', format(', idempotency_key => %L', repeat('x', 201))), '22023 INVALID_INPUT', 'and is short');
select tests.as('staff@demo.example');
select is(pg_temp.try('x'), 'P0002 NOT_FOUND', 'staff of another domain finds no such ticket');
select tests.as_anon();
select is(pg_temp.try('x'), '42501', 'anon may not');
select tests.as_service();
select is(pg_temp.try('x'), '42501', 'nor the secret key');
select is((select count(*) from public.ticket_comments inner join it on it.id = ticket_id), 0::bigint, 'nothing of this was stored');

select tests.as('user@user.com');
insert into made select public.comment_ticket(domain_id, id, ' Any news? ', idempotency_key => 'k') from it;
insert into made select public.comment_ticket(domain_id, id, 'Again', idempotency_key => 'k') from it;
select is((select count(distinct id) from made), 1::bigint, 'the same key again is the same comment');
select results_eq(
  'select c.body, c.author_id, c.ticket_id from public.ticket_comments as c inner join made on made.id = c.id limit 1',
  $$select 'Any news?', tests.person('user@user.com'), it.id from it$$, 'it is stored, trimmed'
);
select is(pg_temp.news(), null, 'nobody follows it yet but who wrote it');
select tests.back();
select results_eq(
  $$select o.payload ->> 'body', o.payload ->> 'issue_id', o.domain_id, o.dedupe_key, substr(o.payload ->> 'id', 15, 1)
  from private.outbox as o where o.topic = 'linear.comment.create'$$,
  $$select 'Any news?', l.id::text, it.domain_id, 'linear.comment.create:' || (select id from made limit 1), '4'
  from it inner join public.ticket_links as l on l.ticket_id = it.id$$, 'Linear gets it, once, under an id of its own'
);
select tests.as('support@demo.example');
insert into made select public.comment_ticket(domain_id, id, 'Soon', idempotency_key => 'k') from it;
select is((select count(distinct id) from made), 2::bigint, 'somebody else''s key is somebody else''s');
select is(pg_temp.news(), 'user ticket.commented', 'the reporter is told');
select tests.as('user@user.com');
select is(pg_temp.try('Thanks'), null, 'and answers');
select tests.back();
select is(
  (select n.title || n.body from public.notifications as n), (select 'New comment: ' || t.title || 'Thanks' from public.tickets as t inner join it using (id)),
  'what was said comes with it'
);
select is(pg_temp.news(), 'support ticket.commented', 'to whoever has commented');

-- Mentions.
select tests.as('support@demo.example');
select is(pg_temp.try('Ada?', format(', array[%L, %L, %L, gen_random_uuid()]::uuid []',
  tests.person('admin@admin.com'), tests.person('user@user.com'), tests.person('staff@demo.example'))), null, 'people are mentioned');
select is(pg_temp.news(), 'admin ticket.mentioned, user ticket.mentioned', 'and told once, as far as they see the ticket');
select is(pg_temp.try('Nobody', ', null'), null, 'or nobody is');
select is(pg_temp.news(), 'user ticket.commented', 'which is a comment like others');
select is(pg_temp.try('x', format(', array[%L]::uuid []', tests.person('support@demo.example'))), null, 'or oneself');
select is(pg_temp.news(), 'user ticket.commented', 'of which nobody needs to be told');
select tests.back();
update public.tickets set assignee_id = tests.person('admin@admin.com') where id in (select id from it);
update public.people set status = 'disabled' where email = 'user@user.com';
select tests.as('support@demo.example');
select is(pg_temp.try('x'), null, 'where the reporter has left');
select is(pg_temp.news(), 'admin ticket.commented', 'the assignee is told');
select tests.back();
update public.people set status = 'active' where email = 'user@user.com';

-- Whoever sees the ticket by its permission alone, and its reporter by none.
update public.role_permissions set action = 'view' where role_key = 'client_user' and resource = 'tickets';
select tests.as('user@user.com');
select is(pg_temp.try('x'), null, 'one''s own needs no permission');
select tests.back();
update public.tickets set reporter_id = tests.person('admin@admin.com') where id in (select id from it);
select tests.as('user@user.com');
select is(pg_temp.try('x'), '42501 PERMISSION_DENIED', 'others'' need tickets.edit');
select tests.back();
update public.role_permissions set action = 'edit' where role_key = 'client_user' and resource = 'tickets';
update public.tickets set first_responded_at = null where id in (select id from it);
select tests.as('user@user.com');
select is(pg_temp.try('x'), null, 'and that suffices');
select tests.back();
select is(pg_temp.answered(), false, 'a colleague''s comment is no answer of support');
update public.tickets set reporter_id = tests.person('user@user.com'), assignee_id = null where id in (select id from it);

-- What an answer does.
select pg_temp.stage('pending');
select tests.as('support@demo.example');
select is(pg_temp.try('Well?'), null, 'support asks again');
select is(pg_temp.answered(), true, 'whose comment is one');
select is(pg_temp.status(), 'pending', 'which changes nothing');
select pg_temp.news();
select tests.as('user@user.com');
select is(pg_temp.try('Here'), null, 'the reporter answers');
select is(pg_temp.status(), 'open', 'which is what was waited for');
select is(pg_temp.news(), 'support ticket.commented, support ticket.status_changed', 'and told');
select pg_temp.stage('resolved');
select is(pg_temp.try('It is not'), null, 'the reporter does not agree');
select is(pg_temp.status(), 'open', 'so it is open again');
select is(pg_temp.news(), 'support ticket.commented, support ticket.reopened', 'and told as such');
select is((select e.actor || ' ' || e.from_value || ' ' || e.to_value from public.ticket_events as e inner join it on it.id = e.ticket_id
  order by e.created_at desc limit 1), 'reporter resolved open', 'the timeline says by whom');
select pg_temp.stage('new');
select is(pg_temp.try('More'), null, 'a comment on a new one');
select is(pg_temp.status(), 'new', 'leaves it new');
select tests.back();
delete from public.ticket_links where ticket_id in (select id from it);
delete from private.outbox;
select tests.as('user@user.com');
select is(pg_temp.try('Unlinked'), null, 'a ticket that Linear does not know is talked about, too');
select tests.back();
select is((select count(*) from private.outbox as o where o.topic = 'linear.comment.create'), 0::bigint, 'and Linear is not told');
select tests.as('user@user.com');
select pg_temp.stage('on_hold');
select is(pg_temp.try('More'), null, 'on one that was put on hold');
select is(pg_temp.status(), 'on_hold', 'leaves it there');
select pg_temp.stage('closed');
select is(pg_temp.try('More'), 'PT409 TICKET_CLOSED', 'on a closed one there is none');
select is((select count(*) from public.ticket_comments as c inner join it on it.id = c.ticket_id where c.body = 'More'), 2::bigint, 'nothing of it stays');
select tests.as('support@demo.example');
select is(pg_temp.try('More'), 'PT409 TICKET_CLOSED', 'not even support''s');
select tests.as('user@user.com');
select is((select public.comment_ticket(domain_id, id, 'Any news?', idempotency_key => 'k') from it), (select id from made limit 1), 'but what was said in time is answered as then');

select * from finish();
rollback;
