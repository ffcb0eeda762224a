-- One announcement: one audit row, every one of its audience told once, by a worker, in batches.
-- row: T39
begin;
select plan(27);
delete from public.notifications;
delete from public.announcements;
create function pg_temp.told() returns text[] language sql security definer as $$
  select array_agg(p.email::text order by p.email::text)
  from public.notifications as n inner join public.people as p on p.id = n.recipient_id
  where p.email::text !~ '^many'
$$;
grant execute on function pg_temp.told() to public;
create temporary table made (id uuid) on commit drop;
grant all on made to public;

select tests.as('user@user.com', 'aal2');
select is(tests.refusal($$select public.announce('x')$$), '42501 PERMISSION_DENIED', 'a client user announces nothing');
select tests.as('staff@demo.example', 'aal2');
select is(tests.refusal($$select public.announce('x')$$), '42501 PERMISSION_DENIED', 'nor does staff');
select tests.as_anon();
select is(tests.refusal($$select public.announce('x')$$), '42501', 'nor anon');
select tests.as_service();
select is(tests.refusal($$select public.announce('x')$$), '42501', 'nor the secret key');
select tests.back();
update public.security_settings set is_strong_auth_relaxed_locally = false;
select tests.as('admin@admin.com');
select is(tests.refusal($$select public.announce('x')$$), '42501 STEP_UP_REQUIRED', 'a password alone is not enough');
select tests.as('admin@admin.com', 'aal2');
select is(tests.refusal($$select public.announce(' ')$$), '22023 INVALID_INPUT', 'a title');
select is(tests.refusal($$select public.announce(repeat('x', 201))$$), '22023 INVALID_INPUT', 'of a title''s length');
select is(tests.refusal($$select public.announce('x', repeat('x', 4001))$$), '22023 INVALID_INPUT', 'a body of a body''s');
select is(tests.refusal($$select public.announce('x', audience => 'none')$$), '22023 INVALID_INPUT', 'an audience that there is');
select is(tests.refusal($$select public.announce('x', audience => 'role')$$), '22023 INVALID_INPUT', 'a role where it is one');
select is(tests.refusal($$select public.announce('x', role_key => 'staff')$$), '22023 INVALID_INPUT', 'and not where it is not');
select is(tests.refusal($$select public.announce('x', audience => 'role', role_key => 'no')$$), '22023 INVALID_INPUT', 'one that there is');
select is(tests.refusal($$select public.announce('x', audience => 'org')$$), '22023 INVALID_INPUT', 'an organization likewise');
select is(tests.refusal($$select public.announce('x', audience => 'org', org_id => gen_random_uuid())$$), '22023 INVALID_INPUT', 'one that there is');
select is(tests.refusal($$select public.announce('x', severity => 'loud')$$), '22023 INVALID_INPUT', 'a severity');
select is(tests.refusal($$select public.announce('x', link => 'https://evil.example')$$), '22023 INVALID_INPUT', 'a link to a page of ours');
select is(tests.refusal($$select public.announce('x', link => '/' || repeat('x', 500))$$), '22023 INVALID_INPUT', 'of a link''s length');
select is(tests.refusal($$select public.announce('x', expires_at => now())$$), '22023 INVALID_INPUT', 'an end to come');
select is(tests.refusal($$select public.announce('x', idempotency_key => '')$$), '22023 INVALID_INPUT', 'a key that says something');

insert into made select (public.announce('To guardians', audience => 'role', role_key => 'guardian', severity => 'urgent', idempotency_key => 'k')).id;
insert into made select (public.announce('Again', idempotency_key => 'k')).id;
select is((select count(distinct id) from made), 1::bigint, 'the same key is the same announcement');
select is((select count(*) from public.audit_log where resource = 'announcements' and action = 'announce'), 1::bigint, 'with one audit row');
select is(pg_temp.told(), null, 'nobody is told by the call itself');
select tests.as('admin@admin.com', 'aal2');
select is(tests.refusal('select public.run_notification_upkeep()'), '42501', 'the worker''s call is the worker''s');
select tests.as_service();
select is(public.run_notification_upkeep(), '{"told": 1, "expired": 0, "announcements_waiting": 0}', 'the worker tells');
select is(pg_temp.told(), '{guardian@demo.example}', 'those of the role');
select is(tests.refusal('select public.run_notification_upkeep(0)'), '22023 INVALID_INPUT', 'a batch has rows');

select tests.back();
update public.people set status = 'disabled' where email = 'business@demo.example';
delete from public.notifications;
select tests.as('admin@admin.com', 'aal2');
select public.announce('To Cooking', audience => 'org', org_id => (select id from public.clients where name = 'Cooking'));
select tests.as_service();
select public.run_notification_upkeep();
select is(pg_temp.told(), '{support@demo.example}', 'the active people of an organization');

select * from finish();
rollback;
