-- What happens in a domain goes to those of its endpoints that asked for it, in the same transaction.
-- row: C53
begin;
select plan(10);
create function pg_temp.topics() returns text language sql as $$
  select string_agg(told.line, ', ' order by told.line)
  from (
    select distinct d.site_domain || ' ' || (o.payload ->> 'topic') || ' ' || e.url as line
    from private.outbox as o
    inner join public.domains as d on d.id = o.domain_id
    inner join public.webhook_endpoints as e on e.domain_id = o.domain_id and e.id = (o.payload ->> 'endpoint_id')::uuid
    where o.topic = 'webhook.deliver'
  ) as told
$$;
update public.webhook_endpoints set is_active = false;
create function pg_temp.listen(site text, url text, topics text []) returns void language sql as $$
  insert into public.webhook_endpoints (domain_id, url, topics, secret_id, created_by)
  values (tests.domain(site), url, topics, gen_random_uuid(), tests.person('admin@admin.com'))
$$;
select is(pg_temp.topics(), null, 'nothing was told yet');
update public.cases set title = title where domain_id = tests.domain('toto.example');
select is(pg_temp.topics(), null, 'where nobody listens, nothing is told');

select pg_temp.listen('toto.example', 'a', '{case.updated}');
select pg_temp.listen('toto.example', 'b', '{case.created,donation.updated,donation.created}');
select pg_temp.listen('cooking.example', 'c', '{case.updated,donation.updated,order.updated,order.created}');
select pg_temp.listen('abtasty.com', 'd', '{ticket.updated,ticket.created}');
update public.cases set title = title where domain_id = tests.domain('toto.example') and code = 'R-0001';
select is(pg_temp.topics(), 'toto.example case.updated a', 'who asked for it is told of a change');
update public.cases set title = title where domain_id = tests.domain('toto.example') and code = 'none';
select is(pg_temp.topics(), 'toto.example case.updated a', 'of none that there was not');
delete from private.outbox where topic = 'webhook.deliver';
insert into public.cases (domain_id, code, title, species, category)
values (tests.domain('toto.example'), 'NEW-1', 'New', 'cat', 'rescue');
select is(pg_temp.topics(), 'toto.example case.created b', 'of a new row, who asked for that');
delete from private.outbox where topic = 'webhook.deliver';
update public.donations set status = status where domain_id = tests.domain('toto.example') and id = (
  select id from public.donations where domain_id = tests.domain('toto.example') limit 1
);
insert into public.donations (domain_id, amount_minor, currency, method)
values (tests.domain('toto.example'), 5, 'EUR', 'card');
select is(pg_temp.topics(), 'toto.example donation.created b, toto.example donation.updated b', 'of donations');
delete from private.outbox where topic = 'webhook.deliver';
update public.orders set provider = provider
where (domain_id, id) = (select domain_id, id from public.orders where domain_id = tests.domain('cooking.example') limit 1);
insert into public.orders (domain_id, external_id, platform_user_id, token_id, order_type, side, size_minor, status, placed_at, told_at, told_by)
select domain_id, 'new', platform_user_id, token_id, 'market', side, 1, status, placed_at, told_at, told_by
from public.orders where domain_id = tests.domain('cooking.example') limit 1;
select matches(pg_temp.topics(), 'cooking.example order.created c, cooking.example order.updated c', 'of orders');
delete from private.outbox where topic = 'webhook.deliver';
update public.tickets set priority = priority where domain_id = tests.domain('abtasty.com') and number = 1;
select is(pg_temp.topics(), 'abtasty.com ticket.updated d', 'of tickets');
insert into public.tickets (domain_id, number, kind, title, reporter_id)
values (tests.domain('abtasty.com'), 9999, 'general', 'New', tests.person('user@user.com'));
select matches(pg_temp.topics(), '^abtasty.com ticket.created d, abtasty.com ticket.updated d$', 'also of new ones');
select is(
  (select (payload ->> 'body')::jsonb - 'timestamp' from private.outbox
    where topic = 'webhook.deliver' and payload ->> 'topic' = 'ticket.created'),
  (select jsonb_build_object('type', 'ticket.created', 'data', jsonb_build_object('domain_id', domain_id, 'id', id))
    from public.tickets where number = 9999), 'a message names the row and says nothing of it'
);
select * from finish();
rollback;
