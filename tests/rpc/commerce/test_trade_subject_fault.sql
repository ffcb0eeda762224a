-- What is wrong with an entry on a user or a token is said of its field, and nothing of one that is right.
-- row: C02 C22
begin;
select plan(8);

create function pg_temp.of_user(change jsonb) returns text language sql as $$
  select private.trade_subject_fault('{"kind": "user", "external_id": "u", "joined_at": "2026-01-01T00:00:00Z"}' || change)
$$;
create function pg_temp.token(change jsonb) returns text language sql as $$
  select private.trade_subject_fault('{"kind": "token", "chain": "solana", "address": "x", "symbol": "X", "decimals": 6}' || change)
$$;

select is(pg_temp.of_user('{"wallets": ["one", "two"]}'), null, 'wallets are texts');
select is(pg_temp.of_user('{"wallets": []}'), null, 'or none');
select is(pg_temp.of_user('{"wallets": ["one", 2]}'), '.wallets: must be at most 50 texts', 'nothing else');
select is(pg_temp.token('{}'), null, 'a token may have no provider');
select is(pg_temp.token('{"provider": null}'), null, 'or none that is known');
select is(pg_temp.token('{"provider": "pump.fun"}'), null, 'or one with a name');
select is(pg_temp.token('{"provider": 5}'), '.provider: must be a text', 'which is a text');
select is(pg_temp.token(jsonb_build_object('provider', repeat('x', 101))), '.provider: must be a text', 'of a length');

select * from finish();
rollback;
