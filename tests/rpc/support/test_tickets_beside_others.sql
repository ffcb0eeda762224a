-- What is done to one ticket is done to that alone: not to its twin, which has the same ids in another domain, nor to
-- one beside it. And what a step from one status to another changes.
-- row: R11 R25 R26 C30
begin;
select plan(59);

create function pg_temp.id(n integer) returns uuid language sql immutable as $$
  select ('00000000-0000-4000-8000-0000000000' || lpad(n::text, 2, '0'))::uuid
$$;
create function pg_temp.of(site text) returns uuid language sql stable as $$ select tests.domain(site || '.example') $$;
create function pg_temp.be(email text) returns void language sql as $$ select tests.become('none', tests.claims(email, 'aal2', '{}')) $$;
delete from public.notification_prefs;
delete from private.sla_policies;
delete from private.ticket_alerts;
delete from private.webhook_inbox;
delete from public.ticket_links;
insert into public.domains (client_id, site_domain) values (tests.client('Cooking'), 'theirs.example'), (tests.client('AB Tasty'), 'ours.example');
insert into public.memberships (person_id, role_key, domain_id) values (tests.person('support@demo.example'), 'support', pg_temp.of('ours'));
-- Client: all day; domain: from nine to five on every day; all: an hour a day.
create function pg_temp.hours(span text) returns jsonb language sql as $$ select jsonb_object_agg(n, array[string_to_array(span, '-')]) from generate_series(1, 7) as n $$;
insert into private.sla_policies (id, client_id, domain_id, time_zone, weekly_hours, targets)
select pg_temp.id(n), client_id, domain_id, 'UTC', pg_temp.hours(span), '{"normal": {"response": 300, "resolution": 600}, "high": {"response": 60, "resolution": 120}}'
from (values
  (53, null, null, '08:00-09:00'), (52, tests.client('Cooking'), null, '00:00-24:00'), (51, null, pg_temp.of('ours'), '09:00-17:00'), (54, tests.client('AB Tasty'), null, '10:00-11:00')
) as p (n, client_id, domain_id, span);
-- The others first, so that whoever takes any takes them. 1 has words and a link, 2 is beside it, 3 is of an answer.
insert into public.tickets (domain_id, id, number, kind, title, reporter_id, assignee_id, status, created_at, updated_at, conversation_id, message_id, message_content, subtype)
select pg_temp.of(site), pg_temp.id(n), n, kind, site || n, tests.person(case site when 'ours' then 'user@user.com' else 'admin@admin.com' end),
  case n when 2 then tests.person('support@demo.example') end, 'new', '2026-01-01Z', '2026-01-01Z',
  case kind when 'chatbot' then pg_temp.id(60) end, case kind when 'chatbot' then pg_temp.id(61) end, case kind when 'chatbot' then 'said' end, case kind when 'chatbot' then 'not_accurate' end
from unnest('{theirs,ours}'::text []) as site, (values (2, 'general'), (1, 'general'), (3, 'chatbot')) as t (n, kind);
insert into private.ticket_numbers (domain_id, last_number) values (pg_temp.of('ours'), 3);
insert into public.ticket_comments (domain_id, id, ticket_id, author_id, body, idempotency_key, created_at)
select pg_temp.of(site), pg_temp.id(n), pg_temp.id(ticket), tests.person(author), 'x', 'k', created_at::timestamptz from (values
  ('theirs', 20, 1, 'partner@demo.example', '2026-01-09Z'), ('ours', 21, 2, 'business@demo.example', '2026-01-08Z'), ('ours', 22, 1, 'support@demo.example', '2026-01-02Z'), ('ours', 23, 3, 'support@demo.example', '2026-01-02Z')
) as c (site, n, ticket, author, created_at);
create function pg_temp.link(site text, number integer, ticket integer, provider text default 'linear') returns void language sql as $$
  insert into public.ticket_links (domain_id, id, ticket_id, provider, identifier) values (pg_temp.of(site), pg_temp.id(number), pg_temp.id(ticket), provider, site || number)
$$;
create function pg_temp.ticket(site text, n integer) returns public.tickets language sql stable as $$
  select t from public.tickets as t where t.domain_id = pg_temp.of(site) and t.id = pg_temp.id(n)
$$;

