"""What is earned equals an independent resolver, whatever tree, rules and trades there are."""

import json
import random
from datetime import timedelta
from fractions import Fraction
from typing import Any

import pytest

from .commissions import START, Row, earned, holds, random_rule, random_trades, random_tree
from .test_fee_resolution import DOMAIN
from .trades import Connection, ingest, transaction

STORE_USERS = """
insert into platform_users (domain_id, external_id, joined_at, status)
select %(domain)s, 'trader-' || u.name, %(start)s, u.status
from jsonb_to_recordset(%(users)s) as u (name text, status text);
update platform_users as u set referrer_id = r.id, referred_at = told.since
from jsonb_to_recordset(%(users)s) as told (name text, referrer text, since timestamptz),
  platform_users as r
where u.domain_id = %(domain)s and u.external_id = 'trader-' || told.name
  and r.domain_id = %(domain)s and r.external_id = 'trader-' || told.referrer;
insert into cohort_members (domain_id, cohort_id, platform_user_id, valid)
select %(domain)s, c.id, u.id, tstzrange('2026-01-01', null)
from jsonb_to_recordset(%(users)s) as told (name text, cohorts jsonb)
cross join lateral jsonb_array_elements(told.cohorts) as held (cohort)
join cohorts as c on c.domain_id = %(domain)s and c.name = held.cohort ->> 0
join platform_users as u on u.domain_id = %(domain)s and u.external_id = 'trader-' || told.name;
update commission_rules set ends_at = starts_at;
update referral_programmes set status = 'ended', live_during = '{}' where status = 'live';
insert into referral_programmes (domain_id, id, name, status, discount_ppm, levels, tier_basis,
  window_days, live_during, paused_during)
values (%(domain)s, md5('random')::uuid, 'Random', 'live', %(discount)s, %(levels)s, %(tier_basis)s,
  %(window_days)s, tstzmultirange(tstzrange(%(runs)s, %(ends)s))
  - tstzmultirange(tstzrange(%(pause)s, %(resume)s)),
  tstzmultirange(tstzrange(%(pause)s, %(resume)s)));
"""
STORE_RULES = """
insert into commission_rules (domain_id, programme_id, cohort_id, platform_user_id, level,
  min_volume_usd_minor, rate_ppm, bonus_ppm, bonus_volume_usd_minor, base, starts_at, ends_at,
  reason)
select %s, case told.scope when 'programme' then md5('random')::uuid end, c.id, u.id, told.level,
  told.min_volume_usd_minor, told.rate_ppm, told.bonus_ppm, told.bonus_volume_usd_minor, told.base,
  told.starts_at, told.ends_at, 'random'
from jsonb_to_recordset(%s) as told (scope text, whom text, level integer,
  min_volume_usd_minor numeric, rate_ppm integer, bonus_ppm integer, bonus_volume_usd_minor numeric,
  base text, starts_at timestamptz, ends_at timestamptz)
left join cohorts as c on c.domain_id = %s and told.scope = 'cohort' and c.name = told.whom
left join platform_users as u on u.domain_id = %s and told.scope = 'user'
  and u.external_id = 'trader-' || told.whom
on conflict do nothing
returning platform_user_id, cohort_id, level, min_volume_usd_minor::bigint, starts_at, ends_at
"""
EARNED = """
select t.chain_ref, a.level, right(u.external_id, 1), a.rate_ppm, a.base_minor::text::numeric,
  a.amount_minor, a.state
from commission_accruals as a
join transactions as t on (t.domain_id, t.id) = (a.domain_id, a.transaction_id)
join platform_users as u on (u.domain_id, u.id) = (a.domain_id, a.beneficiary_id)
where t.chain_ref ~ ':x' order by t.chain_ref, a.level
"""
UNBALANCED = """
select count(*) from fee_charges as c where (c.commission_minor, c.commission_usd_minor) <> (
  select coalesce(sum(a.amount_minor), 0), coalesce(sum(a.usd_minor), 0)
  from commission_accruals as a
  where (a.domain_id, a.transaction_id) = (c.domain_id, c.transaction_id) and a.state <> 'void'
)
"""


def _programme(draw: random.Random) -> Row:
    pause = START + timedelta(days=draw.randint(2, 5))
    return {
        "levels": draw.randint(1, 3),
        "tier_basis": draw.choice(["level_one", "network"]),
        "window_days": draw.choice([2, 30]),
        "discount": draw.choice([0, 100_000]),
        "runs": (START + timedelta(days=1), START + timedelta(days=8)),
        "paused": (pause, pause + timedelta(days=1)),
    }


def _store(db: Connection, programme: Row, users: dict[str, Row], rules: list[Row]) -> list[Row]:
    """Store all of it; return the rules that do not overlap one before."""
    named = {"runs": programme["runs"][0], "ends": programme["runs"][1]}
    named |= {"pause": programme["paused"][0], "resume": programme["paused"][1]}
    told = json.dumps([{"name": name} | user for name, user in users.items()], default=str)
    values = programme | named | {"domain": DOMAIN, "start": START - timedelta(days=20)}
    for statement in STORE_USERS.split(";\n"):
        if statement.strip():
            db.execute(statement, values | {"users": told})
    kept = []
    for rule in rules:
        told = json.dumps([rule], default=str)
        if db.execute(STORE_RULES, [DOMAIN, told, DOMAIN, DOMAIN]).fetchone():
            kept.append(rule)
    return kept


def _told(number: int, trade: Row) -> dict[str, Any]:
    at = trade["at"].strftime("%Y-%m-%dT%H:%M:%SZ")
    amounts = {"volume_usd_minor": trade["volume"], "fee_minor": str(trade["fee"])}
    over: dict[str, Any] = {"user": f"trader-{trade['user']}", "occurred_at": at, "at": at}
    return transaction(100 + number, **over, **amounts)


def _gross(programme: Row, users: dict[str, Row], trade: Row) -> int:
    user = users[trade["user"]]
    is_live = holds(programme["runs"], trade["at"]) and not holds(programme["paused"], trade["at"])
    if not (is_live and user["referrer"] and user["since"] <= trade["at"]):
        return int(trade["fee"])
    return round(Fraction(trade["fee"] * 10**6, 10**6 - programme["discount"]))


@pytest.mark.row("C35", "C36", "C38", "C57")
def test_an_independent_resolver_agrees(db: Connection) -> None:
    seed = random.randrange(10**9)  # noqa: S311 - no secret
    draw = random.Random(seed)  # noqa: S311
    seen = 0
    for _ in range(8):
        programme, users = _programme(draw), random_tree(draw)
        with db.transaction(force_rollback=True):
            rules = _store(db, programme, users, [random_rule(draw) for _ in range(25)])
            past: list[Row] = []
            wanted = []
            for day in range(10):
                trades = random_trades(draw, day)
                for trade in trades:
                    trade["gross"] = _gross(programme, users, trade)
                    reference = f"solana:x{100 + len(past) + trades.index(trade)}"
                    parts = earned(programme, users, rules, past, trade)
                    wanted += [(reference, *part) for part in parts]
                ingest(db, [_told(len(past) + place, trade) for place, trade in enumerate(trades)])
                past += trades
            assert db.execute(EARNED).fetchall() == sorted(wanted), f"seed {seed}"
            assert db.execute(UNBALANCED).fetchone() == (0,), f"seed {seed}"
            seen += sum(part[5] > 0 for part in wanted)
    assert seen > 0, seed
