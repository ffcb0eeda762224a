-- HubSpot is asked to forget whom it was told of, or may have been told of, and learns of nobody else.
-- row: R27
begin;
select plan(2);

insert into public.integrations (domain_id, status, portal_id) values (tests.domain('toto.example'), 'connected', 'portal-x');
insert into public.sync_configs (domain_id, integration_id, objects, field_map)
select i.domain_id, i.id, '{contacts}', '{"contacts": {"email": "email"}}' from public.integrations as i where i.portal_id = 'portal-x';
insert into public.sync_runs (domain_id, config_id, kind)
select c.domain_id, c.id, 'full' from public.sync_configs as c where c.domain_id = tests.domain('toto.example');
insert into public.visitors (domain_id, id, email, first_seen_at, last_seen_at, is_test)
select tests.domain('toto.example'), md5(who)::uuid, who || '@x.example', now(), now(), false
from unnest('{told,unanswered,refused,never}'::text []) as who;
insert into public.sync_records (domain_id, config_id, object, local_id, remote_id, hash, state, error, trace_id, run_id, last_synced_at)
select r.domain_id, r.config_id, 'contacts', md5(s.who)::uuid, s.remote_id, '', s.state, s.error, 'trace', r.id, now()
from public.sync_runs as r
cross join (
  values ('told', '4711', 'synced', null), ('unanswered', null, 'failed', 'no_answer'), ('refused', null, 'failed', 'X')
) as s (who, remote_id, state, error)
where r.domain_id = tests.domain('toto.example');

select private.erase_contacts(
  tests.domain('toto.example'), array(select md5(who)::uuid from unnest('{told,unanswered,refused,never}'::text []) as who)
);
select set_eq(
  $$select payload - 'integration_id' from private.outbox where topic = 'hubspot.contact.erase' and domain_id = tests.domain('toto.example')$$,
  $$values ('{"remote_id": "4711"}'::jsonb), ('{"email": "unanswered@x.example"}')$$,
  'neither who was refused nor who was never sent'
);
select is(
  (select count(*) from public.sync_records where domain_id = tests.domain('toto.example')), 0::bigint, 'what was noted of them is gone'
);

select * from finish();
rollback;