create function pg_temp.rows_now() returns table (name text, facts jsonb) language sql as $$
  select concat_ws(' ', what, split_part(d.site_domain, '.', 1), number), facts from (
    select 'ticket' as what, domain_id, t.number::text as number, to_jsonb(t) - 'tsv' as facts from public.tickets as t
    union all select 'comment', domain_id, right(id::text, 2), to_jsonb(c) from public.ticket_comments as c
    union all select 'link', domain_id, right(id::text, 2), to_jsonb(l) from public.ticket_links as l
    union all select a.alert, domain_id, right(ticket_id::text, 1), to_jsonb(a) from private.ticket_alerts as a
    union all select concat_ws(' ', topic, payload -> 'changes'), domain_id, null, '{}' from private.outbox where topic not like 'mail%' and topic <> 'notify.push'
    union all select event || ' to ' || split_part(p.email::text, '@', 1), domain_id, right(n.link, 1), '{}' from public.notifications as n inner join public.people as p on p.id = n.recipient_id
    union all select concat_ws(' ', 'event', kind, actor, from_value, to_value), domain_id, right(ticket_id::text, 1), '{}' from public.ticket_events
  ) as f inner join public.domains as d on d.id = f.domain_id and d.site_domain in ('ours.example', 'theirs.example')
$$;
-- What a statement changes of both domains, after what came before it; then all is as it was.
create function pg_temp.changes(statement text, before text default 'select') returns text language plpgsql as $$
declare told text;
begin
  execute before;
  create temporary table old_rows on commit drop as select * from pg_temp.rows_now();
  execute statement;
  select string_agg(line, ', ' order by line) into told from (
    select concat_ws(' ', case when o.name is null then 'new' when n.name is null then 'gone' end, coalesce(o.name, n.name), (
      select string_agg(e.key || case when e.key ~ '_(at|since)$' then case when e.value is null then '=-' else '' end else '=' || coalesce(e.value, '-') end, ' ' order by e.key)
      from jsonb_each_text(n.facts) as e
      where o.name is not null and e.value is distinct from o.facts ->> e.key and e.key not in ('updated_at', 'version', 'sla_policy_id', 'sla_used')
    )) as line
    from old_rows as o full join pg_temp.rows_now() as n on n.name = o.name
    where n.name is null or o.name is null or n.facts - '{updated_at,version}'::text [] <> o.facts - '{updated_at,version}'::text []
  ) as d;
  raise exception using errcode = 'TT000', message = coalesce(told, '-');
exception when sqlstate 'TT000' then return sqlerrm;
end $$;
create function pg_temp.answer(query text, before text default 'select') returns text language plpgsql as $$
declare told text;
begin
  execute before;
  execute format('select string_agg(a::text, '', '' order by a::text) from (%s) as a', query) into told;
  raise exception using errcode = 'TT000', message = coalesce(told, '-');
exception when sqlstate 'TT000' then return sqlerrm;
end $$;

-- Lists.
create function pg_temp.found(filter jsonb, before text default 'select', site text default 'ours.example') returns text language sql as $$
  select pg_temp.answer(format('select right(f.id::text, 1) from private.find_tickets(jsonb_populate_record(null::private.ticket_filter, %L)) as f',
    jsonb_build_object('domain_ids', array[tests.domain(site)], 'page_size', 50) || filter), before)
$$;
select is(pg_temp.found('{}'), '(1), (2), (3)', 'all of them');
select is(pg_temp.found(filter, $$
  update public.tickets set reporter_id = tests.person('support@demo.example'), description = 'launcher', created_at = '2025-01-01Z', response_due_at = now() - interval '1 day'
  where domain_id = pg_temp.of('ours') and id = pg_temp.id(2)
$$), '(2)', 'those that are asked for: ' || (select string_agg(k, ' ') from jsonb_object_keys(filter) as k)) from (values
  (jsonb_build_object('reporter_id', tests.person('support@demo.example'))), (jsonb_build_object('assignee_id', tests.person('support@demo.example'))),
  ('{"query": "launcher"}'), ('{"is_overdue": true}'), (jsonb_build_object('after_at', '2025-12-01Z', 'after_id', pg_temp.id(1), 'after_domain_id', pg_temp.of('ours')))
) as f (filter);
select is(pg_temp.found(jsonb_build_object(about, row_id), format(
  'insert into public.tickets (domain_id, id, number, kind, title, reporter_id, %I) select %L, pg_temp.id(n), 900 + n, ''general'', ''x'', tests.person(''admin@admin.com''), case n when 9 then %L::uuid end from generate_series(8, 9) as n',
  about, tests.domain(site), row_id), site), '(9)', 'those of one ' || about)
