-- What is done for one connection is done for that alone: not for its twin, which has the same ids in another domain,
-- nor for an earlier one of its own domain. And what a synchronisation may be set to.
-- row: R12 R13 R25
begin;
select plan(33);

create function pg_temp.id(n integer) returns uuid language sql immutable as $$
  select ('00000000-0000-4000-8000-0000000000' || lpad(n::text, 2, '0'))::uuid
$$;
create function pg_temp.of(site text) returns uuid language sql stable as $$ select tests.domain(site || '.example') $$;
create function pg_temp.be(email text) returns void language sql as $$ select tests.become('none', tests.claims(email, 'aal2', '{}')) $$;
delete from private.token_refreshes;
update public.integrations set refresh_at = null;
insert into public.domains (client_id, site_domain)
select tests.client('AB Tasty'), site from unnest('{ours.example,theirs.example}'::text []) as site;
-- The others first, so that whoever takes any takes them.
insert into public.integrations (domain_id, id, status, portal_id, disconnected_at)
select pg_temp.of(site), pg_temp.id(n), case n when 10 then 'connected' else 'disconnected' end, n::text, case n when 11 then now() end
from unnest('{theirs,ours}'::text []) as site, unnest('{11,10}'::integer []) as n;
update public.integrations as i set
  access_secret_id = private.store_secret(site || ' access', 'x'), refresh_secret_id = private.store_secret(site || ' refresh', 'x'),
  expires_at = now() + interval '1 hour', refresh_at = now() - wait
from (values ('ours', interval '1 minute'), ('theirs', '0')) as s (site, wait)
where i.domain_id = pg_temp.of(site) and i.id = pg_temp.id(10);
create function pg_temp.hold(site text, number integer, worker text) returns void language sql as $$
  insert into private.token_refreshes (domain_id, integration_id, worker, not_before) values (pg_temp.of(site), pg_temp.id(number), worker, now() + interval '1 hour')
$$;
-- What a query returns after what came before it; then all is as it was.
create function pg_temp.answer(query text, before text) returns text language plpgsql as $$
declare told text;
begin
  execute before;
  execute format('select string_agg(a::text, '', '' order by a::text) from (%s) as a', query) into told;
  raise exception using errcode = 'TT000', message = coalesce(told, '-');
exception when sqlstate 'TT000' then return sqlerrm;
end $$;

select is(
  pg_temp.answer($$select right(integration_id::text, 2), refresh_token from public.claim_token_refresh('w')$$, $$select pg_temp.hold('theirs', 10, 'v'); select pg_temp.hold('ours', 11, 'v')$$),
  '(10,"ours refresh")', 'a token that is due is claimed, whatever is held of others'
);
select is(
  pg_temp.answer($$select refresh_token from public.claim_token_refresh('w', 1)$$, $$select pg_temp.hold('ours', 10, 'v')$$),
  '("theirs refresh")', 'what is held takes no place among those that are claimed'
);
select is(
  pg_temp.answer($$select tests.refusal('select private.end_refresh(pg_temp.of(''ours''), pg_temp.id(10), ''w'')')$$, $$select pg_temp.hold(site, number, 'w') from (values ('theirs', 10), ('ours', 11)) as h (site, number)$$),
  '("PT409 CLAIM_LOST")', 'whoever holds others does not hold this one'
);
create function pg_temp.refreshes(before text) returns text language sql as $$
  select pg_temp.answer($q$select r.domain_id = pg_temp.of('ours'), worker, not_before = now() + interval '1 hour' from private.token_refreshes as r$q$, $b$select pg_temp.hold('ours', 10, 'w'); select pg_temp.hold('theirs', 10, 'w');$b$ || before)
$$;
select is(pg_temp.refreshes($$select public.fail_refresh(pg_temp.of('theirs'), pg_temp.id(10), 'w', 'timeout')$$), '(f,"",f), (t,w,t)', 'one refresh fails');
select is(pg_temp.refreshes($$select public.fail_refresh(pg_temp.of('ours'), pg_temp.id(10), 'w', 'timeout')$$), '(f,w,t), (t,"",f)', 'whichever');
select is(pg_temp.refreshes($$select public.store_refreshed_tokens(pg_temp.of('ours'), pg_temp.id(10), 'w', 'fresh', 3600)$$), '(f,w,t)', 'one is done');
select is(
  pg_temp.answer($$select right(portal_id, 2), access_token from public.integration_token(pg_temp.of('ours'), pg_temp.id(10))$$, 'select'), '(10,"ours access")', 'a token is read'
);
select is(tests.refusal($$select public.integration_token(pg_temp.of('ours'), pg_temp.id(11))$$), 'P0002 NOT_FOUND', 'but not of what is disconnected');

