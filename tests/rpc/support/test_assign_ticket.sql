-- Support gives tickets to support.
-- row: R11
begin;
select plan(25);
delete from public.notifications;
delete from public.ticket_events;

create temporary table it on commit drop as
select t.domain_id, t.id from public.tickets as t
where t.domain_id = tests.domain('abtasty.com') and t.status = 'new';
grant select on it to public;
create function pg_temp.version() returns integer language sql security definer as $$
  select t.version from public.tickets as t inner join it using (id)
$$;
create function pg_temp.try(email text, site text default 'abtasty.com') returns text language sql as $$
  select tests.refusal(format('select public.assign_ticket(%L, %L, %L, %s)', tests.domain(site), id,
    case when email is not null then tests.person(email) end, pg_temp.version())) from it
$$;
create function pg_temp.assignee() returns text language sql security definer as $$
  select p.email::text from public.tickets as t inner join it using (id) left join public.people as p on p.id = t.assignee_id
$$;
grant execute on all functions in schema pg_temp to public;

select tests.as('user@user.com');
select is(pg_temp.try('support@demo.example'), '42501 PERMISSION_DENIED', 'not its reporter');
select tests.as('staff@demo.example');
select is(pg_temp.try('support@demo.example'), '42501 PERMISSION_DENIED', 'not support of another domain');
select is(pg_temp.try('support@demo.example', 'toto.example'), 'P0002 NOT_FOUND', 'which has no such ticket');
select tests.as_anon();
select is(pg_temp.try('support@demo.example'), '42501', 'nor anon');
select tests.as_service();
select is(pg_temp.try('support@demo.example'), '42501', 'nor the secret key');
select tests.as('admin@admin.com');
select is(pg_temp.try('user@user.com'), '22023 INVALID_INPUT', 'not to its reporter');
select is(pg_temp.try('staff@demo.example'), '22023 INVALID_INPUT', 'not to support of another domain');
select is(pg_temp.try('business@demo.example'), '22023 INVALID_INPUT', 'not to somebody else');
select is((select tests.refusal(format('select public.assign_ticket(%L, %L, gen_random_uuid(), 1)', domain_id, id)) from it), '22023 INVALID_INPUT', 'nor to nobody at all');
select is((select tests.refusal(format('select public.assign_ticket(%L, %L, null, 0)', domain_id, id)) from it), '40001 STALE_VERSION', 'not the ticket that it was');
select is((select tests.refusal(format('select public.assign_ticket(%L, %L, null, null)', domain_id, id)) from it), '40001 STALE_VERSION', 'nor an unknown one');
select is(pg_temp.try('support@demo.example'), null, 'admin gives it to support');
select is(pg_temp.assignee(), 'support@demo.example', 'who has it');
select is(pg_temp.version(), 2, 'it is another version');
select is((select public.assign_ticket(domain_id, id, tests.person('support@demo.example'), 2) from it), 2, 'to the same again it is not');
select tests.back();
select is(
  (select array_agg(p.email::text || ' ' || n.event || ' ' || left(n.title, 11)) from public.notifications as n inner join public.people as p on p.id = n.recipient_id),
  '{"support@demo.example ticket.assigned Yours now: "}', 'who is told, once'
);
select results_eq(
  'select e.kind, e.actor, e.actor_id, e.from_value, e.to_value from public.ticket_events as e',
  $$values ('assignee', 'support', tests.person('admin@admin.com'), null, tests.person('support@demo.example')::text)$$, 'as is the timeline'
);
select tests.as('support@demo.example');
select is(pg_temp.try(null), null, 'support gives it back');
select is(pg_temp.assignee(), null, 'to nobody');
select is(pg_temp.try('support@demo.example'), null, 'and takes it');
select tests.back();
select is((select count(*) from public.notifications), 1::bigint, 'nobody is told of what he did himself');
select is(
  (select array_agg(coalesce(e.from_value, '-') || '>' || coalesce(e.to_value, '-') order by e.created_at) from public.ticket_events as e),
  (select array['->' || s, s || '>-', '->' || s] from cast(tests.person('support@demo.example') as text) as s), 'step by step'
);
update public.people set status = 'disabled' where email = 'support@demo.example';
select tests.as('admin@admin.com');
select is(pg_temp.try(null), null, 'a colleague who has left');
select is(pg_temp.try('support@demo.example'), '22023 INVALID_INPUT', 'is given nothing');
select tests.back();
update public.people set status = 'active' where email = 'support@demo.example';
insert into public.person_permissions (person_id, resource, action, effect, domain_id, reason)
values (tests.person('support@demo.example'), 'support', 'edit', 'deny', tests.domain('abtasty.com'), 'test');
select tests.as('admin@admin.com');
select is(pg_temp.try('support@demo.example'), '22023 INVALID_INPUT', 'nor one who may no more, there');

select * from finish();
rollback;
