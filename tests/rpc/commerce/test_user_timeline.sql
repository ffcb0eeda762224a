-- What a user did and what was done about him, of every kind, in order of time, each kind for whoever may see it.
-- row: C02 C03 C04 C30
begin;
select plan(28);

create function pg_temp.kinds(external_id text default 'user-1002', page_size integer default 100) returns text language sql stable as $$
  select string_agg(t.kind, ' ' order by t.place)
  from public.user_timeline(tests.domain('cooking.example'), md5('platform_user/cooking.example' || kinds.external_id)::uuid, page_size => kinds.page_size)
    with ordinality as t (kind, id, occurred_at, details, cursor, place)
$$;
create function pg_temp.walk(page_size integer) returns text [] language sql as $$
  select tests.walk(
    format($walk$user_timeline(tests.domain('cooking.example'), %L, $1, $2)$walk$, md5('platform_user/cooking.exampleuser-1002')::uuid),
    $walk$l.kind || l.id || l.occurred_at$walk$, walk.page_size)
$$;
create function pg_temp.told(kind text) returns jsonb language sql stable as $$
  select t.details from public.user_timeline(tests.domain('cooking.example'), md5('platform_user/cooking.exampleuser-1002')::uuid) as t where t.kind = told.kind limit 1
$$;
grant execute on all functions in schema pg_temp to public;
-- A rule for the user alone, one to come; a code, a ticket with a note, a test event, an event of a person of the same name.
insert into public.fee_rules (domain_id, platform_user_id, rate_ppm, starts_at, ends_at, reason)
select tests.domain('cooking.example'), md5('platform_user/cooking.exampleuser-1002')::uuid, r.rate_ppm, r.starts_at, r.ends_at, r.reason
from (values (4000, timestamptz '2026-10-01', timestamptz '2026-10-15', 'A friend'), (4500, now() + interval '1 day', null, 'To come')) as r (rate_ppm, starts_at, ends_at, reason);
update public.tickets set platform_user_id = md5('platform_user/cooking.exampleuser-1002')::uuid where domain_id = tests.domain('cooking.example');
insert into public.ticket_notes (domain_id, ticket_id, author_id, body, created_at)
select t.domain_id, t.id, tests.person('support@demo.example'), 'He is right.', '2026-11-19' from public.tickets as t where t.domain_id = tests.domain('cooking.example');
insert into public.event_log (domain_id, id, name, schema_version, actor_kind, actor_id, properties, occurred_at, received_at, source, is_test, has_clock_skew)
select tests.domain('cooking.example'), gen_random_uuid(), e.name, 1, e.actor_kind, 'user-1002', '{}', '2026-11-07', '2026-11-07', 'x', e.is_test, false
from (values ('tried', 'user', true), ('mistaken', 'integration', false)) as e (name, actor_kind, is_test);
update public.cohort_members set valid = tstzrange(lower(valid), '2026-11-10') where platform_user_id = md5('platform_user/cooking.exampleuser-1002')::uuid and lower(valid) >= '2026-09-01';
-- A group that he leaves tomorrow has not been left.
update public.cohort_members set valid = tstzrange(lower(valid), now() + interval '1 day') where platform_user_id = md5('platform_user/cooking.exampleuser-1002')::uuid and upper_inf(valid);
-- The same user, with a life of his own, elsewhere.
insert into public.platform_users (domain_id, id, external_id, joined_at, referrer_id)
select tests.domain('abtasty.com'), u.id, u.external_id, u.joined_at, u.referrer_id from public.platform_users as u where u.domain_id = tests.domain('cooking.example');
insert into public.tokens (domain_id, id, chain, address) select tests.domain('abtasty.com'), t.id, t.chain, t.address from public.tokens as t;
insert into public.orders select (jsonb_populate_record(o, jsonb_build_object('domain_id', tests.domain('abtasty.com')))).* from public.orders as o;
insert into public.transactions select (jsonb_populate_record(t, jsonb_build_object('domain_id', tests.domain('abtasty.com')))).* from public.transactions as t;
insert into public.cohorts (domain_id, id, name, priority, kind) select tests.domain('abtasty.com'), c.id, 'Twin ' || c.name, c.priority, c.kind from public.cohorts as c where c.domain_id = tests.domain('cooking.example');
insert into public.cohort_members (domain_id, id, cohort_id, platform_user_id, valid) select tests.domain('abtasty.com'), m.id, m.cohort_id, m.platform_user_id, m.valid from public.cohort_members as m where m.domain_id = tests.domain('cooking.example');
insert into public.invite_codes (domain_id, id, code, slots_total, slots_used) select tests.domain('abtasty.com'), c.id, 'Twin' || left(md5(c.code), 4), c.slots_total, c.slots_used from public.invite_codes as c where c.domain_id = tests.domain('cooking.example');
insert into public.invite_redemptions (domain_id, id, invite_code_id, platform_user_id, redeemed_at) select tests.domain('abtasty.com'), r.id, r.invite_code_id, r.platform_user_id, r.redeemed_at from public.invite_redemptions as r where r.domain_id = tests.domain('cooking.example');
insert into public.fee_rules (domain_id, platform_user_id, rate_ppm, starts_at, reason) values (tests.domain('abtasty.com'), md5('platform_user/cooking.exampleuser-1002')::uuid, 1, '2026-10-02', 'Twin');
insert into public.event_log select (jsonb_populate_record(e, jsonb_build_object('domain_id', tests.domain('abtasty.com')))).* from public.event_log as e where e.domain_id = tests.domain('cooking.example');