from (
  (select 'platform_user_id' as about, 'cooking.example' as site, id as row_id from public.platform_users where domain_id = tests.domain('cooking.example') limit 1)
  union all (select 'order_id', 'cooking.example', id from public.orders where domain_id = tests.domain('cooking.example') limit 1)
  union all (select 'case_id', 'toto.example', id from public.cases where domain_id = tests.domain('toto.example') limit 1)
) as r;
select is(
  pg_temp.answer($$
    select right(page.id::text, 1), page.title, page.link_provider, page.link_identifier, extract(day from page.last_change_at at time zone 'UTC')
    from private.ticket_page(jsonb_populate_record(null::private.ticket_filter, jsonb_build_object('domain_ids', array[pg_temp.of('ours')], 'page_size', 50))) as page
  $$, $$select pg_temp.link('theirs', 39, 1); select pg_temp.link('ours', 32, 1, 'hubspot'); select pg_temp.link('ours', 33, 1);
    update public.ticket_links set created_at = now() - interval '1 day' where id = pg_temp.id(33)$$),
  '(1,ours1,hubspot,ours32,2), (2,ours2,,,8), (3,ours3,,,2)', 'each once, with what is its own: of its links the newest'
);
select is(
  pg_temp.answer($$select tests.refusal('select public.list_tickets(page_size => 0)')$$, $$select pg_temp.be('admin@admin.com')$$), '("22023 INVALID_INPUT")', 'a page has rows'
);

-- Steps.
create function pg_temp.moves(to_status text, was text default 'new', before text default 'select', actor text default 'support') returns text language sql as $$
  select pg_temp.changes(format('select private.move_ticket(pg_temp.ticket(''ours'', 1), %L, %L, ''duplicate'')', to_status, actor), format('update public.tickets set status = %L, resolved_at = case %1$L when ''resolved'' then now() end where domain_id = pg_temp.of(''ours'') and id = pg_temp.id(1); select pg_temp.link(''ours'', 32, 1);', was) || before)
$$;
select is(pg_temp.moves('open'),
  'new event status support new open ours 1, new linear.issue.update {"state_type": "started"} ours, new resolution ours 1, new resolution_soon ours 1, new response ours 1, new response_soon ours 1, new ticket.status_changed to support ours 1, ticket ours 1 resolution_due_at response_due_at sla_running_since status=open',
  'a ticket is begun');
select is(pg_temp.moves('pending', 'open'),
  'new event status support open pending ours 1, new ticket.status_changed to support ours 1, ticket ours 1 status=pending',
  'waits');
select is(pg_temp.moves('resolved', 'open'),
  'new event status support open resolved ours 1, new linear.issue.update {"state_type": "completed"} ours, new ticket.resolved to support ours 1, ticket ours 1 first_responded_at resolved_at status=resolved',
  'is resolved');
select is(pg_temp.moves('closed', 'resolved'),
  'new event status support resolved closed ours 1, new ticket.status_changed to support ours 1, ticket ours 1 close_reason=duplicate closed_at first_responded_at status=closed',
  'and closed, which Linear knows');
select is(pg_temp.moves('closed', 'open'),
  'new event status support open closed ours 1, new linear.issue.update {"state_type": "canceled"} ours, new ticket.status_changed to support ours 1, ticket ours 1 close_reason=duplicate closed_at first_responded_at status=closed',
  'or at once');
select is(pg_temp.moves('open', 'resolved'),
  'new event status support resolved open ours 1, new linear.issue.update {"state_type": "started"} ours, new resolution ours 1, new resolution_soon ours 1, new response ours 1, new response_soon ours 1, new ticket.reopened to support ours 1, ticket ours 1 reopened=1 resolution_due_at resolved_at=- response_due_at sla_running_since status=open',
  'opened again');
select is(pg_temp.moves('open', 'new', 'select', 'linear'),
  'new event status linear new open ours 1, new resolution ours 1, new resolution_soon ours 1, new response ours 1, new response_soon ours 1, new ticket.status_changed to support ours 1, ticket ours 1 resolution_due_at response_due_at sla_running_since status=open',
  'Linear is not told what it said');

