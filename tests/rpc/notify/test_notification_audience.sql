-- Whom an event reaches: those named, and those who hold the rule's role there now; each as wanted for that event and channel.
-- row: T39
begin;
select plan(11);

delete from public.notification_prefs;
delete from public.notification_rules where event in ('sync.failed', 'ticket.assigned');
insert into public.roles (key, title, rank, landing_route, is_domain_bound) values ('probe', 'Probe', 1, '/', false);
insert into public.notification_rules (event, channel, audience, role_key, is_mandatory, is_on_by_default) values
('sync.failed', 'in_app', 'named', null, false, true), ('sync.failed', 'in_app', 'role', 'probe', false, true),
('sync.failed', 'push', 'role', 'probe', false, false), ('sync.failed', 'email', 'role', 'probe', true, true),
('ticket.assigned', 'in_app', 'named', null, true, true), ('ticket.assigned', 'email', 'named', null, false, true);
-- One holds the role everywhere, one at cooking.example, one at toto.example, who works at cooking.example as something
-- else; one there no longer.
update public.memberships as m set role_key = 'probe', is_all_domains = m.is_all_domains or m.person_id = tests.person('staff@demo.example'),
  domain_id = case when m.person_id = tests.person('staff@demo.example') then null else m.domain_id end,
  valid = case when m.person_id = tests.person('guardian@demo.example') then '[2020-01-01,2021-01-01)' else m.valid end
where m.person_id in (tests.person('staff@demo.example'), tests.person('business@demo.example'), tests.person('partner@demo.example'), tests.person('guardian@demo.example'));
insert into public.memberships (person_id, role_key, domain_id) values (tests.person('partner@demo.example'), 'business', tests.domain('cooking.example'));
create function pg_temp.reached(event text, channel text, site text default null, named text [] default '{}') returns text language sql as $$
  select string_agg(split_part(p.email::text, '@', 1) || case when a.is_mandatory then '!' else '' end, ' ' order by p.email)
  from private.notification_audience(
    reached.event, reached.channel, array(select tests.person(n.email) from unnest(named) as n (email)), (select d.id from public.domains as d where d.site_domain = site)
  ) as a inner join public.people as p on p.id = a.person_id
$$;

select is(pg_temp.reached('sync.failed', 'in_app', 'cooking.example'), 'business staff', 'who holds the role there, or everywhere');
select is(pg_temp.reached('sync.failed', 'in_app', 'toto.example'), 'partner staff', 'and not who held it');
select is(pg_temp.reached('sync.failed', 'in_app'), 'business partner staff', 'of no domain: all who hold it');
select is(pg_temp.reached('sync.failed', 'in_app', 'cooking.example', '{support@demo.example,user@user.com}'), 'business staff support', 'with those named, as far as they work there');
select is(pg_temp.reached('sync.failed', 'email', 'cooking.example', '{support@demo.example}'), 'business! staff!', 'who are told over their channel alone');
select is(pg_temp.reached('ticket.assigned', 'in_app', null, '{support@demo.example}'), 'support!', 'and of their event');
select is(pg_temp.reached('sync.failed', 'push'), null, 'whoever has not asked for it is left alone');
insert into public.notification_prefs (person_id, event, channel, is_on) values
(tests.person('staff@demo.example'), 'sync.failed', 'push', true), (tests.person('business@demo.example'), 'sync.failed', 'in_app', false),
(tests.person('partner@demo.example'), 'sync.failed', 'push', false), (tests.person('partner@demo.example'), 'ticket.escalated', 'push', true),
(tests.person('business@demo.example'), 'sync.failed', 'email', false), (tests.person('support@demo.example'), 'ticket.escalated', 'email', false);
select is(pg_temp.reached('sync.failed', 'push'), 'staff', 'whoever has is told');
select is(pg_temp.reached('sync.failed', 'in_app'), 'partner staff', 'whoever does not want it is not');
select is(pg_temp.reached('ticket.assigned', 'email', null, '{support@demo.example}'), 'support', 'but of what he wants');
select is(pg_temp.reached('sync.failed', 'email', 'cooking.example'), 'business! staff!', 'where it must be, nobody asks');

select * from finish();
rollback;
