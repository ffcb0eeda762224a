"""What a quote costs among 10,000 fee rules.

    .venv/bin/python bench/bench_fees.py [--rules N] [--db-url URL] [--processor-time]

Makes a database on the running stack, fills it with rules for tokens, users, cohorts, providers and
types, and drops it; or does so in one with many trades, and leaves nothing there. Everything runs
inside the database, in one session, so on one core, and takes turns with a reference: a loop of
plain PL/pgSQL that reads nothing, so that load slows both alike. What a quote costs in steps of it
can be compared between machines and hours; quotes a second cannot. Exits 1 where a ratio misses its
bar, which is one of quotes a second, in the quickest round.
"""

import argparse
import statistics
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import clock
import psycopg
from bars import bar, note

from bo_cli.core.project import find_project
from bo_cli.core.settings import load_settings
from bo_cli.policies.databases import test_template, worker_database
from bo_cli.stack.engines import engine_for

WANTED = 3000
QUOTES = 500
ROUNDS = 24
DOMAIN = "10000000-0000-4000-8000-000000000005"
FILL = """
insert into tokens (domain_id, chain, address, provider)
select %(domain)s, 'solana', 'bench-' || n, (array['raydium', 'pump.fun', 'orca'])[1 + n %% 3]
from generate_series(1, %(rules)s) as n;
insert into platform_users (domain_id, external_id, joined_at)
select %(domain)s, 'bench-' || n, '2026-01-01' from generate_series(1, 2000) as n;
insert into cohort_members (domain_id, cohort_id, platform_user_id, valid)
select %(domain)s, c.id, u.id, '[2026-01-01,)'
from platform_users as u cross join cohorts as c
where u.external_id ~ '^bench-' and u.domain_id = %(domain)s and c.domain_id = %(domain)s;
insert into fee_rules (
  domain_id, token_id, platform_user_id, cohort_id, rate_ppm, starts_at, reason
)
select %(domain)s, t.id, case t.n %% 3 when 1 then u.id end,
  case t.n %% 3 when 2 then c.id end, 5000, '2026-07-01', 'bench'
from (
  select id, row_number() over (order by id) as n from tokens where address ~ '^bench-'
) as t
join (
  select id, row_number() over (order by id) as n
  from platform_users where external_id ~ '^bench-'
) as u on u.n = 1 + t.n %% 2000
cross join lateral (
  select id from cohorts where domain_id = %(domain)s order by priority limit 1
) as c;
analyze;
"""
# Each quote is of another user and token.
TIME = """
do $do$
declare
  users constant uuid [] := array(select id from platform_users where external_id ~ '^bench-');
  tokens constant uuid [] := array(select id from tokens where address ~ '^bench-');
begin
  for n in 1..{quotes} loop perform {call}; end loop;
end;
$do$
"""
QUOTE = f"""public.quote_fee(
  '{DOMAIN}', users[1 + n % 2000], tokens[1 + n * 7 % cardinality(tokens)],
  (array['market', 'dca'])[1 + n % 2], 1000000, 'USDC')"""
# What any answer has to do at least: find the platform's rules by the index.
BARE = f"""(select count(*) from public.fee_rules as r where r.domain_id = '{DOMAIN}'
  and r.whom_key = '00000000-0000-0000-0000-000000000000' and r.what_key = '')"""
# The reference: each step is a sum and a comparison in PL/pgSQL.
STEPS = 200_000
REFERENCE = f"""
do $do$
declare
  total bigint := 0;
begin
  for n in 1..{STEPS} loop
    if n % 3 = 0 then total := total + n; end if;
  end loop;
end;
$do$
"""
CLAIMS = """
select set_config('role', 'authenticated', true), set_config('request.jwt.claims',
  jsonb_build_object('sub', auth_user_id, 'role', 'authenticated', 'iat', extract(epoch from now()))
  ::text, true)
from people where email = 'business@demo.example'
"""


def taken(db: psycopg.Connection[Any], call: str) -> tuple[list[float], list[float]]:
    """Return seconds of a call, and of a step of the reference, in each round, in turns."""
    calls: list[float] = []
    steps: list[float] = []
    db.execute(TIME.format(call=call, quotes=200))
    for _ in range(ROUNDS):
        began = clock.now()
        db.execute(TIME.format(call=call, quotes=QUOTES))
        between = clock.now()
        db.execute(REFERENCE)
        calls.append((between - began) / QUOTES)
        steps.append((clock.now() - between) / STEPS)
    return calls, steps


def in_steps(calls: list[float], steps: list[float]) -> float:
    """Return what a call costs in steps of the reference: the median of the rounds."""
    return statistics.median(call / step for call, step in zip(calls, steps, strict=True))


@contextmanager
def made_database() -> Iterator[str]:
    """The address of a database of its own, dropped afterwards."""
    project = find_project(Path(__file__).parent)
    info = engine_for(load_settings(project), project).ensure_database()
    with worker_database(info, test_template(info, project)) as url:
        yield url


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rules", type=int, default=10_000)
    parser.add_argument("--db-url", help="a database that `bo seed --trades` has filled")
    parser.add_argument("--processor-time", action="store_true", help="see bench/clock.py")
    arguments = parser.parse_args()
    with ExitStack() as stack:
        url = arguments.db_url or stack.enter_context(made_database())
        db = stack.enter_context(psycopg.connect(url, autocommit=True))
        if arguments.processor_time:
            clock.watch(db)
        with db.transaction(force_rollback=True):
            with psycopg.ClientCursor(db) as cursor:
                cursor.execute(FILL, {"domain": DOMAIN, "rules": arguments.rules})
            bare = in_steps(*taken(db, BARE))
            db.execute(CLAIMS)
            calls, steps = taken(db, QUOTE)
        many, usual = 1 / min(calls), 1 / statistics.median(calls)
        print(f"quotes a second among {arguments.rules} rules: {many:.0f}, usually {usual:.0f}")
        note("a quote", f"{in_steps(calls, steps):.0f} steps; a bare look-up {bare:.0f}")
        spread = (
            f"{1 / min(steps) / 1e6:.1f} million, usually {1 / statistics.median(steps) / 1e6:.1f}"
        )
        note("steps a second", spread)
        kept = bar("quotes a second", many / WANTED, 1, f"{WANTED} a second", at_least=True)
    sys.exit(not kept)


if __name__ == "__main__":
    main()
