"""What a rule would have earned is what its orders are quoted once it is really there."""

import json
import random
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import psycopg
import pytest

from .fees import START, TYPES, moment, random_rule
from .shadow import cast_shadow
from .test_fee_resolution import DOMAIN, JOIN, PROVIDERS, STORE
from .trades import Connection, Entry, ingest, order, transaction

NEW = """
select c.id, c.volume_usd_minor, c.discount_ppm, c.rate_ppm, c.usd_minor, c.order_id,
  case when o.id is not null then private.order_context(o) else row(
    c.domain_id, c.platform_user_id, c.token_id, null, c.order_type, null, c.occurred_at
  )::private.fee_context end as context
from fee_charges as c
left join orders as o on (o.domain_id, o.id) = (c.domain_id, c.order_id)
where c.domain_id = %s and c.occurred_at >= %s and c.occurred_at < %s
"""
QUOTED = (
    "select fresh.*, (told.quote ->> 'rate_ppm')::integer, exists (select from"
    " jsonb_to_recordset(told.quote -> 'candidates') as k (rule_id uuid) where k.rule_id = %s)"
    f" from ({NEW}) as fresh"
    " cross join lateral (select private.freeze_fee(context) as quote) as told"
)
SPAN = [START + timedelta(days=5), START + timedelta(days=50)]


def trade(draw: random.Random, number: int) -> list[Entry]:
    """A trade, mostly with its order, of few users, tokens and types."""
    at = moment(draw)
    deal: Entry = {
        "user": f"user-100{draw.randint(1, 4)}",
        "token": {"chain": "solana", "address": draw.choice(["So11111111", "Ladle22222"])},
        "type": draw.choice(TYPES[:3]),
        "at": "2026-06-01T00:00:00Z",
    }
    name = draw.choice([f"order-x{number}", None])
    amounts = {"volume_usd_minor": draw.randrange(10**7), "fee_minor": draw.randrange(1, 10**6)}
    told = transaction(number, order=name, occurred_at=at.isoformat(), **deal, **amounts)
    if name is None:
        return [told]
    provider = draw.choice([*PROVIDERS, None])
    return [order(number, placed_at=at.isoformat(), provider=provider, **deal), told]


def fill(db: Connection, draw: random.Random) -> dict[str, list[Any]]:
    """Trades under random rules of a platform, whose first fee was there before them."""
    cast_shadow(db)
    db.execute(JOIN, [DOMAIN])
    db.execute("set constraints all immediate")  # Nothing is left to do when triggers are changed.
    db.execute("alter table fee_rules disable trigger user, enable trigger a_mirror")
    db.execute(
        "update fee_rules set starts_at = '2025-12-01' where domain_id = %s and specificity = 0"
        " and starts_at = (select min(starts_at) from fee_rules where domain_id = %s)",
        [DOMAIN, DOMAIN],
    )

    def ids(table: str) -> list[str]:
        query = f"select id::text from {table} where domain_id = %s order by id"
        return [row[0] for row in db.execute(query, [DOMAIN])]

    things = {
        "order_id": [None],
        "platform_user_id": ids("platform_users"),
        "cohort_id": ids("cohorts"),
        "token_id": ids("tokens"),
        "provider": PROVIDERS,
        "order_type": TYPES[:3],
    }
    rules = [random_rule(draw, things) for _ in range(60)]
    db.execute(STORE, [DOMAIN, json.dumps(rules, default=str)])
    for start in range(0, 240, 60):
        ingest(db, [one for number in range(start, start + 60) for one in trade(draw, number)])
    return things


def simulate(
    db: Connection, as_person: Any, rpc: Callable[..., Any], rule: dict[str, Any]
) -> dict[str, Any]:
    scopes = ("platform_user_id", "cohort_id", "token_id", "provider", "order_type")
    scope = {key: rule[key] for key in scopes if rule[key] is not None}
    with as_person(db, "business@demo.example", "aal2"):
        [found] = rpc(
            db, "simulate_fee_rule", domain_id=DOMAIN, scope=scope, rate_ppm=rule["rate_ppm"],
            kind=rule["kind"], since=SPAN[0], before=SPAN[1],
        )  # fmt: skip
    row: dict[str, Any] = found
    return row


