-- Keys of two domains with the same id: whatever happens to one leaves the other alone.
-- row: C53
begin;
select plan(9);
select set_config('request.method', 'POST', true);
update public.security_settings set is_strong_auth_relaxed_locally = true;
create temporary table given as
select d.id as domain_id, '00000000-0000-4000-8000-0000000000ee'::uuid as key_id, 'twin of ' || d.site_domain as secret
from public.domains as d where d.site_domain in ('toto.example', 'cooking.example');
grant select on given to public;
insert into public.api_keys (domain_id, id, name, prefix, scopes, rate_limit, created_by)
select domain_id, key_id, 'Twin', 'bo_00000009', '{cases.view}', 2, tests.person('admin@admin.com') from given;
insert into private.api_key_secrets (secret_hash, domain_id, key_id)
select sha256(convert_to(secret, 'UTF8')), domain_id, key_id from given;
insert into private.api_key_slots (domain_id, key_id, slot) select domain_id, key_id, n from given, generate_series(1, 2) as n;
create function pg_temp.enter(site text) returns text language sql as $$
  select tests.as_anon();
  select set_config('request.headers', json_build_object('x-api-key', 'twin of ' || site)::text, true);
  select tests.refusal('select private.begin_request()');
$$;
create function pg_temp.used(site text) returns bigint language sql as $$
  select count(*) from private.api_key_slots as s where s.domain_id = tests.domain(site)
  and s.key_id = '00000000-0000-4000-8000-0000000000ee' and s.used_at > '-infinity'
$$;

grant execute on all functions in schema pg_temp to anon, authenticated;
select is(pg_temp.enter('toto.example'), null, 'the key is let in');
select is(
  (public.my_api_key() #> '{scopes,cases.view}'), jsonb_build_array(tests.domain('toto.example')),
  'and it is that of its own domain'
);
select tests.back();
select is(pg_temp.used('toto.example'), 1::bigint, 'one slot of it is taken');
select is(pg_temp.used('cooking.example'), 0::bigint, 'and none of its twin');
select pg_temp.enter('toto.example');
select is(pg_temp.enter('toto.example'), 'PGRST', 'it has had its requests');
select is(pg_temp.enter('cooking.example'), null, 'its twin has not');

select tests.as('admin@admin.com', 'aal2');
select public.rotate_api_key(tests.domain('toto.example'), '00000000-0000-4000-8000-0000000000ee', 'x', '0');
select tests.back();
select is(
  (select array_agg(secret order by secret) from given inner join private.api_key_secrets as s
    on s.secret_hash = sha256(convert_to(given.secret, 'UTF8')) where s.ends_at is null),
  '{twin of cooking.example}', 'a rotation changes its own versions'
);
select tests.as('admin@admin.com', 'aal2');
select public.revoke_api_key(tests.domain('toto.example'), '00000000-0000-4000-8000-0000000000ee', 'x');
select is(pg_temp.enter('cooking.example'), null, 'revoking one leaves the other');
select tests.back();
select results_eq(
  $$select site_domain from public.api_keys as k inner join public.domains as d on d.id = k.domain_id
  where k.id = '00000000-0000-4000-8000-0000000000ee' and k.revoked_at is not null$$,
  $$values ('toto.example')$$, 'and its row, too'
);
select * from finish();
rollback;
