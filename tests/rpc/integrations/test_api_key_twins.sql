-- Keys of two domains with the same id: whatever happens to one leaves the other alone.
-- row: C53
begin;
select plan(13);
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
-- Another key beside them; it and the twin have been rotated, and their old versions still work.
insert into public.api_keys (domain_id, id, name, prefix, scopes, created_by)
select domain_id, md5('other')::uuid, 'Other', 'bo_00000008', '{cases.view}', tests.person('admin@admin.com') from given where secret like '% toto.example';
insert into private.api_key_secrets (secret_hash, domain_id, key_id, ends_at)
select sha256(convert_to('old of ' || k.name, 'UTF8')), k.domain_id, k.id, now() + interval '1 day' from public.api_keys as k
where k.id = md5('other')::uuid or (k.id = '00000000-0000-4000-8000-0000000000ee' and k.domain_id = tests.domain('cooking.example'));
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
create function pg_temp.wait(site text) returns text language plpgsql as $$
declare
  told text;
begin
  perform tests.as_anon();
  perform set_config('request.headers', json_build_object('x-api-key', 'twin of ' || site)::text, true);
  perform private.begin_request();
  return null;
exception when others then
  get stacked diagnostics told = pg_exception_detail;
  return told::jsonb #>> '{headers,Retry-After}';
end;
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
select tests.as('admin@admin.com', 'aal2');
select results_eq(
  $$select k.domain_id = tests.domain('toto.example'), k.last_used_at is null, k.old_key_ends_at is null from public.list_api_keys() as k
  where k.id = '00000000-0000-4000-8000-0000000000ee' order by 1$$,
  $$values (false, true, false), (true, false, true)$$, 'the list says of each what is its own'
);
select tests.back();
update private.api_key_slots set used_at = clock_timestamp() - interval '30 s' where domain_id = tests.domain('cooking.example') and slot = 1;
select pg_temp.enter('toto.example');
select is(pg_temp.enter('toto.example'), 'PGRST', 'it has had its requests');
select is(pg_temp.wait('toto.example'), '60', 'and waits for its own');
select tests.back();
select is(pg_temp.enter('cooking.example'), null, 'its twin has not');

select tests.as('admin@admin.com', 'aal2');
select public.rotate_api_key(tests.domain('toto.example'), '00000000-0000-4000-8000-0000000000ee', 'x', '0');
select tests.back();
select is(
  (select array_agg(secret order by secret) from given inner join private.api_key_secrets as s
    on s.secret_hash = sha256(convert_to(given.secret, 'UTF8')) where s.ends_at is null),
  '{twin of cooking.example}', 'a rotation changes its own versions'
);
select is((select count(*) from private.api_key_secrets as s where s.ends_at = now() + interval '1 day'), 2::bigint, 'and ends no others');
select tests.as('admin@admin.com', 'aal2');
select public.revoke_api_key(tests.domain('toto.example'), '00000000-0000-4000-8000-0000000000ee', 'x');
select tests.back();
update private.api_key_slots set used_at = '-infinity' where domain_id = tests.domain('cooking.example');
select is(pg_temp.enter('cooking.example'), null, 'revoking one leaves the other');
select tests.back();
select is((select count(*) from private.api_key_secrets as s where s.ends_at = now() + interval '1 day'), 2::bigint, 'and its old version');
select results_eq(
  $$select site_domain from public.api_keys as k inner join public.domains as d on d.id = k.domain_id
  where k.id = '00000000-0000-4000-8000-0000000000ee' and k.revoked_at is not null$$,
  $$values ('toto.example')$$, 'and its row, too'
);
select * from finish();
rollback;
