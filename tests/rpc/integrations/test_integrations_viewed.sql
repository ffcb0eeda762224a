-- Whoever views the keys and webhooks of a domain changes none of them.
-- row: C53
begin;
select plan(10);

insert into public.person_permissions (person_id, resource, action, effect, domain_id, reason)
values (tests.person('support@demo.example'), 'integrations', 'view', 'allow', tests.domain('cooking.example'), 'test');
create temporary table made on commit drop as select tests.domain('cooking.example') as domain_id, gen_random_uuid() as id;
grant select on made to public;
insert into public.api_keys (domain_id, id, name, prefix, scopes, created_by)
select m.domain_id, m.id, 'Viewed', 'bo_00000009', '{orders.view}', tests.person('admin@admin.com') from made as m;
insert into public.webhook_endpoints (domain_id, id, url, topics, is_active, created_by)
select m.domain_id, m.id, 'https://hooks.example.com', '{order.created}', false, tests.person('admin@admin.com') from made as m;
insert into public.webhook_deliveries (domain_id, id, endpoint_id, message_id, topic, body, attempt, status_code)
select m.domain_id, m.id, m.id, m.id, 'order.created', '{}', 1, 200 from made as m;

select tests.as('support@demo.example', 'aal2');
select is((select count(*) from public.list_api_keys() as k inner join made as m on m.id = k.id), 1::bigint, 'who views integrations sees the keys');
select is((select count(*) from public.webhook_endpoints as e inner join made as m on m.id = e.id), 1::bigint, 'the endpoints');
select is((select count(*) from public.webhook_deliveries as d inner join made as m on m.id = d.id), 1::bigint, 'and what was delivered');
select is(tests.refusal(format('select public.' || call.text, m.domain_id, m.id)), '42501 PERMISSION_DENIED', 'and not ' || call.text)
from made as m, (
  values
  ('create_api_key(%L, ''New'', ''{orders.view}'', ''x'')'), ('rotate_api_key(%L, %L, ''x'')'), ('revoke_api_key(%L, %L, ''x'')'),
  ('create_webhook_endpoint(%L, ''https://hooks.example.com'', ''{order.created}'', ''x'')'), ('rotate_webhook_secret(%L, %L, ''x'')'),
  ('update_webhook_endpoint(%L, %L, 1, ''x'')'), ('replay_delivery(%L, %L)')
) as call (text);
select * from finish();
rollback;
