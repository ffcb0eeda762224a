-- Dashboards: read by their owner and by whom they are shared with, in domains where that person sees numbers.
-- row: C48
begin;
select plan(17);

insert into public.dashboards (domain_id, owner_id, title, visibility, role_key) values
(tests.domain('cooking.example'), tests.person('admin@admin.com'), 'Support', 'role', 'support'),
(tests.domain('toto.example'), tests.person('admin@admin.com'), 'Toto', 'all', null),
-- Made by somebody who does not work there any more.
(tests.domain('notabtasty.com'), tests.person('user@user.com'), 'Left behind', 'private', null);
create function pg_temp.seen() returns text language sql stable as $$
  select string_agg(d.title, ', ' order by d.title) from public.dashboards as d
$$;
grant execute on all functions in schema pg_temp to public;

select tests.as('user@user.com');
select is(pg_temp.seen(), 'My week, Website', 'the own, and what is for all of the domain');
select is(tests.refusal('update public.dashboards set title = ''x'''), '42501', 'changed by no hand');
select is(tests.refusal('insert into public.dashboards (title) values (''x'')'), '42501', 'nor made');
select is(tests.refusal('delete from public.dashboards'), '42501', 'nor deleted');
select tests.as('business@demo.example');
select is(pg_temp.seen(), 'Trading desk', 'what is shared with the role');
select tests.as('support@demo.example');
select is(pg_temp.seen(), 'Support, Website', 'with another role not, and what is private neither');
select tests.as('staff@demo.example');
select is(pg_temp.seen(), 'Toto', 'another tenant what is of its own');
select tests.as('admin@admin.com');
select is(pg_temp.seen(), 'Support, Toto, Trading desk, Website', 'not even admin reads what is private to others');
select tests.as_anon();
select is(tests.refusal('select from public.dashboards'), '42501', 'anon is refused');
select tests.as_service();
select is((select count(*) from public.dashboards), 6::bigint, 'the worker reads all');
select is(tests.refusal('delete from public.dashboards'), '42501', 'and writes none');

select tests.back();
select tests.environment('test');
update public.roles set is_mfa_required = true where key = 'business';
insert into public.memberships (person_id, is_all_domains, role_key)
values (tests.person('business@demo.example'), true, 'staff');
select tests.as('business@demo.example');
select is(pg_temp.seen(), 'Toto, Website', 'a role that wants a second factor opens nothing without it');
select tests.as('business@demo.example', 'aal2');
select is(pg_temp.seen(), 'Toto, Trading desk, Website', 'and with it does');
select tests.back();
update public.memberships set valid = tstzrange(lower(valid), now()) where role_key = 'business';
select tests.as('business@demo.example', 'aal2');
select is(pg_temp.seen(), 'Toto, Website', 'nor does one that was held');
select tests.back();
select is(tests.refusal($$update public.dashboards set role_key = 'staff' where visibility = 'all'$$), '23514', 'a role is for sharing with it');
select is(tests.refusal($$update public.dashboards set visibility = 'role' where visibility = 'all'$$), '23514', 'and is named then');
delete from public.role_permissions where resource = 'analytics' and role_key = 'client_user';
select tests.as('user@user.com');
select is(pg_temp.seen(), null, 'nothing without analytics.view');

select * from finish();
rollback;
