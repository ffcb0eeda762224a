-- Of the messages that a worker has claimed, the one that it names.
-- row: C45
begin;
select plan(5);

create function pg_temp.id(number integer) returns uuid language sql immutable as $$ select md5('claimed ' || number)::uuid $$;
insert into private.outbox (id, topic, dedupe_key, payload, state, claimed_by)
select pg_temp.id(n), topic, 'claimed ' || n, '{}', state, worker
from (values
  (1, 'one.topic', 'claimed', 'w1'), (2, 'one.topic', 'claimed', 'w1'), (3, 'one.topic', 'waiting', 'w1'),
  (4, 'one.topic', 'claimed', 'w2'), (5, 'other.topic', 'claimed', 'w1')
) as m (n, topic, state, worker);

select is((private.find_claimed(pg_temp.id(n), 'w1', 'one.')).id, pg_temp.id(n), 'its own') from generate_series(1, 2) as n;
select is(
  tests.refusal(format('select private.find_claimed(%L, ''w1'', ''one.'')', pg_temp.id(n))), 'PT409 CLAIM_LOST', 'none ' || what
)
from (values (3, 'that waits again'), (4, 'of another worker'), (5, 'of another kind')) as m (n, what);

select * from finish();
rollback;
