-- Saved reports: read by their owner and by whom they are shared with, in domains where that person sees numbers.
-- row: C51
begin;
select plan(18);

insert into public.saved_reports (domain_id, owner_id, title, visibility, role_key, params)
select tests.domain(r.site), tests.person(r.email), r.title, r.visibility, r.role_key, '{"metric": "events"}'
from (
  values
    ('cooking.example', 'admin@admin.com', 'Support', 'role', 'support'), ('toto.example', 'admin@admin.com', 'Toto', 'all', null),
    ('cooking.example', 'business@demo.example', 'My own', 'private', null),
    -- Made by somebody who does not work there any more.
    ('notabtasty.com', 'user@user.com', 'Left behind', 'private', null)
) as r (site, email, title, visibility, role_key);
create function pg_temp.seen() returns text language sql stable as $$
  select string_agg(r.title, ', ' order by r.title) from public.saved_reports as r
$$;
grant execute on all functions in schema pg_temp to public;

select tests.as('business@demo.example');
select is(pg_temp.seen(), 'My own, Volume by type', 'the own, and what is for all of the domain');
select is(tests.refusal('update public.saved_reports set title = ''x'''), '42501', 'changed by no hand');
select is(tests.refusal('insert into public.saved_reports (title) values (''x'')'), '42501', 'nor made');
select is(tests.refusal('delete from public.saved_reports'), '42501', 'nor deleted');
select tests.as('support@demo.example');
select is(pg_temp.seen(), 'Support, Volume by type', 'what is shared with the role, and nothing private');
select tests.as('staff@demo.example');
select is(pg_temp.seen(), 'Toto', 'another tenant what is of its own');
select tests.as('user@user.com');
select is(pg_temp.seen(), null, 'not what one made where one works no more');
select tests.as('admin@admin.com');
select is(pg_temp.seen(), 'Support, Toto, Volume by type', 'not even admin reads what is private to others');
select tests.as_anon();
select is(tests.refusal('select from public.saved_reports'), '42501', 'anon is refused');
select tests.as_service();
select is((select count(*) from public.saved_reports), 5::bigint, 'the worker reads all');
select is(tests.refusal('delete from public.saved_reports'), '42501', 'and writes none');

select tests.back();
select tests.environment('test');
update public.roles set is_mfa_required = true where key = 'support';
insert into public.memberships (person_id, is_all_domains, role_key) values (tests.person('support@demo.example'), true, 'staff');
select tests.as('support@demo.example');
select is(pg_temp.seen(), 'Toto, Volume by type', 'a role that wants a second factor opens nothing without it');
select tests.as('support@demo.example', 'aal2');
select is(pg_temp.seen(), 'Support, Toto, Volume by type', 'and with it does');
select tests.back();
update public.memberships set valid = tstzrange(lower(valid), now()) where role_key = 'support';
select tests.as('support@demo.example', 'aal2');
select is(pg_temp.seen(), 'Toto, Volume by type', 'nor does one that was held');
select tests.back();
select is(tests.refusal($$update public.saved_reports set role_key = 'staff' where visibility = 'all'$$), '23514', 'a role is for sharing with it');
select is(tests.refusal($$update public.saved_reports set visibility = 'role' where visibility = 'all'$$), '23514', 'and is named then');
select is(tests.refusal($$update public.saved_reports set params = '{}'$$), '23514', 'a report asks for something');
delete from public.role_permissions where resource = 'analytics' and role_key = 'business';
select tests.as('business@demo.example');
select is(pg_temp.seen(), null, 'nothing without analytics.view');

select * from finish();
rollback;
