"""Statements equal an independent book of the same changes, whatever becomes of trades."""

import random
from collections import Counter
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from .commissions import START
from .line import traded
from .test_fee_resolution import DOMAIN
from .trades import Connection, ingest

OWED = """
select a.id, u.external_id, a.asset, a.level, a.rule_id, a.amount_minor::bigint, a.state
from commission_accruals as a
join platform_users as u on (u.domain_id, u.id) = (a.domain_id, a.beneficiary_id)
join transactions as t on (t.domain_id, t.id) = (a.domain_id, a.transaction_id)
where t.chain_ref ~ ':x'
"""
STATEMENT = """
select s.asset, s.opening_minor::bigint, s.accrued_minor::bigint, s.reversed_minor::bigint,
  s.claimed_minor::bigint, s.closing_minor::bigint, s.parts
from platform_users as u,
  commission_statement(u.domain_id, u.id, %s, %s) as s
where u.domain_id = %s and u.external_id = %s
"""
LINES = """
select l.kind, l.asset, l.level, l.amount_minor::bigint
from platform_users as u, list_commission_movements(jsonb_build_object(
  'platform_user_id', u.id, 'from', %s::text, 'to', %s::text
), null, 500) as l
where u.domain_id = %s and u.external_id = %s
"""
CLAIM = """
select claim_commissions(u.domain_id, u.id, %s) from platform_users as u
where u.domain_id = %s and u.external_id = %s
"""
VOID = """
select private.void_commissions(u.domain_id, u.id) from platform_users as u
where u.domain_id = %s and u.external_id = %s
"""
REDATE = """
with redated as (
  update commission_movements set booked_at = %s where booked_at = now()
  returning domain_id, beneficiary_id, booked_at
)
insert into private.dirty_commissions (domain_id, beneficiary_id, month)
select distinct domain_id, beneficiary_id, date_trunc('month', booked_at at time zone 'UTC')
from redated
"""
# What the book says is owed and was paid out, against the commissions and the payouts.
UNBALANCED = """
select u.id from platform_users as u
where u.domain_id = %s and ((
  select coalesce(sum(m.amount_minor), 0) from commission_movements as m
  where (m.domain_id, m.beneficiary_id) = (u.domain_id, u.id)
) <> (
  select coalesce(sum(a.amount_minor), 0) from commission_accruals as a
  where (a.domain_id, a.beneficiary_id) = (u.domain_id, u.id) and a.state = 'accrued'
) or (
  select coalesce(sum(m.amount_minor), 0) from commission_movements as m
  where (m.domain_id, m.beneficiary_id) = (u.domain_id, u.id) and m.kind = 'claimed'
) <> (
  select coalesce(-sum(p.amount_minor), 0) from commission_payouts as p
  where (p.domain_id, p.platform_user_id) = (u.domain_id, u.id)
))
"""
LAST = 30
USERS = [f"trader-{number}" for number in range(1, 6)]
Book = list[dict[str, Any]]


def _owed(db: Connection) -> dict[Any, tuple[Any, ...]]:
    return {row[0]: row[1:] for row in db.execute(OWED).fetchall()}


def _note(book: Book, day: int, before: dict[Any, Any], after: dict[Any, Any]) -> None:
    """Book what differs: what was owed and is not, what is owed and was not, what was paid."""
    for key, (who, asset, level, rule, amount, state) in after.items():
        was = before.get(key)
        entry = {"day": day, "who": who, "asset": asset, "level": level, "rule": rule}
        owed = was if was and was[5] == "accrued" and was[4] else None
        if owed and (state == "void" or owed[:5] != (who, asset, level, rule, amount)):
            old = {"who": owed[0], "asset": owed[1], "level": owed[2], "rule": owed[3]}
            book.append(entry | old | {"kind": "reversed", "amount": -owed[4]})
            owed = None
        is_new = owed is None and not (was and was[5] == "claimed")
        if is_new and state != "void" and amount:
            book.append(entry | {"kind": "accrued", "amount": amount})
        if state == "claimed" and not (was and was[5] == "claimed"):
            book.append(entry | {"kind": "claimed", "amount": -amount})


