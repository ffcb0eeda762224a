-- One user from all sides, each side for whoever may see it.
-- row: C02 C03 C04 C30
begin;
select plan(19);

create function pg_temp.seen(external_id text default 'user-1002', site text default 'cooking.example') returns jsonb language sql stable as $$
  select public.user_360(tests.domain(seen.site), md5('platform_user/cooking.example' || seen.external_id)::uuid)
$$;
grant execute on all functions in schema pg_temp to public;
update public.tickets set platform_user_id = md5('platform_user/cooking.exampleuser-1002')::uuid where domain_id = tests.domain('cooking.example');
insert into public.tickets (domain_id, number, kind, title, status, reporter_id, platform_user_id)
values
(tests.domain('cooking.example'), 90, 'general', 'Done', 'closed', tests.person('support@demo.example'), md5('platform_user/cooking.exampleuser-1002')::uuid),
(tests.domain('cooking.example'), 91, 'general', 'Another''s', 'open', tests.person('support@demo.example'), md5('platform_user/cooking.exampleuser-1001')::uuid);
insert into public.invite_codes (domain_id, code, owner_user_id, slots_total, is_active)
values (tests.domain('cooking.example'), 'noahs-own', md5('platform_user/cooking.exampleuser-1002')::uuid, 7, false);
-- Elsewhere, somebody of the same id with friends, a group, a code and a ticket.
insert into public.platform_users (domain_id, id, external_id, joined_at, referrer_id)
select tests.domain('abtasty.com'), u.id, 'twin ' || u.external_id, u.joined_at, u.referrer_id from public.platform_users as u where u.domain_id = tests.domain('cooking.example');
insert into public.platform_users (domain_id, external_id, joined_at, referrer_id) values (tests.domain('abtasty.com'), 'friend', now(), md5('platform_user/cooking.exampleuser-1002')::uuid);
insert into public.cohorts (domain_id, id, name, priority, kind) select tests.domain('abtasty.com'), c.id, 'Twin ' || c.name, c.priority, c.kind from public.cohorts as c where c.domain_id = tests.domain('cooking.example');
insert into public.cohort_members (domain_id, cohort_id, platform_user_id, valid)
select tests.domain('abtasty.com'), c.id, md5('platform_user/cooking.exampleuser-1002')::uuid, '[2026-01-01,)' from public.cohorts as c where c.domain_id = tests.domain('abtasty.com');
insert into public.invite_codes (domain_id, code, owner_user_id, slots_total) values (tests.domain('abtasty.com'), 'noahs-twin', md5('platform_user/cooking.exampleuser-1002')::uuid, 7);
update public.tickets set platform_user_id = md5('platform_user/cooking.exampleuser-1002')::uuid where domain_id = tests.domain('abtasty.com');

select tests.as('support@demo.example');
select set_eq(
  'select jsonb_object_keys(pg_temp.seen())', array['user', 'referrer', 'referrals', 'timeline', 'cohorts', 'invite_codes', 'fee', 'open_tickets'], 'C04: support sees each side, and no sums of what was earned'
);
select is(
  pg_temp.seen() -> 'user', (select to_jsonb(u) - '{told_at,told_by}'::text [] from public.platform_users as u where u.external_id = 'user-1002' and u.domain_id = tests.domain('cooking.example')), 'his row, without machinery'
);
select is(pg_temp.seen() -> 'referrer', jsonb_build_object('id', md5('platform_user/cooking.exampleuser-1001')::uuid, 'external_id', 'user-1001', 'tag', 'whisker'), 'who brought him');
select is(pg_temp.seen() -> 'referrals', '1', 'how many he brought');
select is(pg_temp.seen('user-1004') -> 'referrer', 'null', 'or that nobody did');
select is(pg_temp.seen('user-1004') -> 'cohorts', '[]', 'what he has left is not told of');
select is(
  (select jsonb_agg(c - '{id}'::text [] order by n) from jsonb_array_elements(pg_temp.seen() -> 'cohorts') with ordinality as c (c, n)),
  jsonb_build_array(
    jsonb_build_object('name', 'PROMO2025', 'priority', 10, 'since', timestamptz '2026-08-11 18:30:00+00'),
    jsonb_build_object('name', 'Early traders', 'priority', 20, 'since', timestamptz '2026-09-01 00:00:00+00')
  ), 'his groups, the one that counts first'
);
select is(pg_temp.seen() -> 'invite_codes', '[{"code": "noahs-own", "slots_used": 0, "slots_total": 7, "is_active": false}]', 'his own codes');
select is(pg_temp.seen() -> 'open_tickets', '1', 'C30: how many tickets about him wait');
select is(pg_temp.seen('user-1001') #> '{fee,rate_ppm}', '8000', 'what he would be charged');
select is(pg_temp.seen() #> '{fee,rate_ppm}', '10000', 'which is what everybody is, where nothing is for him');
select is(
  pg_temp.seen() -> 'timeline',
  (select jsonb_agg(to_jsonb(t)) from public.user_timeline(tests.domain('cooking.example'), md5('platform_user/cooking.exampleuser-1002')::uuid, page_size => 20) as t),
  'and the newest of his timeline'
);
select tests.as('business@demo.example');
select set_eq(
  'select jsonb_object_keys(pg_temp.seen())', array['user', 'referrer', 'referrals', 'timeline', 'cohorts', 'invite_codes', 'fee'], 'C03: business sees all but tickets'
);
select tests.back();
insert into public.roles (key, title, rank, landing_route, is_domain_bound) values ('probe', 'Probe', 1, '/', false);
insert into public.role_permissions (role_key, resource, action) values ('probe', 'platform_users', 'view');
update public.memberships set role_key = 'probe' where person_id = tests.person('business@demo.example');
select tests.as('business@demo.example');
select set_eq('select jsonb_object_keys(pg_temp.seen())', array['user', 'referrer', 'referrals', 'timeline'], 'whoever may view users alone sees no more of them');
select tests.back();
delete from public.role_permissions where role_key = 'probe';
insert into public.role_permissions (role_key, resource, action) select 'probe', r.name, 'view' from unnest('{cohorts,fees,tickets}'::text []) as r (name);
select tests.as('business@demo.example');
select is(tests.refusal('select pg_temp.seen()'), 'P0002 NOT_FOUND', 'and whoever may not, nothing');
select tests.as('admin@admin.com', 'aal2');
select is(tests.refusal($$select pg_temp.seen('nobody')$$), 'P0002 NOT_FOUND', 'of nobody: nothing');
select is(tests.refusal($$select pg_temp.seen(site => 'toto.example')$$), 'P0002 NOT_FOUND', 'nor from another domain');
select tests.as('staff@demo.example', 'aal2');
select is(tests.refusal('select pg_temp.seen()'), 'P0002 NOT_FOUND', 'a user of another domain is not there');
select tests.as_anon();
select is(tests.refusal('select pg_temp.seen()'), '42501', 'nor for whoever is not signed in');

select * from finish();
rollback;
