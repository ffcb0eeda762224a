-- Who is told that a ticket is, or soon will be, overdue: once, and the version of the ticket stays.
-- row: R11
begin;
select plan(23);
delete from public.notification_prefs;

create function pg_temp.news() returns text language plpgsql security definer as $$
declare
  found text;
begin
  select string_agg(split_part(p.email::text, '@', 1) || ' ' || n.event, ', ' order by p.email, n.event) into found
  from public.notifications as n inner join public.people as p on p.id = n.recipient_id;
  delete from public.notifications;
  return found;
end;
$$;
grant execute on all functions in schema pg_temp to public;
create function pg_temp.alerts(of_alert text) returns timestamptz language sql as $$
  select a.due_at from private.ticket_alerts as a inner join public.tickets as t on t.id = a.ticket_id
  where t.title = 'Late' and a.alert = of_alert and a.told_at is null
$$;
create function pg_temp.pass(alerts text []) returns void language sql as $$
  update private.ticket_alerts as a set due_at = now() from public.tickets as t
  where t.id = a.ticket_id and t.title = 'Late' and a.alert = any(alerts)
$$;

update private.sla_policies set replaced_at = now();
insert into private.sla_policies (time_zone, weekly_hours, targets)
select 'UTC', jsonb_object_agg(d, '[["00:00", "24:00"]]'::jsonb), '{"normal": {"response": 100, "resolution": 1000}, "high": {"resolution": 500}}'
from generate_series(1, 7) as d;
select tests.as('user@user.com');
select isnt(public.create_general_ticket(tests.domain('abtasty.com'), 'Late'), null, 'a ticket');
select tests.back();
select pg_temp.news();
select is(pg_temp.alerts('response'), now() + interval '100 minutes', 'an answer was promised');
select is(pg_temp.alerts('resolution'), now() + interval '1000 minutes', 'and an end');
select is(pg_temp.alerts('response_soon'), now() + interval '80 minutes', 'with a fifth left somebody is warned');
select is(pg_temp.alerts('resolution_soon'), now() + interval '800 minutes', 'of each');

select tests.as_service();
select is(public.run_ticket_upkeep(), '{"told": 0}', 'not before');
select tests.back();
select pg_temp.pass('{response_soon}');
select tests.as_service();
select is(public.run_ticket_upkeep(), '{"told": 1}', 'then');
select is(pg_temp.news(), 'admin ticket.sla_warning, support ticket.sla_warning', 'all of support, where nobody has it');
select is(public.run_ticket_upkeep(), '{"told": 0}', 'and once');
select tests.back();
update public.tickets set assignee_id = tests.person('support@demo.example') where title = 'Late';
select pg_temp.pass('{response,resolution_soon,resolution}');
select tests.as_service();
select is(public.run_ticket_upkeep(1), '{"told": 1}', 'in batches');
select is(public.run_ticket_upkeep(), '{"told": 1}', 'of what is overdue, not that it soon will be');
select is(pg_temp.news(), 'support ticket.sla_breached, support ticket.sla_breached', 'whoever has it');
select is(public.run_ticket_upkeep(), '{"told": 0}', 'once');
select tests.back();
select is((select t.version from public.tickets as t where t.title = 'Late'), 2, 'the ticket is what it was');

select tests.as('support@demo.example');
select isnt((select public.update_ticket(t.domain_id, t.id, t.version, priority => 'high') from public.tickets as t where t.title = 'Late'), null, 'another promise');
select tests.back();
select is(pg_temp.alerts('resolution'), null, 'who was told is not told again');
select is((select t.resolution_due_at from public.tickets as t where t.title = 'Late'), now() + interval '500 minutes', 'though it is due anew');
update private.ticket_alerts set told_at = null;
select tests.as('support@demo.example');
select isnt((select public.transition_ticket(t.domain_id, t.id, 'pending', t.version) from public.tickets as t where t.title = 'Late'), null, 'while the reporter is to answer');
select tests.back();
select is_empty($$select from private.ticket_alerts as a inner join public.tickets as t on t.id = a.ticket_id where t.title = 'Late'$$, 'nobody is warned');
select tests.as_service();
select is(tests.refusal('select public.run_ticket_upkeep(0)'), '22023 INVALID_INPUT', 'a batch has tickets');
select is(tests.refusal('select public.run_ticket_upkeep(5001)'), '22023 INVALID_INPUT', 'and an end');
select is(tests.refusal('select public.run_ticket_upkeep(null)'), '22023 INVALID_INPUT', 'and is one');
select tests.as('admin@admin.com', 'aal2');
select is(tests.refusal('select public.run_ticket_upkeep()'), '42501', 'it is the worker''s');

select * from finish();
rollback;
