"""The database charges what an independent resolver charges, whatever rules there are."""

import json
import random
from typing import Any

import psycopg
import pytest
from psycopg.rows import dict_row

from .fees import TYPES, WEIGHTS, Context, Rule, charge, moment, random_rule, resolve

Connection = psycopg.Connection[Any]

DOMAIN = "10000000-0000-4000-8000-000000000005"
PROVIDERS = ["raydium", "pump.fun", "orca"]
ASK = """
select asked.place, to_jsonb(told.terms), to_jsonb(private.charge_fee(
  told.terms, asked.value, 'USDC', asked.parts
)) as charge
from jsonb_to_recordset(%s) as asked (
  place integer, platform_user_id uuid, token_id uuid, provider text, order_type text,
  order_id uuid, at timestamptz, value numeric, discount integer, parts integer[]
)
cross join lateral (select private.pick_fee(private.find_fee_candidates(row(
  %s, asked.platform_user_id, asked.token_id, asked.provider, asked.order_type, asked.order_id,
  asked.at
)::private.fee_context), asked.discount) as terms) as told
order by asked.place
"""
STORE = """
insert into fee_rules (
  domain_id, kind, order_id, platform_user_id, cohort_id, token_id, provider, order_type, rate_ppm,
  min_minor, max_minor, limit_asset, starts_at, ends_at, reason
)
select %s, r.* from jsonb_to_recordset(%s) as r (
  kind text, order_id uuid, platform_user_id uuid, cohort_id uuid, token_id uuid, provider text,
  order_type text, rate_ppm integer, min_minor numeric, max_minor numeric, limit_asset text,
  starts_at timestamptz, ends_at timestamptz, reason text
)
on conflict do nothing
"""
MEMBERS = """
select m.platform_user_id::text as platform_user_id, m.cohort_id::text as cohort_id, c.priority,
  lower(m.valid) as since, upper(m.valid) as until
from cohort_members as m join cohorts as c on (c.domain_id, c.id) = (m.domain_id, m.cohort_id)
where m.domain_id = %s
"""
JOIN = """
insert into cohort_members (domain_id, cohort_id, platform_user_id, valid)
select u.domain_id, c.id, u.id, tstzrange('2026-01-01', '2026-02-10')
from platform_users as u join cohorts as c on c.domain_id = u.domain_id
where u.domain_id = %s and (get_byte(uuid_send(u.id), 3) + c.priority / 10) %% 2 = 0
"""


def _ids(db: Connection, table: str) -> list[str]:
    found = db.execute(f"select id::text from {table} where domain_id = %s order by id", [DOMAIN])
    return [row[0] for row in found]


def _rules(db: Connection) -> list[Rule]:
    with db.cursor(row_factory=dict_row) as cursor:
        rules = cursor.execute("select * from fee_rules where domain_id = %s", [DOMAIN]).fetchall()
    names = [name for name in WEIGHTS if name.endswith("_id")] + ["id"]
    return [rule | {n: rule[n] and str(rule[n]) for n in names} for rule in rules]


def _context(draw: random.Random, things: dict[str, list[Any]], members: list[Rule]) -> Context:
    context: Context = {
        scope: draw.choice(things[scope]) for scope in WEIGHTS if scope != "cohort_id"
    }
    context["at"] = moment(draw)
    context["cohorts"] = {
        held["cohort_id"]: held["priority"]
        for held in members
        if held["platform_user_id"] == context["platform_user_id"]
        and held["since"] <= context["at"]
        and (held["until"] is None or context["at"] < held["until"])
    }
    return context | {
        "value": draw.choice(
            [draw.randint(0, 200), draw.randint(0, 10**7), draw.randint(0, 10**30)]
        ),
        "discount": draw.choice([0, 0, 100_000, 333_333]),
        "parts": draw.choice([[], [350_000, 30_000, 20_000], [333_333, 333_333]]),
    }


@pytest.mark.row("C13", "C14", "C15", "C33", "C34")
def test_an_independent_resolver_agrees(db: Connection) -> None:
    seed = random.randrange(10**9)  # noqa: S311 - no secret
    draw = random.Random(seed)  # noqa: S311
    db.execute(JOIN, [DOMAIN])
    things: dict[str, list[Any]] = {
        "order_id": _ids(db, "orders"),
        "platform_user_id": _ids(db, "platform_users"),
        "cohort_id": _ids(db, "cohorts"),
        "token_id": _ids(db, "tokens"),
        "provider": PROVIDERS,
        "order_type": TYPES[:3],
    }
    wanted = [random_rule(draw, things) for _ in range(800)]
    db.execute(STORE, [DOMAIN, json.dumps(wanted, default=str)])
    rules = _rules(db)
    with db.cursor(row_factory=dict_row) as cursor:
        members = cursor.execute(MEMBERS, [DOMAIN]).fetchall()
    contexts = [_context(draw, things, members) for _ in range(2500)]
    asked = [{"place": place, **context} for place, context in enumerate(contexts)]
    db.execute("set local plan_cache_mode = force_generic_plan")
    answers = db.execute(ASK, [json.dumps(asked, default=str), DOMAIN]).fetchall()
    assert len(rules) > 250, seed
    lowered = 0
    for context, (_, terms, charged) in zip(contexts, answers, strict=True):
        winner, promotion = resolve(rules, context)
        lowered += promotion is not None
        told = (terms["rule_id"], terms["promotion_id"])
        assert told == (winner["id"], promotion and promotion["id"]), (seed, context)
        due = charge(
            winner, promotion, context["value"], "USDC", context["discount"], context["parts"]
        )
        assert {name: charged[name] for name in due} == due, (seed, context)
        assert (
            sum(charged["commissions_minor"]) + charged["platform_net_minor"]
            == charged["fee_minor"]
        )
    assert lowered > 100, seed
