-- Shapes of tokens, and what the login in them is worth. Never null.
-- row: C07 R24 C41
begin;
select plan(26);
select tests.environment('test');
create function pg_temp.strong(claims text, max_age interval default null) returns boolean
language plpgsql as $$
declare
  answer boolean;
begin
  perform set_config('request.jwt.claims', claims, true);
  answer := private.strong_auth(max_age);
  perform set_config('request.jwt.claims', '', true);
  return answer;
end;
$$;
create function pg_temp.token(aal text, method text, age interval) returns text language sql as $$
  select json_build_object('aal', aal, 'amr', json_build_array(
    json_build_object('method', method, 'timestamp', extract(epoch from now() - age)::bigint)))::text
$$;

select is(pg_temp.strong('{}'), false, 'no claims');
select is(pg_temp.strong(''), false, 'no token');
select is(pg_temp.strong(pg_temp.token('aal1', 'password', '0')), false, 'a password');
select is(pg_temp.strong(pg_temp.token('aal2', 'totp', '0')), true, 'a second factor');
select is(pg_temp.strong(pg_temp.token('aal1', 'passkey', '0')), true, 'a passkey, which is aal1');
select is(pg_temp.strong('{"aal": "aal1", "amr": ["password"]}'), false, 'amr as strings, password');
select is(pg_temp.strong('{"aal": "aal1", "amr": ["passkey"]}'), true, 'amr as strings, passkey');
select is(pg_temp.strong('{"aal": "aal2"}'), true, 'aal2 without amr');
select is(pg_temp.strong('{"aal": null, "amr": null}'), false, 'nulls');
select is(pg_temp.strong('{"amr": "passkey"}'), false, 'amr that is no list');
select is(pg_temp.strong('{"amr": {"method": "passkey"}}'), false, 'amr that is an object');

select is(pg_temp.strong('{}', '10 minutes'), false, 'age: no claims');
select is(
  pg_temp.strong(pg_temp.token('aal2', 'totp', '9 minutes'), '10 minutes'),
  true, 'age: young factor'
);
select is(
  pg_temp.strong(pg_temp.token('aal2', 'totp', '11 minutes'), '10 minutes'),
  false, 'age: old factor'
);
select is(
  pg_temp.strong(pg_temp.token('aal2', 'password', '0'), '10 minutes'),
  false, 'age: only the password is young'
);
select is(pg_temp.strong(pg_temp.token('aal1', 'totp', '0'), '10 minutes'), false, 'age: totp without aal2');
select is(pg_temp.strong(pg_temp.token('aal1', 'passkey', '0'), '10 minutes'), true, 'age: young passkey');
select is(pg_temp.strong('{"aal": "aal2", "amr": ["totp"]}', '10 minutes'), false, 'age: strings have none');
select is(
  pg_temp.strong(pg_temp.token('aal2', 'totp', '-30 seconds'), '10 minutes'),
  true, 'age: the clock of Auth may be a little ahead'
);
select is(
  pg_temp.strong(pg_temp.token('aal2', 'totp', '-1 day'), '10 minutes'),
  false, 'age: what is yet to come was not proven'
);
select is(
  pg_temp.strong('{"aal": "aal2", "amr": [{"method": "totp", "timestamp": 1e300}]}', '10 minutes'),
  false, 'age: nor was what no clock shows'
);
select is(
  pg_temp.strong(format('{"aal": "aal2", "amr": [{"method": "totp", "timestamp": 1e300},
    {"method": "totp", "timestamp": %s}]}', extract(epoch from now())), '10 minutes'),
  true, 'age: and it hides no young factor'
);

-- R24: relaxed by a setting that is there in the demo data, and only where the environment is local.
select is(
  (select is_strong_auth_relaxed_locally from public.security_settings),
  true, 'the demo data relaxes'
);
select tests.environment('local');
select is(pg_temp.strong('{}', '1 minute'), true, 'local and relaxed: anything is strong');
select tests.environment(null);
select is(pg_temp.strong('{}'), false, 'an environment that nobody named is production');
select tests.environment('local');
update public.security_settings set is_strong_auth_relaxed_locally = false;
select is(pg_temp.strong('{}'), false, 'local without the setting: not relaxed');

select * from finish();
rollback;
