-- What is told, sent and cleared away is what was meant, and nothing beside it.
-- row: T27 T39 T44
begin;
select plan(13);

create function pg_temp.id(n integer) returns uuid language sql immutable as $$
  select ('00000000-0000-4000-8000-0000000000' || lpad(n::text, 2, '0'))::uuid
$$;
-- What a query returns after what came before it; then all is as it was.
create function pg_temp.answer(query text, before text default 'select') returns text language plpgsql as $$
declare told text;
begin
  execute before;
  execute format('select string_agg(a::text, '', '' order by a::text) from (%s) as a', query) into told;
  raise exception using errcode = 'TT000', message = coalesce(told, '-');
exception when sqlstate 'TT000' then return sqlerrm;
end $$;
delete from public.notifications;
delete from public.announcements;
delete from private.row_changes;
delete from private.outbox;
insert into public.notifications (id, recipient_id, domain_id, event, type, severity, title, expires_at)
select pg_temp.id(n), tests.person(email), domain_id, 'ticket.created', 'ticket', 'info', title, now() + expires::interval
from (values
  (1, 'user@user.com', null, 'expired', '-1 hour'), (1, 'support@demo.example', null, 'stays', '1 hour'), (2, 'user@user.com', tests.domain('abtasty.com'), 'of a domain', '1 hour'), (3, 'user@user.com', null, 'of none', '1 hour')
) as n (n, email, domain_id, title, expires);

select is(pg_temp.answer('select title from public.notifications', 'select public.run_notification_upkeep()'), '("of a domain"), ("of none"), (stays)', 'what has expired goes, of its recipient alone');
select is(
  pg_temp.answer('select right(row_id::text, 1) from private.row_changes where relation = ''x''', $$
    insert into private.row_changes (domain_id, relation, person_id, row_id, xid, is_deleted, changed_at)
    select pg_temp.id(0), 'x', pg_temp.id(0), pg_temp.id(n), '1', is_deleted, now() - age::interval
    from (values (1, true, '91 days'), (2, true, '89 days'), (3, false, '91 days')) as c (n, is_deleted, age);
    select public.run_notification_upkeep()
  $$), '(2), (3)', 'what was deleted is remembered for ninety days, and what is there longer'
);
select is(
  pg_temp.answer('select title from public.notifications where event = ''system.announcement''', $$
    update public.people set created_at = now() - interval '3 hours';
    insert into public.announcements (audience, title, created_by, expires_at, created_at)
    select 'all', 'late', tests.person('admin@admin.com'), now() - interval '1 hour', now() - interval '2 hours';
    select private.tell_announcement(1000)
  $$), '-', 'an announcement that has expired is told to nobody'
);
select is(private.tell_announcement(1000), 0::bigint, 'without one nobody is told');
select is(
  pg_temp.answer($$select dedupe_key, id = private.enqueue(topic, dedupe_key, '{}') from private.outbox$$, $$select private.enqueue('mail.probe', key, '{}') from unnest('{a,b}'::text []) as key$$),
  '(a,t), (b,t)', 'a message that is written again is the one with its key'
);
select is(
  pg_temp.answer($$select right(payload ->> 'device_id', 1) from private.outbox where topic = 'push.notification'$$, $$
    delete from public.devices;
    insert into public.devices (id, person_id, platform, push_token, revoked_at)
    select pg_temp.id(n), tests.person('admin@admin.com'), 'ios', 'token ' || n, case n when 2 then now() end from generate_series(1, 2) as n;
    delete from public.notification_prefs;
    insert into public.notification_prefs (person_id, event, channel, is_on)
    select distinct tests.person('admin@admin.com'), r.event, r.channel, true from public.notification_rules as r where r.channel = 'push' on conflict do nothing;
    select private.notify(
      (select min(r.event) from public.notification_rules as r where r.channel = 'push'), array[tests.person('admin@admin.com')], 'x', 'x', '/', '{}', null, tests.domain('abtasty.com')
    )
  $$), '(1)', 'devices are told, except those that were taken away'
);
select is(
  pg_temp.answer($$select tests.refusal(format('select public.fail_outbox(%L, ''w'', ''x'')', id)) from private.outbox$$, $$
    select private.enqueue('mail.probe', 'a', '{}'); update private.outbox set state = 'done', claimed_by = 'w'
  $$), '("PT409 CLAIM_LOST")', 'what is done does not fail'
);
create function pg_temp.read(call text) returns text language sql as $$
  select pg_temp.answer('select title from public.notifications where read_at is not null', $b$select tests.become('none', tests.claims('user@user.com', 'aal2', '{}')); select $b$ || call)
$$;
select is(pg_temp.read('public.mark_all_read(now() + interval ''1 hour'')'), '("of a domain"), ("of none"), (expired)', 'all are read, of a domain or of none');
select is(pg_temp.read('public.mark_read(array[pg_temp.id(2), pg_temp.id(3)])'), '("of a domain"), ("of none")', 'or these');

-- Whoever manages collaborators tells everybody, and looks at what others were told; nobody else.
create function pg_temp.called(call text) returns text language sql as $$
  select pg_temp.answer(format('select tests.refusal(%L)', 'select public.' || call), $b$
    insert into public.roles (key, title, rank, landing_route, is_domain_bound) values ('probe', 'Probe', 1, '/', false);
    insert into public.role_permissions select 'probe', p.resource, p.action from public.permissions as p where p.resource <> 'collaborators';
    delete from public.memberships where person_id = tests.person('user@user.com');
    insert into public.memberships (person_id, role_key, is_all_domains) values (tests.person('user@user.com'), 'probe', true);
    select tests.become('none', tests.claims('user@user.com', 'aal2', '{}'))
  $b$)
$$;
select is(pg_temp.called(call), '("42501 PERMISSION_DENIED")', call) from (values
  ('announce(''x'')'), ('list_notifications(person_id => tests.person(''support@demo.example''))'), ('notifications(''support@demo.example'')'), ('notifications(''nobody@x.example'')')
) as c (call);

select * from finish();
rollback;
