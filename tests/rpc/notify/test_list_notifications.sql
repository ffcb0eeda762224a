-- All, unread, urgent, page by page; somebody else's only for who manages the team, and noted.
-- row: T43 T45
begin;
select plan(29);
delete from public.notifications;
-- Ten a minute apart, two of them at the same moment; 2 and 5 read, 3 and 5 urgent, 7 expired, 8 to come.
insert into public.notifications (recipient_id, event, type, severity, title, read_at, created_at, expires_at)
select
  tests.person('user@user.com'), 'ticket.created', 'ticket', case when n in (3, 5) then 'urgent' else 'info' end,
  n::text, case when n in (2, 5) then now() end, timestamptz '2026-11-01 12:00+00' + (n / 2 * 2) * interval '1 minute',
  case n when 7 then now() when 8 then now() + interval '1 hour' end
from generate_series(1, 10) as n;
insert into public.notifications (recipient_id, domain_id, event, type, severity, title)
select tests.person('user@user.com'), tests.domain(d), 'ticket.created', 'ticket', 'urgent', d
from unnest('{toto.example,abtasty.com}'::text[]) as d;
insert into public.notifications (recipient_id, event, type, severity, title)
values (tests.person('staff@demo.example'), 'ticket.created', 'ticket', 'urgent', 'of staff');

create function pg_temp.titles(filter text) returns text[] language sql as $$
  select array_agg(title order by title collate "C") from public.list_notifications(filter)
$$;
grant execute on function pg_temp.titles(text) to public;

select tests.as('user@user.com');
select is(pg_temp.titles('all'), '{1,10,2,3,4,5,6,8,9,abtasty.com}', 'all: the own that have not expired, of the own domain and of none');
select is(pg_temp.titles('unread'), '{1,10,3,4,6,8,9,abtasty.com}', 'unread: without 2 and 5');
select is(pg_temp.titles('urgent'), '{3,5,abtasty.com}', 'urgent: read ones too');
select is((select array_agg(title) from (select title from public.list_notifications(page_size => 2)) as l), '{abtasty.com,10}', 'newest first');

create function pg_temp.pages(filter text, size integer) returns text[] language plpgsql as $$
declare
  seen text[] := '{}';
  place text;
  page record;
begin
  loop
    select array_agg(l.title) as titles, max(l.cursor) filter (where l.row = size) as last into page
    from (select *, row_number() over () as row from public.list_notifications(filter, place, size)) as l;
    seen := seen || coalesce(page.titles, '{}');
    place := page.last;
    exit when place is null;
  end loop;
  return seen;
end;
$$;
grant execute on function pg_temp.pages(text, integer) to public;
select is(pg_temp.pages('all', 1), pg_temp.pages('all', 500), 'one a page is the whole list, in order');
select is(pg_temp.pages('all', 3), pg_temp.pages('all', 500), 'so is three a page, over equal times');
select is(pg_temp.pages('unread', 3), pg_temp.pages('unread', 500), 'of the unread');
select is(pg_temp.pages('urgent', 1), pg_temp.pages('urgent', 500), 'and of the urgent');
select is(cardinality(pg_temp.pages('all', 3)), 10, 'which has ten');
select results_eq(
  $$select domain_id, event, type, severity, body, link, data, read_at from public.list_notifications(page_size => 1)$$,
  $$values (tests.domain('abtasty.com'), 'ticket.created', 'ticket', 'urgent', '', null::text, '{}'::jsonb, null::timestamptz)$$,
  'what a row says'
);
select is(
  tests.refusal($$select public.list_notifications('read')$$), '22023 INVALID_INPUT', 'there are three filters'
);
select is(tests.refusal('select public.list_notifications(null)'), '22023 INVALID_INPUT', 'null is none');
select is(tests.refusal('select public.list_notifications(page_size => 0)'), '22023 INVALID_INPUT', 'no empty page');
select is(tests.refusal('select public.list_notifications(page_size => 501)'), '22023 INVALID_INPUT', 'no endless page');
select is(tests.refusal($$select public.list_notifications(after => 'x')$$), '22023 INVALID_INPUT', 'a cursor is one of this list');
select is(
  tests.refusal($$select public.list_notifications(person_id => tests.person('staff@demo.example'))$$),
  '42501 PERMISSION_DENIED', 'somebody else''s is not for a client user'
);
select is((select count(*) from public.list_notifications(person_id => tests.person('user@user.com'))), 10::bigint, 'naming oneself is the same');
select tests.as('staff@demo.example');
select is(pg_temp.titles('all'), '{of staff}', 'staff sees the own');
select is(
  tests.refusal($$select public.list_notifications(person_id => tests.person('user@user.com'))$$),
  '42501 PERMISSION_DENIED', 'and nobody else''s'
);

select tests.back();
select is((select count(*) from public.access_log where resource ~ '^notifications'), 0::bigint, 'the own list is not noted');
insert into public.person_permissions (person_id, resource, action, effect, is_all_domains, reason)
values (tests.person('staff@demo.example'), 'collaborators', 'manage', 'allow', true, 'a trial');
select tests.as('staff@demo.example');
select is(
  tests.refusal($$select public.list_notifications(person_id => tests.person('user@user.com'))$$),
  '42501 PERMISSION_DENIED', 'managing the team in one domain is not enough'
);
select tests.back();
insert into public.memberships (person_id, role_key, is_all_domains) values (tests.person('support@demo.example'), 'support', true);
insert into public.person_permissions (person_id, resource, action, effect, is_all_domains, reason)
values (tests.person('support@demo.example'), 'domains', 'manage', 'allow', true, 'a trial');
select tests.as('support@demo.example');
select is(
  tests.refusal($$select public.list_notifications(person_id => tests.person('user@user.com'))$$),
  '42501 PERMISSION_DENIED', 'nor is managing the domains'
);
select tests.as('admin@admin.com');
select is(
  (select count(*) from public.list_notifications(person_id => tests.person('user@user.com'))), 11::bigint,
  'who manages the team reads them, of every domain where he works'
);
select is(pg_temp.titles('all'), null, 'they are not in the own list');
select tests.back();
select results_eq(
  $$select actor_person_id, kind, result, resource from public.access_log where resource ~ '^notifications'$$,
  $$values (tests.person('admin@admin.com'), 'admin_view', 'allowed', 'notifications/' || tests.person('user@user.com'))$$,
  'and that is noted'
);
update public.domains set archived_at = now() where site_domain = 'toto.example';
select tests.as('admin@admin.com');
select is(
  (select count(*) from public.list_notifications(person_id => tests.person('user@user.com'))), 10::bigint,
  'not of an archived one'
);
select tests.back();
update public.people set status = 'disabled' where email = 'user@user.com';
select tests.as('user@user.com');
select is(tests.refusal('select public.list_notifications()'), '42501 ACCOUNT_NOT_ACTIVE', 'a disabled person is refused');
select tests.as_anon();
select is(tests.refusal('select public.list_notifications()'), '42501', 'anon is refused');
select tests.as_service();
select is(tests.refusal('select public.list_notifications()'), '42501', 'the worker has the table');
select * from finish();
rollback;
