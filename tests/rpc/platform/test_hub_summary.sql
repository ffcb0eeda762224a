-- What there is to look at, a number for each kind that the caller may view.
-- row: C01 C04
begin;
select plan(32);

create function pg_temp.said(sites text [] default null) returns text language sql stable as $$
  select string_agg(concat_ws(' ', s.kind, s.count || case when s.is_more then '+' else '' end), ', ' order by s.kind)
  from public.hub_summary(case when said.sites is not null then array(select tests.domain(t.name) from unnest(said.sites) as t (name)) end) as s
$$;
create function pg_temp.of(kind text, sites text [] default null) returns text language sql stable as $$
  select substring(pg_temp.said(of.sites) from '\m' || of.kind || ' ([0-9]+\+?)')
$$;
grant execute on all functions in schema pg_temp to public;
update public.platform_users set joined_at = '2026-01-01';
update public.platform_users set joined_at = now() - interval '7 days' where external_id = 'user-1001';
update public.platform_users set joined_at = now() - interval '7 days' - interval '1 microsecond' where external_id = 'user-1002';
insert into public.tokens (domain_id, id, chain, address) select tests.domain('abtasty.com'), md5('token')::uuid, 'solana', 'x';
insert into public.platform_users (domain_id, id, external_id, joined_at) select tests.domain('abtasty.com'), md5('user')::uuid, 'x', now();
insert into public.orders (domain_id, external_id, platform_user_id, token_id, order_type, side, size_minor, status, placed_at, told_at, told_by)
select tests.domain('abtasty.com'), 'o' || n, md5('user')::uuid, md5('token')::uuid, 'market', 'buy', 1, 'open', now(), now(), gen_random_uuid() from generate_series(1, 999) as n;
update public.tickets set assignee_id = tests.person('support@demo.example') where domain_id = tests.domain('cooking.example');
insert into public.tickets (domain_id, number, kind, title, status, reporter_id, assignee_id)
select t.domain_id, 91, 'general', 'Done', 'closed', t.reporter_id, tests.person('support@demo.example') from public.tickets as t where t.domain_id = tests.domain('cooking.example');
insert into public.transactions (domain_id, chain_ref, platform_user_id, token_id, order_type, side, amount_minor, volume_usd_minor, fee_minor, fee_asset, status, occurred_at, told_at, told_by)
select tests.domain('abtasty.com'), 'solana:x', md5('user')::uuid, md5('token')::uuid, 'market', 'buy', 1, 1, 1, 'USDC', 'pending', now(), now(), gen_random_uuid();
insert into public.alert_rules select (jsonb_populate_record(r, jsonb_build_object('domain_id', tests.domain('abtasty.com')))).* from public.alert_rules as r where r.domain_id = tests.domain('cooking.example');
insert into public.alerts (domain_id, rule_id, day, value, score, is_provisional, state)
select r.domain_id, r.id, '2020-01-01', 1, 1, false, case when r.domain_id = tests.domain('abtasty.com') then 'open' else 'ack' end from public.alert_rules as r;

select tests.as('support@demo.example');
select is(
  pg_temp.said('{cooking.example}'), 'alerts_open 1, cases_open 1, orders_open 2, tickets_mine 1, tickets_open 1, transactions_pending 1, users_joined 1', 'all that support looks after'
);
select is(pg_temp.of('orders_open', '{abtasty.com}'), '999', 'of another domain');
select is(pg_temp.of('orders_open'), '1000+', 'of both: more than are counted');
select is(pg_temp.of('users_joined'), '2', 'who joined in the last seven days, to the microsecond');
select is(pg_temp.of('tickets_open'), (select count(*)::text from public.tickets as t where t.status not in ('resolved', 'closed')), 'tickets that wait');
select is(
  pg_temp.of('tickets_mine'), (select count(*)::text from public.tickets as t where t.status not in ('resolved', 'closed') and t.assignee_id = private.current_person_id()), 'and those that wait for the caller'
);
select is(pg_temp.said('{}'), null, 'of no domain: nothing');
select tests.back();
insert into public.orders (domain_id, external_id, platform_user_id, token_id, order_type, side, size_minor, status, placed_at, told_at, told_by)
select tests.domain('abtasty.com'), 'one more', md5('user')::uuid, md5('token')::uuid, 'market', 'buy', 1, 'partly_filled', now(), now(), gen_random_uuid();
select tests.as('support@demo.example');
select is(pg_temp.of('orders_open', '{abtasty.com}'), '1000', 'a thousand is a thousand');
select tests.as('business@demo.example');
select is(pg_temp.said(), 'approvals_waiting 0, orders_open 2, transactions_pending 1, users_joined 1', 'business: what is traded, of its domain');
select tests.as('user@user.com');
select is(pg_temp.said(), 'tickets_open ' || (select count(*)::text from public.tickets as t where t.status not in ('resolved', 'closed')), 'a client''s user: the tickets of his domain, and no orders');
select tests.as('guardian@demo.example');
select is(pg_temp.said(), 'cases_open 1', 'a guardian: the cases that are assigned to her');
-- Cases: those that nobody is done with.
select tests.back();
update public.cases set status = 'active', archived_at = null;
select tests.as('staff@demo.example');
select is(pg_temp.of('cases_open'), (select count(*)::text from public.cases as c where c.domain_id = tests.domain('toto.example')), 'staff: all of its domain');
select tests.back();
insert into public.cases (domain_id, id, code, title, species, category, status)
select tests.domain('abtasty.com'), c.id, 'TWIN-' || c.code, c.title, c.species, c.category, 'active' from public.cases as c
where c.domain_id = tests.domain('toto.example');
select tests.as('guardian@demo.example');
select is(pg_temp.of('cases_open'), '1', 'of the guardian''s one, twins elsewhere are none');
select is(pg_temp.said('{toto.example}'), 'cases_open 1', 'nor of her domain more');
select is(pg_temp.said('{abtasty.com}'), null, 'of another: nothing');
select tests.back();
update public.cases set status = 'completed' where domain_id = tests.domain('toto.example') and id in (select g.case_id from public.case_guardians as g);
select tests.as('guardian@demo.example');
select is(pg_temp.of('cases_open'), '0', 'what is completed is done');
select tests.as('support@demo.example');
select is(pg_temp.of('cases_open', '{abtasty.com}'), (select count(*)::text from public.cases as c where c.domain_id = tests.domain('abtasty.com')), 'the twins are not');
select tests.back();
update public.cases set status = 'cancelled' where domain_id = tests.domain('abtasty.com');
select tests.as('support@demo.example');
select is(pg_temp.of('cases_open', '{abtasty.com}'), '0', 'nor what is cancelled');
select tests.back();
update public.cases set status = 'on_hold', archived_at = now() where domain_id = tests.domain('abtasty.com');
select tests.as('support@demo.example');
select is(pg_temp.of('cases_open', '{abtasty.com}'), '0', 'or archived');