def _happen(db: Connection, draw: random.Random, day: int) -> None:
    """Let trades come, be told again otherwise, be paid out, or a user be deleted."""
    at = f"2026-10-01T00:{day:02}:00Z"
    what = draw.choice(["trades", "trades", "trades", "claim", "void"])
    if what == "claim" or day % 10 == 9:
        for who in USERS if day % 10 == 9 else [draw.choice(USERS)]:
            db.execute(CLAIM, [f"claim {day}", DOMAIN, who])
    elif what == "void":
        db.execute(VOID, [DOMAIN, draw.choice(USERS)])
    else:
        told = {"at": at, "occurred_at": "2026-09-10T10:00:00Z"}
        told |= {"status": draw.choice(["confirmed"] * 4 + ["reverted"])}
        told |= {"fee_asset": draw.choice(["USDC", "USDC", "SOL"])}
        fee = draw.choice([0, 1000, 1000, draw.randint(1, 10**12)])
        numbers = draw.sample(range(1, 13), 3)
        ingest(db, [traded(n, draw.randint(2, 5), 100, fee, **told) for n in numbers])


def _stated(book: Book, since: int, before: int) -> list[tuple[Any, ...]]:
    """Return asset, opening, accrued, reversed, claimed, closing and parts of those of a user."""
    told = []
    for asset in sorted({entry["asset"] for entry in book}):
        known = [e for e in book if e["asset"] == asset and e["day"] < before]
        inside = [e for e in known if e["day"] >= since]
        kinds, parts = Counter[str](), Counter[tuple[Any, ...]]()
        for entry in inside:
            kinds[entry["kind"]] += entry["amount"]
            parts[entry["kind"], entry["level"], entry["rule"]] += entry["amount"]
        closing = sum(e["amount"] for e in known)
        opening = closing - sum(kinds.values())
        if inside or closing:
            moved = [kinds[kind] for kind in ("accrued", "reversed", "claimed")]
            told.append((asset, opening, *moved, closing, parts))
    return told


def _read(db: Connection, days: tuple[int, int], who: str) -> list[tuple[Any, ...]]:
    told = []
    for *totals, parts in db.execute(STATEMENT, [*_times(days), DOMAIN, who]).fetchall():
        summed = Counter[tuple[Any, ...]]()
        for part in parts:
            rule = part["rule_id"] and UUID(part["rule_id"])
            summed[part["kind"], part["level"], rule] += part["amount_minor"]
        told.append((*totals, summed))
    return told


def _times(days: tuple[int, int]) -> list[str]:
    return [_time(day).isoformat() for day in days]


def _time(day: int) -> datetime:
    """Return when a day of the book is: over two days each, so that they are of several months."""
    return START + timedelta(hours=50 * day)


def _lines(book: Book, since: int, before: int) -> list[tuple[Any, ...]]:
    inside = [entry for entry in book if since <= entry["day"] < before]
    return sorted((e["kind"], e["asset"], e["level"], e["amount"]) for e in inside)


@pytest.mark.row("C57")
def test_statements_equal_an_independent_book(line: Connection, as_person: Any) -> None:
    seed = random.randrange(10**9)  # noqa: S311 - no secret
    draw = random.Random(seed)  # noqa: S311
    line.execute("alter table commission_movements disable trigger refuse_change")
    book: Book = []
    for day in range(LAST):
        before = _owed(line)
        _happen(line, draw, day)
        _note(book, day, before, _owed(line))
        line.execute(REDATE, [_time(day)])
        line.execute("select private.rebuild_commissions(%s)", [draw.choice([0, 1, 3, 100])])
    assert {entry["kind"] for entry in book} == {"accrued", "reversed", "claimed"}, seed
    for who in USERS:
        own = [entry for entry in book if entry["who"] == who]
        for _ in range(6):
            since, before = sorted((draw.randrange(LAST + 1), draw.randrange(LAST + 1)))
            with as_person(line, "business@demo.example"):
                told = _read(line, (since, before), who)
                lines = line.execute(LINES, [*_times((since, before)), DOMAIN, who]).fetchall()
            assert told == _stated(own, since, before), (seed, who, since, before)
            assert sorted(lines) == _lines(own, since, before), (seed, who, since, before)
    assert line.execute(UNBALANCED, [DOMAIN]).fetchall() == [], seed
