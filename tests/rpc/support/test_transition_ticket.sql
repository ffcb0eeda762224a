-- Every pair of statuses, as everybody who could try: allowed is what ticket_transitions says, nothing else.
-- row: R11 R19 C30
begin;
select plan(37);
delete from public.notification_prefs;

create temporary table it on commit drop as
select t.domain_id, t.id from public.tickets as t
where t.domain_id = tests.domain('abtasty.com') and t.reporter_id = tests.person('user@user.com') and t.status = 'open';
grant select on it to public;
create temporary table log (made text) on commit drop;

-- definer: sets the stage, whoever is on it.
create function pg_temp.stage(new_status text) returns integer language sql security definer as $$
  update public.tickets set status = new_status, close_reason = null where id in (select id from it) returning version
$$;
create function pg_temp.try(from_status text, to_status text) returns text language sql as $$
  select tests.refusal(format(
    'select public.transition_ticket(%L, %L, %L, %s)', domain_id, id, to_status, pg_temp.stage(from_status)
  )) from it
$$;
grant execute on all functions in schema pg_temp to public;

-- As each of them: the pairs that worked.
create function pg_temp.allowed(email text) returns text [] language plpgsql as $$
declare
  pair record;
  worked text [] := '{}';
  answer text;
begin
  for pair in select a.key as from_key, b.key as to_key from public.ticket_statuses as a cross join public.ticket_statuses as b loop
    perform tests.as(email, 'aal2');
    answer := pg_temp.try(pair.from_key, pair.to_key);
    perform tests.back();
    if answer is null then
      worked := worked || (pair.from_key || '>' || pair.to_key);
    elsif answer not in ('PT409 TRANSITION_NOT_ALLOWED', 'P0002 NOT_FOUND') then
      worked := worked || answer;
    end if;
  end loop;
  return (select array_agg(w order by w) from unnest(worked) as w);
end;
$$;
create function pg_temp.listed(wanted text) returns text [] language sql as $$
  select array_agg(from_status || '>' || to_status order by from_status || '>' || to_status)
  from public.ticket_transitions where actor = wanted
$$;

select is(pg_temp.allowed('user@user.com'), pg_temp.listed('reporter'), 'the reporter moves it as a reporter does');
select is(pg_temp.allowed('support@demo.example'), pg_temp.listed('support'), 'support as support does');
select is(pg_temp.allowed('admin@admin.com'), pg_temp.listed('support'), 'admin too');
select is(pg_temp.allowed('staff@demo.example'), null, 'staff of another domain not at all');
select is(pg_temp.allowed('business@demo.example'), null, 'nor business');

-- A colleague may what the reporter may; who only sees tickets may nothing.
update public.tickets set reporter_id = tests.person('admin@admin.com') where id in (select id from it);
select is(pg_temp.allowed('user@user.com'), pg_temp.listed('reporter'), 'a colleague of the reporter as he');
update public.role_permissions set action = 'view' where role_key = 'client_user' and resource = 'tickets';
select tests.as('user@user.com');
select is(pg_temp.try('pending', 'open'), '42501 PERMISSION_DENIED', 'who may only view tickets moves none');
select tests.back();
update public.tickets set reporter_id = tests.person('user@user.com') where id in (select id from it);
select tests.as('user@user.com');
select is(pg_temp.try('pending', 'open'), null, 'but his own');
select tests.back();
delete from public.role_permissions where role_key = 'client_user' and resource = 'tickets';
select tests.as('user@user.com');
select is(pg_temp.try('pending', 'open'), null, 'that he needs no permission for');
select tests.back();
update public.tickets set reporter_id = tests.person('partner@demo.example') where id in (select id from it);
select tests.as('user@user.com');
select is(pg_temp.try('pending', 'open'), 'P0002 NOT_FOUND', 'somebody else''s is not even there then');
select tests.as('partner@demo.example');
select is(pg_temp.try('pending', 'open'), 'P0002 NOT_FOUND', 'nor the own one where one does not work any more');
select tests.back();
update public.tickets set reporter_id = tests.person('user@user.com') where id in (select id from it);

select tests.as('support@demo.example');
select is((select tests.refusal(format('select public.transition_ticket(%L, %L, ''closed'', 0)', domain_id, id)) from it),
  '40001 STALE_VERSION', 'not the ticket that it was');
select is((select tests.refusal(format('select public.transition_ticket(%L, %L, ''closed'', null)', domain_id, id)) from it),
  '40001 STALE_VERSION', 'nor an unknown one');
select is((select tests.refusal(format('select public.transition_ticket(%L, %L, ''closed'', 1)', tests.domain('cooking.example'), id)) from it),
  'P0002 NOT_FOUND', 'nor one of another domain');