def half_even(exact: int, digits: int) -> int:
    whole, rest = divmod(exact, 10**digits)
    return whole + (2 * rest > 10**digits or (2 * rest == 10**digits and whole % 2))


@pytest.mark.row("C13", "C25", "C33", "C34")
def test_a_rule_that_is_really_made_charges_the_same(
    db: Connection, as_person: Any, rpc: Callable[..., Any]
) -> None:
    seed = random.randrange(10**9)  # noqa: S311 - no secret
    draw = random.Random(seed)  # noqa: S311
    things = fill(db, draw)
    matched = changed = 0
    for _ in range(60):
        rule = random_rule(draw, things) | {"starts_at": START, "ends_at": START + timedelta(999)}
        rule |= {"min_minor": None, "max_minor": None, "limit_asset": None}
        found = simulate(db, as_person, rpc, rule)
        with db.transaction(force_rollback=True):
            # It stands in for those of the same scope.
            db.execute(
                "update fee_rules set ends_at = starts_at where domain_id = %s and kind = %s"
                " and private.fee_scope(fee_rules) = jsonb_strip_nulls(%s::jsonb)",
                [DOMAIN, rule["kind"], json.dumps({key: rule[key] for key in things})],
            )
            made = db.execute(
                STORE + " returning id", [DOMAIN, json.dumps([rule], default=str)]
            ).fetchone()
            assert made is not None, seed
            rows = db.execute(QUOTED, [made[0], DOMAIN, *SPAN]).fetchall()
        mine = [row for row in rows if row[-1]]
        other = [row for row in mine if row[-2] != row[3]]
        after = {
            row[0]: half_even(int(row[1]) * row[-2] * (10**6 - row[2]), 12) - int(row[4])
            for row in other
        }
        assert (found["matched"], found["changed"]) == (len(mine), len(other)), (seed, rule)
        assert found["matched_orders"] == len({row[5] for row in mine} - {None})
        assert found["volume_usd_minor"] == sum(row[1] for row in mine)
        assert found["fees_usd_minor"] == sum(row[4] for row in mine)
        assert found["difference_usd_minor"] == sum(after.values()), (seed, rule)
        assert (
            found["fees_under_rule_usd_minor"]
            == found["fees_usd_minor"] + found["difference_usd_minor"]
        )
        matched += len(mine)
        changed += len(other)
    assert matched > 300, seed
    assert changed > 50, seed


@pytest.mark.row("C13", "C25")
def test_without_a_time_it_is_the_last_month(
    db: Connection, as_person: Any, rpc: Callable[..., Any]
) -> None:
    with as_person(db, "business@demo.example"):
        [row] = rpc(db, "simulate_fee_rule", domain_id=DOMAIN, scope={}, rate_ppm=1)
    begins = db.execute(
        "select date_trunc('month', now(), 'UTC'),"
        " (date_trunc('month', now() at time zone 'UTC') - interval '1 month') at time zone 'UTC'"
    ).fetchone()
    assert (row["before_at"], row["since_at"]) == begins


@pytest.mark.row("C13")
@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"rate_ppm": -1}, "rate_ppm"),
        ({"rate_ppm": 1000001}, "rate_ppm"),
        ({"rate_ppm": None}, "rate_ppm"),
        ({"kind": "gift"}, "kind"),
        ({"kind": None}, "kind"),
        ({"scope": {"venue": "web"}}, "scope"),
        ({"since": "2026-02-01T00:00:00Z", "before": "2026-02-01T00:00:00Z"}, "before"),
        ({"since": "2025-01-01T00:00:00Z", "before": "2026-02-06T00:00:01Z"}, "before"),
    ],
)
def test_what_is_no_rule_is_refused(
    db: Connection, as_person: Any, rpc: Callable[..., Any], given: dict[str, Any], field: str
) -> None:
    asked = {"domain_id": DOMAIN, "scope": {}, "rate_ppm": 1} | given
    with (
        pytest.raises(psycopg.errors.InvalidParameterValue, match=f"^{field}: "),
        as_person(db, "business@demo.example"),
    ):
        rpc(db, "simulate_fee_rule", **asked)
