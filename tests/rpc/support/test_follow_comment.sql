-- What a comment brings with it: the first answer of support is noted once, and a mention reaches the reporter anyway.
-- row: R11
begin;
select plan(6);
delete from public.notification_prefs;
delete from public.notifications;

create temporary table it on commit drop as
select t.domain_id, t.id from public.tickets as t
where t.domain_id = tests.domain('abtasty.com') and t.reporter_id = tests.person('user@user.com') and t.status = 'new';
grant select on it to public;
create function pg_temp.say(more text default '') returns text language sql as $$
  select tests.refusal(format('select public.comment_ticket(%L, %L, ''x''%s)', domain_id, id, more)) from it
$$;
create function pg_temp.answered() returns timestamptz language sql security definer as $$
  select t.first_responded_at from public.tickets as t inner join it using (domain_id, id)
$$;
create function pg_temp.report(by_whom text, answered timestamptz default null) returns void language sql security definer as $$
  update public.tickets as t set reporter_id = tests.person(by_whom), first_responded_at = answered from it where t.domain_id = it.domain_id and t.id = it.id
$$;
grant execute on all functions in schema pg_temp to public;

select tests.as('support@demo.example');
select pg_temp.report('support@demo.example');
select is(pg_temp.say(), null, 'support comments on what it has reported itself');
select is(pg_temp.answered(), null, 'which is no answer');
select pg_temp.report('user@user.com', '2026-03-02Z');
select is(pg_temp.say(), null, 'and again on what it has answered');
select is(pg_temp.answered(), '2026-03-02Z', 'which is not the first time');

-- A reporter without tickets.view sees the own ticket, so a mention reaches him.
select tests.back();
insert into public.person_permissions (person_id, resource, action, effect, is_all_domains, reason)
values (tests.person('user@user.com'), 'tickets', 'view', 'deny', true, 'x');
delete from public.notifications;
select tests.as('support@demo.example');
select is(pg_temp.say(format(', array[%L]::uuid []', tests.person('user@user.com'))), null, 'the reporter is mentioned');
select tests.back();
select is((select string_agg(n.event, ', ') from public.notifications as n where n.recipient_id = tests.person('user@user.com')), 'ticket.mentioned', 'and told, whatever else he may see');

select * from finish();
rollback;