-- The clock.
create function pg_temp.planned(number integer, before text default 'select') returns text language sql as $$
  select pg_temp.answer(format('select alert, to_char(due_at at time zone ''UTC'', ''DD HH24:MI''), told_at is not null, domain_id = pg_temp.of(''ours''), right(ticket_id::text, 1) from private.ticket_alerts'), before || format(';
    select private.plan_alerts(t) from public.tickets as t where t.domain_id = pg_temp.of(''ours'') and t.id = pg_temp.id(%s)', number))
$$;
create function pg_temp.runs(n integer, policy integer, response text, resolution text) returns void language sql as $$
  update public.tickets set sla_policy_id = pg_temp.id(policy), sla_running_since = '2026-03-02 10:00Z', response_due_at = response::timestamptz, resolution_due_at = resolution::timestamptz
  where domain_id = pg_temp.of('ours') and id = pg_temp.id(n)
$$;
select is(pg_temp.planned(1, $$select pg_temp.runs(1, 51, '2026-03-02 15:00Z', '2026-03-03 12:00Z')$$),
  '(resolution,"03 12:00",f,t,1), (resolution_soon,"03 10:00",f,t,1), (response,"02 15:00",f,t,1), (response_soon,"02 14:00",f,t,1)',
  'what is promised is told of, and shortly before it');
select is(pg_temp.planned(1, $$select pg_temp.runs(1, 52, '2026-03-02 15:00Z', '2026-03-02 20:00Z')$$),
  '(resolution,"02 20:00",f,t,1), (resolution_soon,"02 18:00",f,t,1), (response,"02 15:00",f,t,1), (response_soon,"02 14:00",f,t,1)',
  'by the own policy');
select is(pg_temp.planned(1, $$select pg_temp.runs(1, 51, null, '2026-03-03 12:00Z')$$),
  '(resolution,"03 12:00",f,t,1), (resolution_soon,"03 10:00",f,t,1)',
  'an end without an answer');
select is(pg_temp.planned(1, $$select pg_temp.runs(1, 51, '2026-03-02 15:00Z', null)$$),
  '(response,"02 15:00",f,t,1), (response_soon,"02 14:00",f,t,1)',
  'and an answer without an end');
select is(pg_temp.planned(1, $$
  insert into private.ticket_alerts (domain_id, ticket_id, alert, due_at, told_at) values
  (pg_temp.of('theirs'), pg_temp.id(1), 'response', '2026-01-01Z', null), (pg_temp.of('ours'), pg_temp.id(2), 'response', '2026-01-01Z', null),
  (pg_temp.of('ours'), pg_temp.id(1), 'response', '2026-01-01Z', '2026-01-01Z'), (pg_temp.of('ours'), pg_temp.id(1), 'resolution', '2026-01-01Z', null);
  select pg_temp.runs(1, 51, '2026-03-02 15:00Z', null)
$$),
  '(response,"01 00:00",f,f,1), (response,"01 00:00",f,t,2), (response,"01 00:00",t,t,1), (response_soon,"02 14:00",f,t,1)',
  'what was told stays told, what was not is planned anew, of this one');
select is(
  pg_temp.answer($$select sla_used, resolution_due_at is not null from private.run_clock((select t from public.tickets as t where t.domain_id = pg_temp.of('ours') and t.id = pg_temp.id(1)))$$,
    'update public.tickets set sla_used = 60, sla_policy_id = pg_temp.id(52)'), '(60.000000,t)', 'a clock that stood goes on from where it stood'
);
select is(
  array[(private.sla_policy_of(pg_temp.of('ours'))).id, (private.sla_policy_of(pg_temp.of('theirs'))).id, (private.sla_policy_of(tests.domain('toto.example'))).id],
  array[pg_temp.id(51), pg_temp.id(52), pg_temp.id(53)], 'the closest policy counts: of the domain, of the client, of all'
);
select is(
  array(select to_char(private.working_deadline(p, '2026-03-02 09:00Z', hours * 3600) at time zone 'UTC', 'DD HH24:MI') from private.sla_policies as p, unnest('{1,8,9,20}'::integer []) as hours where p.id = pg_temp.id(51)),
  '{"02 10:00","02 17:00","03 10:00","04 13:00"}', 'work goes on the next day, after the hours of this one'
);
select is(
  array(select private.valid_weekly_hours(format('{"1": [%s]}', given)::jsonb) from unnest(array['["09:00", "17:00"]', '["09:00"]', '["09:00", "17:00", "18:00"]', '"09:00"', '["17:00", "09:00"]']) as given),
  '{t,f,f,f,f}', 'hours are from one time to a later one'
);
select is(
  pg_temp.changes($$select private.edit_ticket(t, jsonb_populate_record(t, '{"title": "new"}'), 'support') from public.tickets as t where t.domain_id = pg_temp.of('ours') and t.id = pg_temp.id(1)$$,
    $$select pg_temp.runs(1, 51, '2026-03-02 15:00Z', null)$$),
  'new event edited support ours 1, ticket ours 1 title=new',
  'another title leaves the clock as it is'
);
select is(
  pg_temp.changes($$select private.edit_ticket(t, jsonb_populate_record(t, '{"priority": "high"}'), 'support') from public.tickets as t where t.domain_id = pg_temp.of('ours') and t.id = pg_temp.id(1)$$,
    $$update public.tickets set sla_used = 0; insert into private.ticket_alerts (domain_id, ticket_id, alert, due_at) values (pg_temp.of('ours'), pg_temp.id(1), 'response', '2030-01-01Z')$$),
  'new event priority support normal high ours 1, new resolution ours 1, new resolution_soon ours 1, new response_soon ours 1, response ours 1 due_at, ticket ours 1 priority=high resolution_due_at response_due_at sla_running_since',
  'another priority plans anew'
);
select is(
  pg_temp.answer('select breached from public.support_overview(array[pg_temp.of(''ours'')]) where domain_id is not null',
    $$select pg_temp.be('admin@admin.com'); update public.tickets set is_response_late = true where id = pg_temp.id(1); update public.tickets set is_resolution_late = true where id = pg_temp.id(2)$$),
  '(2)', 'what was late counts as late'
);
create function pg_temp.late(site text, number integer, alert text, due text) returns void language sql as $$
  insert into private.ticket_alerts (domain_id, ticket_id, alert, due_at) values (pg_temp.of(site), pg_temp.id(number), alert, now() + due::interval)
$$;
select is(
  pg_temp.changes('select public.run_ticket_upkeep()', $$
    insert into public.memberships (person_id, role_key, domain_id) values (tests.person('support@demo.example'), 'support', pg_temp.of('theirs'));
    select pg_temp.late('ours', 2, 'response', '-1 hour'); select pg_temp.late('theirs', 2, 'response', '1 hour')
  $$),
  'new ticket.sla_breached to support ours 2, response ours 2 told_at', 'who is late is told of once, and the twin is not'
);
select is(
  pg_temp.changes('select public.run_ticket_upkeep()', $$
    select pg_temp.late('ours', 2, 'response_soon', '-1 hour'); select pg_temp.late('theirs', 2, 'response', '-2 hours'); update private.ticket_alerts set told_at = now() where alert = 'response'
  $$), 'new ticket.sla_warning to support ours 2, response_soon ours 2 told_at', 'who soon will be hears it, although the twin is late'
);

-- Links and what they lead to.
select is(
  array[
    pg_temp.answer($$select (private.open_link(pg_temp.of('ours'), pg_temp.id(1))).identifier$$, $$select pg_temp.link('theirs', 31, 1)$$),
    pg_temp.answer($$select (private.open_link(pg_temp.of('ours'), pg_temp.id(1))).identifier$$, $$select pg_temp.link('ours', 32, 1, 'hubspot')$$),
    pg_temp.answer($$select (private.open_link(pg_temp.of('ours'), pg_temp.id(1))).identifier$$, $$select pg_temp.link('ours', 32, 1); select pg_temp.link('ours', 33, 1, 'hubspot')$$),
    pg_temp.answer($$select (private.open_link(pg_temp.of('ours'), pg_temp.id(1))).identifier$$, $$
      insert into public.webhook_endpoints (domain_id, id, url, topics, is_active, created_by)
      select pg_temp.of('ours'), pg_temp.id(n), 'https://x.example', '{ticket.opened}', false, tests.person('admin@admin.com') from generate_series(71, 72) as n;
      insert into public.ticket_providers (domain_id, provider, endpoint_id) values (pg_temp.of('ours'), 'webhook', pg_temp.id(71));
      insert into public.ticket_links (domain_id, id, ticket_id, provider, endpoint_id, identifier) values (pg_temp.of('ours'), pg_temp.id(32), pg_temp.id(1), 'webhook', pg_temp.id(72), 'x')
    $$)
  ], '{(),(),(ours32),()}', 'open is the link to where the tickets of the domain go now'
);
select is(
  pg_temp.answer($$select site, (private.ticket_provider(pg_temp.of(site))).provider from unnest('{ours,theirs}'::text []) as site$$,
    $$insert into public.ticket_providers (domain_id, provider) values (pg_temp.of('theirs'), 'none')$$), '(ours,linear), (theirs,none)', 'each domain has its own provider'
);
select is(
  pg_temp.answer($$select site, strpos(words, site || '.example') > 0, strpos(words, email) > 0 from (values ('ours', 'user@user.com'), ('theirs', 'admin@admin.com')) as s (site, email), private.linear_description(pg_temp.ticket(site, 1)) as words$$),
  '(ours,t,t), (theirs,t,t)', 'a description names its own reporter and site'
);
select set_eq($$select unnest(private.ticket_people(pg_temp.ticket('ours', 1)))$$, $$select tests.person(e) from unnest('{user@user.com,support@demo.example}'::text []) as e$$, 'people of a ticket are whoever wrote there');
select is(
  pg_temp.answer($$select right(l.id::text, 2), private.issue_is_erased(l.id) from public.ticket_links as l$$, $$
    update public.tickets set message_content = '[erased]' where id = pg_temp.id(3) and domain_id = pg_temp.of('theirs');
    select pg_temp.link('theirs', 31, 3); select pg_temp.link('ours', 32, 3); select pg_temp.link('ours', 33, 1); select pg_temp.link('theirs', 34, 1)
  $$), '(31,t), (32,f), (33,f), (34,f)', 'an issue is erased where its ticket is'
);
select is(
  pg_temp.changes($$select private.erase_tickets(pg_temp.of('ours'), array[pg_temp.id(60)])$$),
  'comment ours 23 body=[erased], ticket ours 3 message_content=[erased] title=[erased]', 'what was said of a conversation is erased'
);
create function pg_temp.issue(number integer, before text default 'select') returns text language sql as $$
  select pg_temp.changes(format('select private.apply_issue(pg_temp.id(%s), null, null, ''started'', ''Begun'', now(), ''d'')', number), before)
$$;
select is(pg_temp.issue(31, $$select pg_temp.link('theirs', 31, 2); select pg_temp.link('ours', 32, 2)$$),
  'link theirs 31 mapped_at mapped_delivery_id=d mapped_state_type=started provider_delivery_id=d provider_updated_at state_name=Begun state_type=started, new event status linear new open theirs 2, new resolution theirs 2, new resolution_soon theirs 2, new response theirs 2, new response_soon theirs 2, new ticket.status_changed to admin theirs 2, ticket theirs 2 resolution_due_at response_due_at sla_running_since status=open',
  'what Linear says of an issue is said of its ticket');
select is(pg_temp.issue(32, $$select pg_temp.link('theirs', 31, 2); select pg_temp.link('ours', 32, 2)$$),
  'link ours 32 mapped_at mapped_delivery_id=d mapped_state_type=started provider_delivery_id=d provider_updated_at state_name=Begun state_type=started, new event status linear new open ours 2, new resolution ours 2, new resolution_soon ours 2, new response ours 2, new response_soon ours 2, new ticket.status_changed to support ours 2, ticket ours 2 resolution_due_at response_due_at sla_running_since status=open',
  'in each domain');
select is(
  (length(told) - length(replace(told, 'link', ''))) / 4, 1, 'and of one issue alone: ' || told
) from pg_temp.issue(31, $$select pg_temp.link('theirs', 31, 2); select pg_temp.link('ours', 31, 2)$$) as told;
select is(
  pg_temp.issue(32, $$select pg_temp.link('ours', 32, 2); delete from public.ticket_transitions where actor = 'linear'$$),
  'link ours 32 mapped_at mapped_delivery_id=d mapped_state_type=started provider_delivery_id=d provider_updated_at state_name=Begun state_type=started', 'what Linear may not, others may in vain'
);

-- Webhooks.
create function pg_temp.delivery(name text, body text, is_signed boolean, is_fresh boolean default true) returns void language sql as $$
  insert into private.webhook_inbox (provider, delivery_id, headers, body, signature_ok, is_fresh) values ('linear', name, '{}', convert_to(body, 'UTF8'), is_signed, is_fresh)
$$;
select is(
  pg_temp.answer($$select convert_from(i.body, 'UTF8'), error, run.* from private.webhook_inbox as i, run$$, $$
    select pg_temp.delivery('a', '{"type": "Issue"}', false);
    create temporary table run on commit drop as select public.run_webhook_upkeep() as first;
    alter table run add column second jsonb;
    update run set second = public.run_webhook_upkeep()
  $$),
  '("{""type"": ""Issue""}","not signed","{""applied"": 0, ""refused"": 1}","{""applied"": 0, ""refused"": 0}")',
  'what is not signed is refused, once, and kept'
);
select is(
  pg_temp.answer($$select topic, domain_id from private.outbox where topic = 'linear.issue.read' and dedupe_key = 'linear.issue.read:late'$$, $$
    select pg_temp.link('theirs', 31, 2); select pg_temp.link('ours', 32, 2);
    select pg_temp.delivery('late', jsonb_build_object('type', 'Issue', 'action', 'update', 'data', jsonb_build_object('id', pg_temp.id(99), 'updatedAt', now()))::text, true, false);
    select public.run_webhook_upkeep()
  $$), '-', 'of an issue that is nobody''s nothing is asked'
);
select is(
  pg_temp.answer($$select delivery_id, signature_ok, convert_from(i.body, 'UTF8'), is_fresh from private.webhook_inbox as i$$, $$
    select public.receive_webhook('linear', name, '{}', convert_to(body, 'UTF8')) from (values ('a', '{}'), ('b', '{"webhookTimestamp": "soon"}'), ('a', '{"x": 1}')) as d (name, body)
  $$), '(a,f,{},f), (b,f,"{""webhookTimestamp"": ""soon""}",f)', 'who cannot sign takes no delivery''s place'
);
select is(
  pg_temp.answer($$select name, public.receive_webhook('linear', name, '{}', 'x') = i.id from unnest('{a,b}'::text []) as name, private.webhook_inbox as i where i.delivery_id = name and i.provider = 'linear'$$, $$
    insert into private.webhook_inbox (provider, delivery_id, headers, body, signature_ok, is_fresh) values ('others', 'a', '{}', 'x', false, false);
    select pg_temp.delivery('a', '{}', false); select pg_temp.delivery('b', '{}', false)
  $$), '(a,t), (b,t)', 'a delivery that comes again is told by its own id'
);

-- People.
create function pg_temp.may(person text, before text default 'select') returns text language sql as $$
  select pg_temp.answer(format('select private.person_may(tests.person(%L), ''support.edit'', pg_temp.of(''ours''))', person), before)
$$;
select is(pg_temp.may('support@demo.example'), '(t)', 'support may');
select is(pg_temp.may('support@demo.example', $$update public.people set status = 'disabled' where email = 'support@demo.example'$$), '(f)', 'not who is suspended');
select is(pg_temp.may('support@demo.example', $$update public.domains set archived_at = now() where site_domain = 'ours.example'$$), '(f)', 'nor where the domain is archived');
select is(pg_temp.may('admin@admin.com'), '(t)', 'admin may everywhere');
select is(pg_temp.may('admin@admin.com', $$
  insert into public.person_permissions (person_id, resource, action, effect, domain_id, reason) values (tests.person('admin@admin.com'), 'support', 'view', 'deny', pg_temp.of('ours'), 'x')
$$), '(f)', 'but for where it was taken from him');
create function pg_temp.called(email text, call text, before text default 'select') returns text language sql as $$
  select pg_temp.changes('select public.' || call, before || format('; select pg_temp.be(%L)', email))
$$;
select is(
  regexp_replace(pg_temp.called('user@user.com', $$create_general_ticket(pg_temp.of('ours'), 'x', idempotency_key => 'k')$$, $$
    insert into public.memberships (person_id, role_key, domain_id) values (tests.person('user@user.com'), 'client_user', pg_temp.of('ours')) on conflict do nothing
  $$), 'ours [0-9a-f]+', 'ours', 'g'),
  'new event created reporter ours, new linear.issue.create ours, new link ours, new resolution ours, new resolution_soon ours, new response ours, new response_soon ours, new ticket ours, new ticket.created to admin ours, new ticket.created to support ours',
  'a new ticket is written down, and whoever works on tickets is told'
);
select is(
  pg_temp.called('user@user.com', $$create_general_ticket(pg_temp.of('ours'), 'x', idempotency_key => 'k')$$, $$
    insert into public.memberships (person_id, role_key, domain_id) values (tests.person('user@user.com'), 'client_user', pg_temp.of('ours')) on conflict do nothing;
    update public.tickets set reporter_id = tests.person('admin@admin.com') where id = pg_temp.id(2);
    update public.tickets set idempotency_key = 'k' where domain_id = pg_temp.of('ours') and id in (pg_temp.id(1), pg_temp.id(2))
  $$), '-', 'a key is one reporter''s'
);
select is(
  pg_temp.answer($$select public.comment_ticket(pg_temp.of('ours'), pg_temp.id(1), 'again', idempotency_key => 'k') = pg_temp.id(22)$$, $$
    insert into public.ticket_comments (domain_id, id, ticket_id, author_id, body, idempotency_key)
    select pg_temp.of(site), pg_temp.id(n), pg_temp.id(1), tests.person(author), 'x', 'k' from (values ('theirs', 25, 'support@demo.example'), ('ours', 26, 'admin@admin.com')) as c (site, n, author);
    select pg_temp.be('support@demo.example')
  $$), '(t)', 'a comment that comes again is the one of this ticket and author'
);
select is(
  pg_temp.answer($$select public.note_ticket(pg_temp.of('ours'), pg_temp.id(1), 'again', idempotency_key => 'k') = pg_temp.id(41)$$, $$
    insert into public.ticket_notes (domain_id, id, ticket_id, author_id, body, idempotency_key)
    select pg_temp.of(site), pg_temp.id(n), pg_temp.id(1), tests.person(author), 'x', 'k'
    from (values ('theirs', 40, 'support@demo.example'), ('ours', 42, 'admin@admin.com'), ('ours', 41, 'support@demo.example')) as c (site, n, author);
    update public.role_permissions set action = 'edit' where role_key = 'support' and resource = 'support';
    select pg_temp.be('support@demo.example')
  $$), '(t)', 'a note, too'
);
select is(
  pg_temp.answer($$select description from public.tickets where domain_id = pg_temp.of('ours') and id = pg_temp.id(1)$$, $$
    update public.tickets set description = 'kept' where domain_id = pg_temp.of('ours') and id = pg_temp.id(1);
    select pg_temp.be('user@user.com');
    insert into public.memberships (person_id, role_key, domain_id) values (tests.person('user@user.com'), 'client_user', pg_temp.of('ours')) on conflict do nothing;
    select public.update_ticket(pg_temp.of('ours'), pg_temp.id(1), (select version from public.tickets where domain_id = pg_temp.of('ours') and id = pg_temp.id(1)), title => 'new')
  $$), '(kept)', 'what is not given stays'
);
select is(
  pg_temp.answer($$select tests.refusal('select public.transition_ticket(pg_temp.of(''ours''), pg_temp.id(1), ''open'', 77)')$$, $$select pg_temp.be('admin@admin.com')$$), '("40001 STALE_VERSION")', 'who moves it has read it as it is'
);
select is(
  pg_temp.answer($$select tests.refusal('select public.set_ticket_provider(pg_temp.of(''ours''), ''none'', ''x'')')$$, $$
    insert into public.roles (key, title, rank, landing_route, is_domain_bound) values ('probe', 'Probe', 1, '/', false);
    delete from public.memberships where person_id = tests.person('user@user.com');
    insert into public.memberships (person_id, role_key, is_all_domains) values (tests.person('user@user.com'), 'probe', true);
    insert into public.role_permissions values ('probe', 'integrations', 'view'); select pg_temp.be('user@user.com')
  $$), '("42501 PERMISSION_DENIED")', 'where tickets go is not said by who may only see it'
);
select is(
  pg_temp.answer($$select right(p.id::text, 2), p.replaced_at = '2026-01-01Z' from private.sla_policies as p where p.replaced_at is not null$$, $$
    update private.sla_policies set replaced_at = '2026-01-01Z' where id = pg_temp.id(53); select pg_temp.be('admin@admin.com');
    select public.set_service_level('UTC', '{}', '{}')
  $$), '(53,t)', 'a policy was replaced when it was'
);

select * from finish();
rollback;