-- What waits for somebody else's consent.
select tests.back();
delete from public.approvals;
create function pg_temp.asks(who text, permission text, site text, expires interval default '1 day', by_whom text default null) returns void language sql as $$
  insert into public.approvals (rpc, subject_id, arguments, reason, requested_by, expires_at, permission, domain_id, approved_by)
  values ('set_platform_fee', gen_random_uuid(), '{}', 'x', tests.person(who), now() + expires, permission, case when site is not null then tests.domain(site) end, case when by_whom is not null then tests.person(by_whom) end)
$$;
select pg_temp.asks('admin@admin.com', 'fees.manage', 'cooking.example');
select pg_temp.asks('admin@admin.com', 'fees.manage', 'toto.example');
select pg_temp.asks('admin@admin.com', 'collaborators.manage', null);
select pg_temp.asks('business@demo.example', 'commissions.manage', 'cooking.example');
select tests.as('business@demo.example');
select is(pg_temp.of('approvals_waiting'), '1', 'business: what others ask of its platform');
select is(pg_temp.of('approvals_waiting', '{cooking.example}'), '1', 'also by name');
select tests.as('admin@admin.com');
select is(pg_temp.of('approvals_waiting'), '1', 'admin: what business asks, and nothing that is the own');
select tests.back();
select pg_temp.asks('business@demo.example', 'fees.manage', 'cooking.example', '-1 second');
select pg_temp.asks('business@demo.example', 'fees.manage', 'cooking.example', '0 seconds');
select pg_temp.asks('business@demo.example', 'fees.manage', 'cooking.example', '1 day', 'support@demo.example');
select tests.as('admin@admin.com');
select is(pg_temp.of('approvals_waiting'), '1', 'neither what has expired nor what was approved');
select tests.back();
select pg_temp.asks('business@demo.example', 'collaborators.manage', null);
select tests.as('admin@admin.com');
select is(pg_temp.of('approvals_waiting'), '2', 'and what is about access');
select is(pg_temp.of('approvals_waiting', '{cooking.example}'), '1', 'which is of no domain');
select is(pg_temp.of('approvals_waiting', '{toto.example}'), '0', 'in another there is none');
select tests.as('support@demo.example');
select is(pg_temp.of('approvals_waiting'), null, 'who may approve nothing is told of none');
select tests.back();
delete from public.role_permissions where role_key = 'business' and resource = 'fees';
select tests.as('business@demo.example');
select is(pg_temp.of('approvals_waiting'), '0', 'each by its permission');
select tests.back();
delete from public.role_permissions where role_key = 'business' and resource = 'commissions';
select tests.as('business@demo.example');
select is(pg_temp.of('approvals_waiting'), null, 'and with none of them nothing');

-- Each kind by its own permission.
select tests.back();
insert into public.roles (key, title, rank, landing_route, is_domain_bound) values ('probe', 'Probe', 1, '/', false);
update public.memberships set role_key = 'probe' where person_id = tests.person('business@demo.example');
create function pg_temp.as_probe(held text) returns text language plpgsql as $$
declare
  seen text;
begin
  delete from public.role_permissions where role_key = 'probe';
  insert into public.role_permissions (role_key, resource, action) values ('probe', held, 'view');
  perform tests.as('business@demo.example');
  seen := pg_temp.said();
  perform tests.back();
  return seen;
end;
$$;
select is(
  (select string_agg(r.held || ': ' || pg_temp.as_probe(r.held), '; ' order by r.held) from unnest('{cases,events,orders,platform_users,support,tickets,transactions}'::text []) as r (held)),
  'cases: cases_open 1; events: alerts_open 1; orders: orders_open 2; platform_users: users_joined 1; support: tickets_mine 0; tickets: tickets_open 1; transactions: transactions_pending 1',
  'each kind by its own permission, also where there are none'
);
select tests.sign_up('stranger@nowhere.example');
select tests.as('stranger@nowhere.example');
select is(tests.refusal('select pg_temp.said()'), '42501 ACCOUNT_NOT_ACTIVE', 'a stranger is told nothing');
select tests.as_anon();
select is(tests.refusal('select pg_temp.said()'), '42501', 'nor is whoever is not signed in');

select * from finish();
rollback;
