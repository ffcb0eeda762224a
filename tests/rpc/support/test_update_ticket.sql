-- Texts are changed by those who wrote them, the priority by support; what follows is told.
-- row: R11 R19
begin;
select plan(34);
delete from public.notification_prefs;
delete from public.notifications;
delete from private.outbox;
delete from public.ticket_events;

create temporary table it on commit drop as
select t.domain_id, t.id, t.kind from public.tickets as t
where t.domain_id = tests.domain('abtasty.com') and t.status in ('pending', 'new');
grant select on it to public;
create function pg_temp.version(of_kind text) returns integer language sql security definer as $$
  select t.version from public.tickets as t inner join it using (id) where it.kind = of_kind
$$;
create function pg_temp.call(of_kind text, more text) returns text language sql as $$
  select format('select public.update_ticket(%L, %L, %s, %s)', domain_id, id, pg_temp.version(of_kind), more) from it where it.kind = of_kind
$$;
create function pg_temp.try(more text, of_kind text default 'general') returns text language sql as $$
  select tests.refusal(pg_temp.call(of_kind, more))
$$;
create function pg_temp.sent() returns jsonb language plpgsql security definer as $$
declare
  found jsonb;
begin
  select jsonb_agg(o.payload -> 'changes') into found from private.outbox as o where o.topic = 'linear.issue.update';
  delete from private.outbox;
  return found;
end;
$$;
grant execute on all functions in schema pg_temp to public;

select tests.as('user@user.com');
select is(pg_temp.try('title => '' '''), '22023 INVALID_INPUT', 'a title says something');
select is(pg_temp.try(format('title => %L', repeat('x', 201))), '22023 INVALID_INPUT', 'in 200 characters');
select is(pg_temp.try(format('description => %L', repeat('x', 10001))), '22023 INVALID_INPUT', 'a description in 10000');
select is(pg_temp.try('priority => ''low'''), '42501 PERMISSION_DENIED', 'its priority is not the reporter''s to change');
select is(pg_temp.try('title => ''x''', 'chatbot'), '22023 INVALID_INPUT', 'nor the title of a chatbot issue anybody''s');
select is(pg_temp.sent(), null, 'nothing happened');
select is(pg_temp.try('title => '' Export, please '', description => '' soon '''), null, 'the reporter changes the text');
select ok(
  (select changes ->> 'title' = 'Export, please' and changes ->> 'description' like E'soon\n\nTicket % of abtasty.com, from Uma User%'
    and changes - '{title,description}'::text [] = '{}' from (select pg_temp.sent() -> 0 as changes) as s), 'Linear is told both, and no more'
);
select is(pg_temp.try('description => '' '''), null, 'a description may be empty again');
select results_eq(
  $$select t.title, t.description, t.priority, t.status from public.tickets as t inner join it using (id) where it.kind = 'general'$$,
  $$values ('Export, please', '', 'normal', 'pending')$$, 'that is what is stored'
);
select is(pg_temp.sent() -> 0 ->> 'title', null, 'of what did not change nothing is said');
select is(pg_temp.try('description => ''more''', 'chatbot'), null, 'a chatbot issue may be explained');
select is(
  (select array_agg(e.kind || ' ' || e.actor order by e.created_at) from public.ticket_events as e),
  '{edited reporter,edited reporter,edited reporter}', 'the timeline says that it was edited'
);
select is((select count(*) from public.notifications), 0::bigint, 'nobody is told');
select is(
  (select tests.refusal(format('select public.update_ticket(%L, %L, 0, ''x'')', domain_id, id)) from it where it.kind = 'general'),
  '40001 STALE_VERSION', 'not the ticket that it was'
);
select is(
  (select tests.refusal(format('select public.update_ticket(%L, %L, null, ''x'')', domain_id, id)) from it where it.kind = 'general'),
  '40001 STALE_VERSION', 'nor an unknown one'
);
create temporary table was on commit drop as select pg_temp.version('general') as version;
select is((select public.update_ticket(domain_id, id, was.version) from it, was where it.kind = 'general'), (select version from was), 'nothing given, nothing changed');
select is((select public.update_ticket(domain_id, id, was.version, 'Export, please') from it, was where it.kind = 'general'), (select version from was), 'nor by the same again');
select is(pg_temp.version('general'), (select version from was), 'not even the version');

select tests.as('support@demo.example');
select is(pg_temp.try('priority => ''huge'''), '22023 INVALID_INPUT', 'a priority that there is');
select pg_temp.sent();
create temporary table raised on commit drop as
select public.update_ticket(domain_id, id, pg_temp.version('general'), priority => 'high') as version from it where it.kind = 'general';
select is((select version from raised), pg_temp.version('general'), 'support says how urgent it is');
select is(pg_temp.sent(), '[{"priority": 2}]', 'to Linear too');
select is(pg_temp.try('priority => ''urgent'''), null, 'even urgent');
select tests.back();
select is(
  (select array_agg(p.email::text || ' ' || n.event || ' ' || n.title) from public.notifications as n inner join public.people as p on p.id = n.recipient_id),
  '{"admin@admin.com ticket.escalated Escalated: Export, please"}', 'which all of support is told, but for who did it'
);
select is(
  (select array_agg(concat_ws(' ', e.kind, e.actor, e.from_value, e.to_value) order by e.created_at) from public.ticket_events as e where e.kind <> 'edited'),
  '{priority support normal high,priority support high urgent}', 'the timeline has each'
);
delete from public.notifications;
select tests.as('support@demo.example');
select is(pg_temp.try('title => ''Still urgent'', priority => ''urgent'''), null, 'urgent again');
select tests.back();
select is((select count(*) from public.notifications), 0::bigint, 'is no news');

update public.tickets set status = 'closed' where id in (select id from it);
select tests.as('support@demo.example');
select is(pg_temp.try('title => ''x'''), 'PT409 TICKET_CLOSED', 'what is closed is closed');
select tests.back();
update public.tickets set status = 'resolved' where id in (select id from it);
select tests.as('support@demo.example');
select is(pg_temp.try('title => ''x'''), null, 'what is resolved is not');
select tests.as('staff@demo.example');
select is(pg_temp.try('title => ''x'''), 'P0002 NOT_FOUND', 'staff of another domain changes none');
select tests.as('support@demo.example');
select is(
  (select tests.refusal(format('select public.update_ticket(%L, %L, 1, ''x'')', tests.domain('cooking.example'), id)) from it where it.kind = 'general'),
  'P0002 NOT_FOUND', 'and in another domain it is not'
);
select tests.back();
update public.role_permissions set action = 'view' where role_key = 'client_user' and resource = 'tickets';
update public.tickets set reporter_id = tests.person('admin@admin.com') where id in (select id from it);
select tests.as('user@user.com');
select is(pg_temp.try('title => ''x'''), '42501 PERMISSION_DENIED', 'who may only view tickets changes none');
select tests.as_anon();
select is(pg_temp.try('title => ''x'''), '42501', 'nor does anon');
select tests.as_service();
select is(pg_temp.try('title => ''x'''), '42501', 'nor the secret key');

select * from finish();
rollback;