select is(pg_temp.try('open', 'gone'), 'PT409 TRANSITION_NOT_ALLOWED', 'to a status that there is');
select is(pg_temp.try('open', null), 'PT409 TRANSITION_NOT_ALLOWED', 'and not to none');
select tests.as_anon();
select is(pg_temp.try('open', 'closed'), '42501', 'anon may not');
select tests.as_service();
select is(pg_temp.try('open', 'closed'), '42501', 'nor the secret key');

-- What follows.
select tests.back();
delete from public.notifications;
delete from private.outbox;
delete from public.ticket_events;
insert into public.ticket_comments (domain_id, ticket_id, author_id, body)
select domain_id, id, tests.person('admin@admin.com'), 'x' from it;
create function pg_temp.move(from_status text, to_status text) returns integer language sql as $$
  select public.transition_ticket(domain_id, id, to_status, pg_temp.stage(from_status)) from it
$$;
create function pg_temp.news() returns text language plpgsql as $$
declare
  found text;
begin
  select string_agg(split_part(p.email::text, '@', 1) || ' ' || n.event, ', ' order by p.email) into found
  from public.notifications as n inner join public.people as p on p.id = n.recipient_id;
  delete from public.notifications;
  return found;
end;
$$;
create function pg_temp.sent() returns jsonb language plpgsql as $$
declare
  found jsonb;
begin
  select jsonb_agg(o.payload -> 'changes') into found from private.outbox as o
  inner join public.ticket_links as l on l.id = (o.payload ->> 'id')::uuid and l.domain_id = o.domain_id
  inner join it on it.id = l.ticket_id
  where o.topic = 'linear.issue.update' and o.dedupe_key ~ '^linear.issue.update:[0-9a-f-]{36}:[0-9]+$';
  delete from private.outbox;
  return found;
end;
$$;
grant execute on all functions in schema pg_temp to public;

select tests.as('support@demo.example');
create temporary table moved on commit drop as select pg_temp.move('open', 'resolved') as version;
select is((select version from moved), (select t.version from public.tickets as t inner join it using (id)), 'the new version comes back');
select tests.back();
select is(pg_temp.news(), 'admin ticket.resolved, user ticket.resolved', 'reporter and who commented are told, not who did it');
select is(pg_temp.sent(), '[{"state_type": "completed"}]', 'Linear is told');
select results_eq(
  'select e.kind, e.actor, e.actor_id, e.from_value, e.to_value from public.ticket_events as e',
  $$values ('status', 'support', tests.person('support@demo.example'), 'open', 'resolved')$$, 'the timeline too'
);
select is((select t.resolved_at from public.tickets as t inner join it using (id)), now(), 'since when it is resolved');
select is((select t.closed_at from public.tickets as t inner join it using (id)), null, 'and not closed');

select tests.as('user@user.com');
select lives_ok($$select pg_temp.move('resolved', 'closed')$$, 'the reporter confirms');
select tests.back();
select is(pg_temp.news(), 'admin ticket.status_changed, support ticket.status_changed', 'the others are told');
select is(pg_temp.sent(), null, 'what is done stays done in Linear');
select is((select array[t.resolved_at, t.closed_at] from public.tickets as t inner join it using (id)), array[now(), now()], 'closed now, resolved then');

select tests.as('support@demo.example');
select lives_ok($$select pg_temp.move('closed', 'open')$$, 'support opens it again');
select tests.back();
select is(pg_temp.news(), 'admin ticket.reopened, user ticket.reopened', 'which is told as such');
select is(pg_temp.sent(), '[{"state_type": "started"}]', 'to Linear too');
select is((select array[t.resolved_at, t.closed_at] from public.tickets as t inner join it using (id)), array[null, null]::timestamptz[], 'and undoes the times');
select tests.as('support@demo.example');
select lives_ok($$select pg_temp.move('open', 'closed')$$, 'and closes it unresolved');
select tests.back();
select is(pg_temp.sent(), '[{"state_type": "canceled"}]', 'which cancels the issue');
select pg_temp.news();
select tests.as('support@demo.example');
select lives_ok($$select pg_temp.move('open', 'pending')$$, 'the reporter is asked');
select tests.back();
select is(pg_temp.sent(), null, 'of which Linear hears nothing');
select is((select t.reopened from public.tickets as t inner join it using (id)),
  (select count(*)::integer from public.audit_log as a inner join it on a.resource_id = it.id::text
    where (a.after ->> 'reopened')::integer > (a.before ->> 'reopened')::integer), 'how often it came back is counted');

select * from finish();
rollback;