-- What of the tokens is kept.
create function pg_temp.kept(given text, before text) returns text language sql as $$
  select pg_temp.answer(
    'select private.read_secret(access_secret_id), private.read_secret(refresh_secret_id) from public.integrations where domain_id = pg_temp.of(''ours'') and id = pg_temp.id(10)',
    before || format('; select private.keep_tokens(i, ''fresh'', %L, 3600) from public.integrations as i where i.domain_id = pg_temp.of(''ours'') and i.id = pg_temp.id(10)', given)
  )
$$;
select is(pg_temp.kept('again', 'select'), '(fresh,again)', 'new tokens take the place of the old ones');
select is(pg_temp.kept(null, 'select'), '(fresh,"ours refresh")', 'where no refresh token came, the old one stays');
select is(pg_temp.kept('again', 'update public.integrations set refresh_secret_id = null'), '(fresh,again)', 'or the first one is kept');
select is(
  tests.refusal($$select pg_temp.kept(null, 'update public.integrations set refresh_secret_id = null')$$), '22023 INVALID_INPUT', 'without any there is nothing to keep'
);

-- Without a vault.
create function pg_temp.without_vault(statement text) returns text language sql as $$
  select pg_temp.answer(format('select tests.refusal(%L)', statement), $d$do 'begin execute replace(pg_get_functiondef(''private.require_vault''::regproc), ''vault.decrypted_secrets'', ''vault.is_not_there''); end'$d$)
$$;
select is(pg_temp.without_vault(statement), '("PT503 VAULT_MISSING")', 'a database without a vault says so: ' || statement)
from (values ($$select private.store_secret('x', 'x')$$), ('select private.read_secret(gen_random_uuid())'), ('select private.forget_secret(gen_random_uuid())')) as s (statement);
select is(pg_temp.without_vault('select private.forget_secret(null)'), '()', 'where there is nothing to forget, none is needed');

-- People.
create function pg_temp.states(before text) returns text language sql as $$
  select pg_temp.answer($q$select i.domain_id = pg_temp.of('ours'), right(i.id::text, 2), status from public.integrations as i where i.portal_id in ('10', '11')$q$, before)
$$;
select is(
  pg_temp.states($$select pg_temp.be('admin@admin.com'); select public.disconnect_integration(pg_temp.of('ours'), pg_temp.id(10), 'x')$$),
  '(f,10,connected), (f,11,disconnected), (t,10,disconnected), (t,11,disconnected)', 'one connection is ended'
);
insert into public.sync_configs (domain_id, id, integration_id, objects, field_map, version)
select pg_temp.of(site), pg_temp.id(n + 10), pg_temp.id(n), '{contacts}', '{"contacts": {"email": "email"}}', version
from (values ('theirs', 10, 2), ('ours', 11, 3), ('ours', 10, 1)) as c (site, n, version);
create function pg_temp.set(site text, number integer, expected integer) returns text language sql as $$
  select tests.refusal(format('select pg_temp.be(''admin@admin.com''); select public.set_sync_config(pg_temp.of(%L), pg_temp.id(%s), ''{contacts}'', ''{"contacts": {"email": "email"}}'', expected_version => %s)', site, number, expected))
$$;
select is(
  array[pg_temp.set('ours', 10, 1), pg_temp.set('theirs', 10, 2), pg_temp.set('ours', 11, 3), pg_temp.set('theirs', 11, 4)], '{null,null,null,null}',
  'a synchronisation is set by whoever read its own version, a new one by anybody'
);
select is(array[pg_temp.set('ours', 10, 1), pg_temp.set('theirs', 10, 2)], '{40001 STALE_VERSION,40001 STALE_VERSION}', 'once');
select is(
  pg_temp.answer($$select count(*) from private.oauth_states where redeemed_at is not null$$, $$
    insert into public.env_settings (environment, key, value)
    select private.environment(), 'hubspot.' || key, to_jsonb(key) from unnest('{client_id,redirect_uri}'::text []) as key on conflict do nothing;
    select pg_temp.be('admin@admin.com');
    delete from private.oauth_states;
    create temporary table begun as select public.begin_hubspot_connect(pg_temp.of(site)) as told from unnest('{theirs,ours}'::text []) as site;
    select public.redeem_oauth_state(told ->> 'state', tests.person('admin@admin.com')) from begun limit 1
  $$), '(1)', 'what somebody has begun is redeemed alone'
);
select is(
  pg_temp.answer('select scopes from private.hubspot_app()', $$
    delete from public.env_settings where key = 'hubspot.scopes';
    insert into public.env_settings (environment, key, value)
    select private.environment(), key, to_jsonb(key) from unnest('{hubspot.client_id,hubspot.redirect_uri,zzz}'::text []) as key on conflict do nothing
  $$), '("oauth crm.objects.contacts.write crm.objects.companies.write")', 'where no scopes are set, those that are needed are asked for'
);
select is(
  pg_temp.answer('select scopes from private.hubspot_app()', $$
    insert into public.env_settings (environment, key, value)
    select private.environment(), key, to_jsonb('a ' || key) from unnest('{hubspot.client_id,hubspot.redirect_uri,hubspot.scopes,zzz}'::text []) as key
    on conflict (environment, key) do update set value = excluded.value
  $$), '("a hubspot.scopes")', 'else these'
);