-- A ticket of the same id elsewhere, and one about nobody here, each with a note.
insert into public.tickets (domain_id, id, number, kind, title, status, reporter_id, platform_user_id)
select tests.domain(n.site), coalesce(n.id, t.id), 90, 'general', 'Another', 'open', t.reporter_id, n.about from public.tickets as t,
  (values ('abtasty.com', null, md5('platform_user/cooking.exampleuser-1002')::uuid), ('cooking.example', md5('unrelated')::uuid, null)) as n (site, id, about)
where t.domain_id = tests.domain('cooking.example');
insert into public.ticket_notes (domain_id, ticket_id, author_id, body)
select t.domain_id, t.id, tests.person('support@demo.example'), 'Not of this.' from public.tickets as t where t.number = 90;
insert into public.platform_users (domain_id, id, external_id, joined_at) values (tests.domain('abtasty.com'), md5('platform_user/cooking.exampleelsewhere')::uuid, 'elsewhere', now());

select tests.as('admin@admin.com', 'aal2');
select is(
  pg_temp.kinds(),
  'trade note ticket cohort_left trade trade event order event fee cohort_entered referral cohort_entered joined invite_code', 'C02: all of it, newest first'
);
select is(
  pg_temp.kinds('user-1004'), 'trade cohort_left cohort_entered joined', 'of each user what is his'
);
select is(pg_temp.told('order') - '{token_id}'::text [], '{"external_id": "order-2", "order_type": "dca", "side": "buy", "size_minor": 900000000, "status": "partly_filled", "rate_ppm": 3000}', 'an order');
select is(
  pg_temp.told('trade') - '{token_id}'::text [],
  '{"chain_ref": "solana:5eee", "order_external_id": "order-2", "order_type": "dca", "side": "buy", "amount_minor": 300000000, "volume_usd_minor": 1480, "fee_minor": 44400, "fee_asset": "USDC", "status": "pending"}',
  'the newest trade'
);
select is(
  (pg_temp.told('fee') - '{ends_at,scope}'::text []) || jsonb_build_object('for', pg_temp.told('fee') #> '{scope,platform_user_id}'),
  format('{"kind": "rule", "rate_ppm": 4000, "reason": "A friend", "for": "%s"}', md5('platform_user/cooking.exampleuser-1002')::uuid)::jsonb, 'a rule that is for him, when it began'
);
select is((pg_temp.told('fee') ->> 'ends_at')::timestamptz, '2026-10-15'::timestamptz, 'and its end');
select is(pg_temp.told('joined'), jsonb_build_object('referrer_id', md5('platform_user/cooking.exampleuser-1001')::uuid), 'how he came');
select is(pg_temp.told('referral'), '{"external_id": "user-1003", "tag": "Bain-Marie"}', 'whom he brought');
select is(pg_temp.told('cohort_left') ->> 'name', 'Early traders', 'which group he left');
select is(pg_temp.told('cohort_entered') ->> 'name', 'Early traders', 'which he entered');
select isnt(pg_temp.told('invite_code') ->> 'code', null, 'by which code');
select is(
  pg_temp.told('ticket') - '{number}'::text [], '{"title": "Fees of last week look too low", "status": "on_hold", "priority": "urgent", "order_id": null}', 'C30: a ticket about him'
);
select is(pg_temp.told('note') ->> 'body', 'He is right.', 'what support said of it');
select is(pg_temp.told('event'), '{"name": "order_placed", "object": "orders/order-2", "properties": {"amount_minor": 1500, "type": "dca"}}', 'the newest event');
select is((select array_agg(distinct cardinality(pg_temp.walk(n))) from unnest('{1,2,3,5,100}'::int []) as n), array[15], 'pages leave nothing out');
select is(pg_temp.walk(1), pg_temp.walk(100), 'and come in one order');
select is((select count(distinct w) from unnest(pg_temp.walk(2)) as w), 15::bigint, 'and name nothing twice');
select is(tests.refusal('select pg_temp.kinds(page_size => 501)'), '22023 INVALID_INPUT', 'a page has at most 500 entries');
select is(tests.refusal($$select public.user_timeline(tests.domain('cooking.example'), gen_random_uuid(), 'x')$$), '22023 INVALID_INPUT', 'and begins at a cursor');
select is(tests.refusal($$select pg_temp.kinds('nobody')$$), 'P0002 NOT_FOUND', 'of nobody: nothing');
select is(tests.refusal($$select pg_temp.kinds('elsewhere')$$), 'P0002 NOT_FOUND', 'nor of a user of another domain');

select tests.as('support@demo.example');
select is(
  pg_temp.kinds(),
  'trade note ticket cohort_left trade trade event order event fee cohort_entered referral cohort_entered joined invite_code', 'C04: support sees all of one user'
);
select tests.as('business@demo.example');
select is(
  pg_temp.kinds(), 'trade cohort_left trade trade order fee cohort_entered referral cohort_entered joined invite_code', 'C03: business neither tickets nor notes nor events'
);
select tests.back();
create temporary table parts (held text, kinds text) on commit drop;
insert into parts values
('platform_users', 'referral joined'), ('platform_users orders', 'order referral joined'), ('platform_users transactions', 'trade trade trade referral joined'),
('platform_users fees', 'fee referral joined'), ('platform_users cohorts', 'cohort_left cohort_entered referral cohort_entered joined invite_code'),
('platform_users tickets', 'ticket referral joined'), ('platform_users support', 'note referral joined'), ('platform_users events', 'event event referral joined');
insert into public.roles (key, title, rank, landing_route, is_domain_bound) values ('probe', 'Probe', 1, '/', false);
update public.memberships set role_key = 'probe' where person_id = tests.person('business@demo.example');
create function pg_temp.as_probe(held text) returns text language plpgsql as $$
declare
  seen text;
begin
  delete from public.role_permissions where role_key = 'probe';
  insert into public.role_permissions (role_key, resource, action) select 'probe', r.name, 'view' from unnest(string_to_array(held, ' ')) as r (name);
  perform tests.as('business@demo.example');
  begin
    seen := pg_temp.kinds();
  exception when no_data_found then seen := 'none';
  end;
  perform tests.back();
  return seen;
end;
$$;
select results_eq('select held, pg_temp.as_probe(held) from parts', 'select * from parts', 'each kind by its own permission, and no other');
select is(pg_temp.as_probe('orders transactions fees cohorts tickets support events'), 'none', 'and none without that to see the user');
select tests.as('staff@demo.example', 'aal2');
select is(tests.refusal('select pg_temp.kinds()'), 'P0002 NOT_FOUND', 'a user of another domain is not there');
select tests.as('user@user.com');
select is(tests.refusal('select pg_temp.kinds()'), 'P0002 NOT_FOUND', 'nor for a client''s user');
select tests.as_anon();
select is(tests.refusal('select pg_temp.kinds()'), '42501', 'nor for whoever is not signed in');

select * from finish();
rollback;
