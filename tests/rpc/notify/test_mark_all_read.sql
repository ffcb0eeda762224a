-- Marking all up to a moment: what arrived since stays unread.
-- row: T43 T46
begin;
select plan(12);
delete from public.notifications;
create function pg_temp.tell(email text, title text, at timestamptz, site text default null) returns void language sql
security definer as $$
  insert into public.notifications (recipient_id, event, type, severity, title, created_at, domain_id)
  values (tests.person(email), 'ticket.created', 'ticket', 'info', title, at, (select d.id from public.domains as d where d.site_domain = site))
$$;
grant execute on function pg_temp.tell(text, text, timestamptz, text) to public;
create function pg_temp.read() returns text[] language sql security definer as $$
  select array_agg(title order by title) from public.notifications where read_at is not null
$$;
grant execute on function pg_temp.read() to public;
select pg_temp.tell('user@user.com', 'a', '2026-11-01 12:00:00.000001+00');
select pg_temp.tell('user@user.com', 'b', '2026-11-01 12:00:00.000002+00');
select pg_temp.tell('user@user.com', 'foreign', '2026-11-01 11:00+00', 'toto.example');
select pg_temp.tell('staff@demo.example', 's', '2026-11-01 11:00+00');

select tests.as('user@user.com');
create temporary table shown on commit drop as select max(created_at) as newest from public.list_notifications();
select pg_temp.tell('user@user.com', 'c', '2026-11-01 12:00:00.000003+00');
select is(public.unread_count(), 3::bigint, 'one arrived after the list');
select is(public.mark_all_read((select newest from shown)), 1::bigint, 'it stays unread');
select is(pg_temp.read(), '{a,b}', 'those that were shown are read, the newest too; nothing of another domain or person');
create temporary table first_read on commit drop as select id, read_at from public.notifications where read_at is not null;
select is(public.mark_all_read((select newest from shown)), 1::bigint, 'again: the same answer');
select is((select count(*) from public.notifications inner join first_read using (id, read_at)), 2::bigint, 'and read_at stays');
select is(public.mark_all_read('infinity'), 0::bigint, 'up to the end of time: all');
select is(pg_temp.read(), '{a,b,c}', 'of the caller');
select is(tests.refusal('select public.mark_all_read(null)'), '22023 INVALID_INPUT', 'a moment must be named');
select tests.as('admin@admin.com', 'aal2');
select public.mark_all_read('infinity');
select is(pg_temp.read(), '{a,b,c}', 'admin marks nobody else''s');
select tests.back();
update public.people set status = 'disabled' where email = 'staff@demo.example';
select tests.as('staff@demo.example');
select is(tests.refusal($$select public.mark_all_read('infinity')$$), '42501 ACCOUNT_NOT_ACTIVE', 'a disabled person is refused');
select tests.as_anon();
select is(tests.refusal($$select public.mark_all_read('infinity')$$), '42501', 'anon is refused');
select tests.as_service();
select is(tests.refusal($$select public.mark_all_read('infinity')$$), '42501', 'and the worker has nothing to read');
select * from finish();
rollback;
