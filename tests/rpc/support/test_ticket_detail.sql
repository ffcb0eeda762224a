-- One ticket with all that belongs to it: who sees it, in which order, and what each may do with it.
-- row: R10 R11 R19 R25
begin;
select plan(26);

create temporary table it on commit drop as
select t.domain_id, t.id, t.reporter_id from public.tickets as t
where t.domain_id = tests.domain('abtasty.com') and t.status = 'open' and t.kind = 'chatbot';
grant select on it to public;
create function pg_temp.detail() returns jsonb language sql as $$ select public.ticket_detail(domain_id, id) from it $$;
create function pg_temp.try(site text default 'abtasty.com') returns text language sql as $$
  select tests.refusal(format('select public.ticket_detail(%L, %L)', tests.domain(site), id)) from it
$$;
grant execute on all functions in schema pg_temp to public;

select tests.as('user@user.com');
select set_eq(
  'select jsonb_object_keys(pg_temp.detail())',
  array['ticket', 'is_overdue', 'reporter_name', 'assignee_name', 'link', 'timeline', 'transitions'], 'its reporter gets all but notes'
);
select is(pg_temp.detail() ->> 'reporter_name', 'Uma User', 'who wrote it');
select is(pg_temp.detail() ->> 'assignee_name', 'Sue Support', 'who has it');
select is(pg_temp.detail() #>> '{link,identifier}', 'ROSE-1', 'its issue');
select is(pg_temp.detail() #>> '{link,url}', 'https://linear.app/demo/issue/ROSE-1', 'where that is');
select is(pg_temp.detail() #>> '{link,state_type}', 'started', 'and how far');
select is(pg_temp.detail() #> '{ticket}', (select to_jsonb(t) - '{tsv,idempotency_key}'::text [] from public.tickets as t inner join it using (id)), 'its row, without machinery');
select is(
  (select jsonb_agg(entry -> 'kind') from jsonb_array_elements(pg_temp.detail() -> 'timeline') as entry), '["created", "comment", "status"]', 'what happened, in order'
);
select is(
  (pg_temp.detail() #> '{timeline,1}') - '{id,at}'::text [],
  format('{"kind": "comment", "actor": null, "person_id": "%s", "person_name": "Sue Support",
    "body": "Thank you, we are looking into it.", "from": null, "to": null}', tests.person('support@demo.example'))::jsonb, 'what was said, by whom'
);
select is(
  (pg_temp.detail() #> '{timeline,2}') - '{id,at,person_id}'::text [],
  '{"kind": "status", "actor": "support", "person_name": "Sue Support", "body": null, "from": "new", "to": "open"}', 'what changed'
);
select ok((pg_temp.detail() #>> '{timeline,1,at}')::timestamptz < (pg_temp.detail() #>> '{timeline,2,at}')::timestamptz, 'oldest first');
select is(pg_temp.detail() -> 'transitions', '["resolved"]', 'what he may do');

select tests.as('support@demo.example');
select is(pg_temp.detail() -> 'transitions', '["pending", "on_hold", "resolved", "closed"]', 'support may more');
select is(
  (pg_temp.detail() #> '{notes,0}') - '{id,at}'::text [],
  format('{"body": "The page was changed after the agent had read it.", "person_id": "%s", "person_name": "Sue Support"}', tests.person('support@demo.example'))::jsonb, 'and reads the notes'
);
select is(jsonb_array_length(pg_temp.detail() -> 'notes'), 1, 'of this ticket');
select is(pg_temp.try('cooking.example'), 'P0002 NOT_FOUND', 'in another domain it is not');
select tests.as('staff@demo.example');
select is(pg_temp.try(), 'P0002 NOT_FOUND', 'staff of another domain finds none');
select tests.as('partner@demo.example');
select is(pg_temp.try(), 'P0002 NOT_FOUND', 'nor does a partner');
select is((select tests.refusal(format('select public.ticket_detail(%L, gen_random_uuid())', domain_id)) from it), 'P0002 NOT_FOUND', 'as of one that is not');
select is(
  (select public.ticket_detail(t.domain_id, t.id) - '{ticket,timeline,link}'::text [] from public.tickets as t),
  '{"is_overdue": false, "reporter_name": "Pia Partner", "assignee_name": null, "transitions": ["resolved"]}', 'but of his own everything'
);
select isnt((select public.ticket_detail(t.domain_id, t.id) #>> '{link,identifier}' from public.tickets as t), null, 'the issue too');

select tests.back();
insert into public.person_permissions (person_id, resource, action, effect, domain_id, reason)
values (tests.person('support@demo.example'), 'support', 'view', 'deny', tests.domain('abtasty.com'), 'test');
select tests.as('support@demo.example');
select ok(not pg_temp.detail() ? 'notes', 'who may not view support here reads no notes');
select tests.back();
update public.role_permissions set action = 'view' where role_key = 'client_user' and resource = 'tickets';
update public.tickets set reporter_id = tests.person('admin@admin.com') where id in (select id from it);
select tests.as('user@user.com');
select is(pg_temp.detail() -> 'transitions', '[]', 'who may only view moves it nowhere');
select tests.as_anon();
select is(pg_temp.try(), '42501', 'anon may not');
select tests.as_service();
select is(pg_temp.try(), '42501', 'nor the secret key');

select tests.back();
delete from public.ticket_events;
delete from public.ticket_comments;
delete from public.ticket_links;
select tests.as('user@user.com');
select is(pg_temp.detail() - 'ticket', '{"is_overdue": false, "reporter_name": "Ada Admin", "assignee_name": "Sue Support", "link": null, "timeline": [], "transitions": []}', 'without any of it there is none');

select * from finish();
rollback;
