-- Marking some: the own ones, once.
-- row: T43 T45 T46
begin;
select plan(14);
delete from public.notifications;
insert into public.notifications (recipient_id, id, domain_id, event, type, severity, title)
select tests.person(n.email), n.id::uuid, (select d.id from public.domains as d where d.site_domain = n.site), 'ticket.created', 'ticket', 'info', 'x'
from (values
  ('user@user.com', '40000000-0000-4000-8000-000000000001', null),
  ('user@user.com', '40000000-0000-4000-8000-000000000002', 'abtasty.com'),
  ('user@user.com', '40000000-0000-4000-8000-000000000003', 'toto.example'),
  ('staff@demo.example', '40000000-0000-4000-8000-000000000004', null)
) as n (email, id, site);
create function pg_temp.read() returns integer[] language sql security definer as $$
  select array_agg(right(id::text, 1)::integer order by id) from public.notifications where read_at is not null
$$;
grant execute on function pg_temp.read() to public;

select tests.as('user@user.com');
select is(public.unread_count(), 2::bigint, 'two to read');
select is(public.mark_read(array['40000000-0000-4000-8000-000000000001']::uuid[]), 1::bigint, 'one marked, one left');
select is(pg_temp.read(), '{1}', 'that one');
select is(public.unread_count(), 1::bigint, 'the count is right at once');
create temporary table first_read on commit drop as select read_at from public.notifications where read_at is not null;
select is(public.mark_read(array['40000000-0000-4000-8000-000000000001']::uuid[]), 1::bigint, 'again: the same answer');
select is((select read_at from public.notifications where read_at is not null), (select read_at from first_read), 'and read_at stays');
select is(
  public.mark_read(array['40000000-0000-4000-8000-000000000004', '40000000-0000-4000-8000-000000000003', gen_random_uuid()]::uuid[]),
  1::bigint, 'somebody else''s, one of a domain where he does not work, one that is not there: no difference'
);
select is(pg_temp.read(), '{1}', 'and nothing changes');
select is(tests.refusal($$select public.mark_read('{}')$$), '22023 INVALID_INPUT', 'none is a mistake');
select is(tests.refusal('select public.mark_read(null)'), '22023 INVALID_INPUT', 'so is null');
select is(
  tests.refusal('select public.mark_read(array(select gen_random_uuid() from generate_series(1, 501)))'),
  '22023 INVALID_INPUT', 'so are more than a page'
);
select tests.as('admin@admin.com', 'aal2');
select public.mark_read(array['40000000-0000-4000-8000-000000000002']::uuid[]);
select is(pg_temp.read(), '{1}', 'admin marks nobody else''s');
select tests.as_anon();
select is(tests.refusal('select public.mark_read(array[gen_random_uuid()])'), '42501', 'anon is refused');
select tests.back();
select tests.sign_up('stranger@nowhere.example');
select tests.as('stranger@nowhere.example');
select is(tests.refusal('select public.mark_read(array[gen_random_uuid()])'), '42501 ACCOUNT_NOT_ACTIVE', 'a stranger too');
select * from finish();
rollback;
