-- Endpoints of two domains with the same id, and another one beside them: each is changed and cleared alone.
-- row: C53
begin;
select plan(11);
update public.security_settings set is_strong_auth_relaxed_locally = true;
delete from public.webhook_deliveries;
delete from private.outbox;
create temporary table given as
select tests.domain(g.site) as domain_id, md5(g.name)::uuid as id, g.site, g.name
from (values ('toto.example', 'twin'), ('cooking.example', 'twin'), ('toto.example', 'other')) as g (site, name);
insert into public.webhook_endpoints (domain_id, id, url, topics, secret_id, old_secret_id, old_secret_ends_at, created_by)
select g.domain_id, g.id, 'https://hooks.example.com', '{case.created}', private.store_secret('x', g.name), private.store_secret('x', g.name),
  now() + case when g.site = 'toto.example' and g.name = 'twin' then interval '0' else interval '1 us' end, tests.person('admin@admin.com')
from given as g;
insert into public.webhook_deliveries (domain_id, id, endpoint_id, message_id, topic, body, attempt, status_code, attempted_at)
select g.domain_id, g.id, g.id, md5('message of ' || g.name)::uuid, 'case.created', '{}', 1, 200, now() - case when g.site = 'toto.example' and g.name = 'twin' then interval '31 days' else interval '0' end
from given as g;
create function pg_temp.which(condition text) returns text language plpgsql as $$
declare
  found text;
begin
  execute format('select string_agg(g.site || '' '' || g.name, '', '' order by g.site, g.name) from public.webhook_endpoints as e inner join given as g using (domain_id, id) where %s', condition) into found;
  return found;
end;
$$;

select is(pg_temp.which('e.old_secret_id is not null'), 'cooking.example twin, toto.example other, toto.example twin', 'three with an old secret');
select is(private.purge_webhooks(100), 1::bigint, 'one delivery is old');
select is(pg_temp.which('e.old_secret_id is not null'), 'cooking.example twin, toto.example other', 'one secret has ended, to the microsecond');
select is(
  (select string_agg(g.site || ' ' || g.name, ', ' order by g.site, g.name) from public.webhook_deliveries as d inner join given as g using (domain_id, id)),
  'cooking.example twin, toto.example other', 'and no other delivery goes'
);
insert into public.webhook_deliveries (domain_id, id, endpoint_id, message_id, topic, body, attempt, status_code)
select g.domain_id, g.id, g.id, md5('message of ' || g.name)::uuid, 'case.created', '{}', 1, 200 from given as g where g.site = 'toto.example' and g.name = 'twin';
select tests.as('admin@admin.com', 'aal2');
select public.replay_delivery(tests.domain('toto.example'), md5('twin')::uuid);
select public.replay_delivery(tests.domain('toto.example'), md5('other')::uuid);
select public.update_webhook_endpoint(tests.domain('toto.example'), md5('twin')::uuid, 2, 'x', 'https://hooks.example.com/2');
select tests.back();
select set_eq(
  $$select o.payload ->> 'message_id' from private.outbox as o where o.topic = 'webhook.deliver'$$,
  array[md5('message of twin')::uuid::text, md5('message of other')::uuid::text], 'what is sent again is what was meant'
);
select is(pg_temp.which($$e.url like '%/2'$$), 'toto.example twin', 'one has moved');
create temporary table before on commit drop as select e.domain_id, e.id, e.secret_id from public.webhook_endpoints as e;
select tests.as('admin@admin.com', 'aal2');
select public.rotate_webhook_secret(tests.domain('toto.example'), md5('twin')::uuid, 'x');
select tests.back();
select is(
  pg_temp.which('(e.domain_id, e.id, e.secret_id) not in (select b.domain_id, b.id, b.secret_id from before as b)'), 'toto.example twin', 'one has another secret'
);
select is(pg_temp.which('e.is_active'), 'cooking.example twin, toto.example other, toto.example twin', 'all are on');
delete from private.outbox;
select private.enqueue(
  'webhook.deliver', 'a test', jsonb_build_object('endpoint_id', md5('twin')::uuid, 'message_id', md5('sent')::uuid, 'topic', 'case.created', 'body', '{}'), tests.domain('toto.example')
);
select tests.as_service();
select is((select count(*) from public.claim_outbox('w1', 'webhook.') as c cross join lateral public.report_delivery(c.id, 'w1', 410)), 1::bigint, 'who says that he is gone');
select tests.back();
select is(pg_temp.which('not e.is_active'), 'toto.example twin', 'is asked no more, and nobody else');
select is((select d.domain_id from public.webhook_deliveries as d where d.message_id = md5('sent')::uuid), tests.domain('toto.example'), 'as it says of that one');
select * from finish();
rollback;