-- Whoever connects holds the domain first, also where another portal is in the way. (xmax names the lock, although it was taken back.)
create temporary table held (site text, by text);
insert into held select site, d.xmax::text from unnest('{ours,theirs}'::text []) as site join public.domains as d on d.id = pg_temp.of(site);
insert into private.oauth_states (state_hash, domain_id, person_id, verifier_secret_id, redirect_uri, redeemed_at)
values (sha256('x'), pg_temp.of('ours'), tests.person('admin@admin.com'), gen_random_uuid(), 'x', now());
select is(
  tests.refusal($$select public.finish_hubspot_connect('x', tests.person('admin@admin.com'), 'a', 'r', 3600, 'other')$$), 'PT409 OTHER_PORTAL_CONNECTED', 'a second portal is refused'
);
select results_eq(
  $$select h.site from held as h join public.domains as d on d.id = pg_temp.of(h.site) where d.xmax::text <> h.by$$, '{ours}'::text [], 'after the domain was locked, and no other'
);

-- Each call asks for its own permission.
insert into public.roles (key, title, rank, landing_route, is_domain_bound) values ('probe', 'Probe', 1, '/', false);
delete from public.memberships where person_id = tests.person('user@user.com');
insert into public.memberships (person_id, role_key, is_all_domains) values (tests.person('user@user.com'), 'probe', true);
insert into public.role_permissions select 'probe', p.resource, p.action from public.permissions as p where (p.resource, p.action) = ('integrations', 'edit');
insert into public.sync_runs (domain_id, id, config_id, kind) values (pg_temp.of('ours'), pg_temp.id(30), pg_temp.id(20), 'full');
select is(tests.refusal(format('select pg_temp.be(''user@user.com''); select public.%s', statement)), refusal, statement)
from (values
  ('pause_sync(pg_temp.of(''ours''), pg_temp.id(30))', null), ('resume_sync(pg_temp.of(''ours''), pg_temp.id(30))', null), ('cancel_sync(pg_temp.of(''ours''), pg_temp.id(30))', null),
  ('disconnect_integration(pg_temp.of(''ours''), pg_temp.id(10), ''x'')', '42501 PERMISSION_DENIED'), ('begin_hubspot_connect(pg_temp.of(''ours''))', '42501 PERMISSION_DENIED'),
  ('set_sync_config(pg_temp.of(''ours''), pg_temp.id(10), ''{contacts}'', ''{"contacts": {"email": "email"}}'', expected_version => 2)', '42501 PERMISSION_DENIED')
) as s (statement, refusal);
select tests.back();

-- What is sent, and what is answered.
select is(
  array(select split_part(private.sync_config_fault(objects, field_map::jsonb, filters::jsonb), ':', 1) from (values
    ('{contacts}'::text [], '{"contacts": {"email": "email"}}', '{}'), ('{contacts}', '{"contacts": {"email": "email"}}', '{"seen_since": "2026-01-01T00:00:00Z"}'),
    ('{contacts}', '{"contacts": {"email": "email"}}', '{"seen_since": "2026-01-01"}'), ('{contacts}', '{"contacts": {"email": ["email"]}}', '{}'), ('{others}', '{"others": {"email": "email"}}', '{}')
  ) as f (objects, field_map, filters)),
  array[null, null, 'filters', 'field_map', 'objects'], 'a synchronisation is of contacts and companies, by fields, since a time with its zone'
);
insert into private.sync_batches (domain_id, id, run_id, object, local_ids, digests, worker, leased_until)
values (pg_temp.of('ours'), pg_temp.id(40), pg_temp.id(30), 'contacts', array[pg_temp.id(1)], '{a}', 'w', now());
select is(
  array(select private.sync_result_fault(b, result::jsonb) is not null from private.sync_batches as b, (values
    ('[{"remote_id": "a", "is_new": true}]'), ('[{"error": "X"}]'), ('[{"error": "not a code"}]'), ('[{"remote_id": "a"}]'), ('[{"remote_id": "a", "is_new": "true"}]'),
    ('[{"is_new": true}]'), (format('[{"remote_id": "%s", "is_new": true}]', repeat('x', 65)))
  ) as r (given), lateral (select jsonb_build_array(given::jsonb -> 0 || jsonb_build_object('trace_id', pg_temp.id(40) || '-1'))::text) as t (result) where b.id = pg_temp.id(40)),
  '{f,f,t,t,t,t,t}', 'an answer is an id with whether it is new, or an error with a code'
);
select is(
  array(select private.sync_result_fault(b, result::jsonb) is not null from private.sync_batches as b, unnest('{"[]",null,"[\"x\"]","[[]]","[null]"}'::text []) as result where b.id = pg_temp.id(40)),
  '{f,t,t,t,t}', 'and what is none is refused'
);

select * from finish();
rollback;
