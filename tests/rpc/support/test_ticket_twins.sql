-- Twins: a ticket of another domain with the same ids, and a second one beside it. What is done to one
-- shows in neither; and whoever holds support.edit alone works on tickets.
-- row: R11 R25 R26
begin;
select plan(28);
delete from public.notification_prefs;

create temporary table it on commit drop as
select t.domain_id, t.id from public.tickets as t
where t.domain_id = tests.domain('abtasty.com') and t.status = 'open' and t.kind = 'chatbot';
create temporary table beside on commit drop as
select t.domain_id, t.id from public.tickets as t
where t.domain_id = tests.domain('abtasty.com') and t.status = 'new';
grant select on it, beside to public;

-- Every part of the ticket again, with the same ids, elsewhere.
create function pg_temp.twin(part text, key text) returns void language plpgsql as $$
begin
  execute format(
    'insert into public.%1$I (%2$s) select %3$s from public.%1$I as t inner join it on it.domain_id = t.domain_id and it.id = t.%4$I',
    part,
    (select string_agg(quote_ident(attname), ', ' order by attnum) from pg_attribute
      where attrelid = ('public.' || part)::regclass and attnum > 0 and not attisdropped and attgenerated = ''),
    (select string_agg(case attname when 'domain_id' then 'tests.domain(''toto.example'')'
        when 'number' then '77' when 'body' then '''twin''' when 'title' then '''twin''' when 'identifier' then '''TWIN-1'''
        else 't.' || quote_ident(attname) end, ', ' order by attnum) from pg_attribute
      where attrelid = ('public.' || part)::regclass and attnum > 0 and not attisdropped and attgenerated = ''),
    key
  );
end;
$$;
select pg_temp.twin('tickets', 'id');
select pg_temp.twin(part, 'ticket_id') from unnest('{ticket_comments,ticket_notes,ticket_events,ticket_links}'::text []) as part;
create function pg_temp.others() returns jsonb language sql security definer as $$
  select jsonb_build_array(
    (select jsonb_agg(to_jsonb(t) order by t.domain_id, t.id) from public.tickets as t where (t.domain_id, t.id) not in (select domain_id, id from it)),
    (select count(*) from public.ticket_comments where domain_id = tests.domain('toto.example')),
    (select count(*) from public.ticket_events where domain_id = tests.domain('toto.example'))
  )
$$;
create temporary table before on commit drop as select pg_temp.others() as state;
select isnt((select state::text from before), null, 'there is a twin');

update public.role_permissions set action = 'edit' where role_key = 'support' and resource in ('support', 'tickets');
create function pg_temp.version() returns integer language sql security definer as $$
  select t.version from public.tickets as t inner join it using (domain_id, id)
$$;
grant execute on all functions in schema pg_temp to public;

select tests.as('support@demo.example');
select isnt((select public.comment_ticket(domain_id, id, 'first', idempotency_key => 'k') from it), null, 'support.edit comments');
select isnt(
  (select public.comment_ticket(domain_id, id, 'second', idempotency_key => 'k') from beside),
  (select c.id from public.ticket_comments as c inner join it on it.id = c.ticket_id where c.body = 'first'), 'a key is one ticket''s'
);
select is((select public.comment_ticket(domain_id, id, 'again', idempotency_key => 'k') from it),
  (select c.id from public.ticket_comments as c inner join it on it.id = c.ticket_id and it.domain_id = c.domain_id where c.body = 'first'), 'and of this one the first');
select is((select public.comment_ticket(domain_id, id, 'again', idempotency_key => 'k') from beside),
  (select c.id from public.ticket_comments as c inner join beside on beside.id = c.ticket_id where c.body = 'second'), 'of that one the other');
select isnt((select public.note_ticket(domain_id, id, 'first', idempotency_key => 'k') from it), null, 'notes');
select isnt((select public.note_ticket(domain_id, id, 'second', idempotency_key => 'k') from beside), null, 'beside too');
select is((select public.note_ticket(domain_id, id, 'again', idempotency_key => 'k') from it),
  (select n.id from public.ticket_notes as n inner join it on it.id = n.ticket_id where n.body = 'first'), 'once each');
select is((select public.note_ticket(domain_id, id, 'again', idempotency_key => 'k') from beside),
  (select n.id from public.ticket_notes as n inner join beside on beside.id = n.ticket_id where n.body = 'second'), 'whichever');
select isnt((select public.update_ticket(domain_id, id, pg_temp.version(), priority => 'low') from it), null, 'says how urgent it is');
select isnt((select public.assign_ticket(domain_id, id, null, pg_temp.version()) from it), null, 'gives it back');
select isnt((select public.transition_ticket(domain_id, id, 'resolved', pg_temp.version()) from it), null, 'and resolves it');
select ok(
  public.ticket_detail(domain_id, id)::text !~* 'twin', 'what it says of it is of it'
) from it;
select is(
  (select array_agg(e.value ->> 'kind' order by e.place) from it, jsonb_array_elements(public.ticket_detail(domain_id, id) -> 'timeline') with ordinality as e (value, place)),
  '{created,comment,status,comment,priority,assignee,status}', 'once'
);
select tests.back();
delete from public.ticket_comments as c using beside where c.ticket_id = beside.id and c.domain_id = beside.domain_id;
select is(
  (select jsonb_agg(o order by o ->> 'domain_id', o ->> 'id') from jsonb_array_elements(pg_temp.others() -> 0) as o where o ->> 'id' not in (select id::text from beside)),
  (select jsonb_agg(o order by o ->> 'domain_id', o ->> 'id') from before, jsonb_array_elements(state -> 0) as o where o ->> 'id' not in (select id::text from beside)),
  'every other ticket is what it was, the twin too'
);
select is(pg_temp.others() - 0, (select state - 0 from before), 'as are its parts');

-- The twin is known to Linear, and this one no longer.
delete from public.ticket_links as l using it where l.domain_id = it.domain_id and l.ticket_id = it.id;
delete from private.outbox;
select tests.as('support@demo.example');
select isnt((select public.comment_ticket(domain_id, id, 'third') from it), null, 'a comment on what Linear does not know');
select tests.back();
select is((select count(*) from private.outbox as o where o.topic = 'linear.comment.create'), 0::bigint, 'is not sent there');

-- Two that are late: what is told of one is not told of the other.
delete from private.ticket_alerts;
insert into private.ticket_alerts (domain_id, ticket_id, alert, due_at)
select domain_id, id, alert, now() + wait from it, (values ('response', interval '-1 hour'), ('resolution', interval '1 hour')) as a (alert, wait);
insert into private.ticket_alerts (domain_id, ticket_id, alert, due_at)
select domain_id, id, alert, now() + wait from beside, (values ('response', interval '1 hour'), ('response_soon', interval '-2 hours')) as a (alert, wait);
select tests.as_service();
select is(public.run_ticket_upkeep(), '{"told": 2}', 'one is late, the other will be');
select tests.back();
select set_eq(
  $$select a.ticket_id, a.alert from private.ticket_alerts as a where a.told_at is not null$$,
  $$select id, 'response' from it union all select id, 'response_soon' from beside$$, 'each by itself'
);
select is(
  (select array_agg(distinct n.event order by n.event) from public.notifications as n where n.event like 'ticket.sla%' and n.created_at >= now()),
  '{ticket.sla_breached,ticket.sla_warning}', 'and told as such'
);

-- Late by its answer alone, by its end alone, and as it was noted.
create function pg_temp.is_overdue(response timestamptz, resolution timestamptz, was boolean, very boolean) returns jsonb language plpgsql as $$
begin
  update public.tickets as t set response_due_at = response, resolution_due_at = resolution, is_response_late = was, is_resolution_late = very
  from it where it.id = t.id and it.domain_id = t.domain_id;
  perform tests.as('user@user.com');
  return (select public.ticket_detail(domain_id, id) -> 'is_overdue' from it);
end;
$$;
select is(pg_temp.is_overdue(now() - interval '1 s', null, false, false), 'true', 'an answer is overdue');
select tests.back();
select is(pg_temp.is_overdue(null, now() - interval '1 s', false, false), 'true', 'or the end');
select tests.back();
select is(pg_temp.is_overdue(null, null, true, false), 'true', 'or an answer was');
select tests.back();
select is(pg_temp.is_overdue(null, null, false, true), 'true', 'or the end');
select tests.back();
select is(pg_temp.is_overdue(now(), now() + interval '1 s', false, false), 'false', 'and else it is not');

-- The field that is wrong is named.
create function pg_temp.said(statement text) returns text language plpgsql as $$
begin
  execute statement;
  return null;
exception
  when others then return split_part(sqlerrm, ':', 1);
end;
$$;
select tests.as('support@demo.example');
select is(pg_temp.said(format('select public.update_ticket(%L, %L, %s, priority => ''huge'')', domain_id, id, pg_temp.version())), 'priority', 'of a change') from it;
select is(pg_temp.said(format('select public.create_general_ticket(%L, ''x'', priority => ''huge'')', domain_id)), 'priority', 'and of a new one') from it;

select * from finish();
rollback;
