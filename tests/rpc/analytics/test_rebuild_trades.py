"""What becomes of numbers of trades when what they are made of changes."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.rpc.commerce.trades import ingest, order, token, transaction, user
from tests.rpc.engagement.events import SITES, Connection

from .visits import as_filter, count, domain

REVISIONS = (
    "select day, metric, old_value::text, new_value::text, cause from metric_revisions"
    " where domain_id = %s order by revised_at, metric"
)


def at(days_ago: float) -> datetime:
    return datetime.now(UTC).replace(hour=12, minute=30, second=0) - timedelta(days=days_ago)


def trade(number: int, when: datetime, **over: Any) -> Any:
    return transaction(number, site_domain=SITES[0], occurred_at=when.isoformat(), **over)


def seen(db: Connection, as_person: Any, rpc: Callable[..., Any], **wanted: Any) -> Any:
    """Confirmed transactions and their volume of the last 90 days, as far as the filter means."""
    asked = as_filter(from_=at(90), to=at(-2), domain_ids=[domain(db, SITES[0])], **wanted)
    with as_person(db, "admin@admin.com"):
        [row] = rpc(db, "transaction_stats", filter=asked, time_zone="UTC")
    return row["transactions"], row["volume_usd_minor"]


def blocks(db: Connection) -> list[Any]:
    return db.execute("select * from private.trade_blocks order by 1, 2, 3, 4, 5").fetchall()


@pytest.mark.row("C20", "C22")
def test_the_same_trade_again_counts_once(
    db: Connection, as_person: Any, rpc: Callable[..., Any]
) -> None:
    for _ in range(2):
        ingest(db, [trade(1, at(3)), trade(1, at(3)), trade(2, at(3), status="failed")])
        assert seen(db, as_person, rpc) == (1, 100)
        count(db)
        assert seen(db, as_person, rpc) == (1, 100)


@pytest.mark.row("C22")
def test_a_token_that_is_told_anew_changes_no_volume(
    db: Connection, as_person: Any, rpc: Callable[..., Any]
) -> None:
    ingest(db, [token(1, site_domain=SITES[0]), trade(1, at(3))])
    count(db)
    before = blocks(db)
    later = "2026-04-01T00:00:00Z"
    ingest(db, [token(1, site_domain=SITES[0], symbol="OTHER", decimals=9, at=later)])
    count(db)
    assert seen(db, as_person, rpc) == (1, 100)
    assert blocks(db) == before


@pytest.mark.row("C20")
@pytest.mark.parametrize("is_counted", [True, False])
def test_a_trade_that_is_told_otherwise_leaves_where_it_was(
    db: Connection, as_person: Any, rpc: Callable[..., Any], *, is_counted: bool
) -> None:
    ingest(db, [trade(1, at(3))])
    count(db)
    later = {"at": "2026-04-01T00:00:00Z", "volume_usd_minor": 250}
    ingest(db, [trade(1, at(100), **later)])
    if is_counted:
        count(db)
    assert seen(db, as_person, rpc) == (0, 0)
    ingest(db, [trade(1, at(5), **later | {"at": "2026-04-02T00:00:00Z"})])
    if is_counted:
        count(db)
    assert seen(db, as_person, rpc) == (1, 250)
    db.execute("delete from transactions where chain_ref = 'solana:x1'")
    if is_counted:
        count(db)
        found = "select count(*) from private.trade_blocks where domain_id = %s"
        assert db.execute(found, [domain(db, SITES[0])]).fetchone() == (0,)
    assert seen(db, as_person, rpc) == (0, 0)


@pytest.mark.row("C20")
def test_a_clock_that_is_ahead_is_set_back(
    db: Connection, as_person: Any, rpc: Callable[..., Any]
) -> None:
    now = datetime.now(UTC)
    ingest(db, [trade(1, now + timedelta(days=300)), trade(2, now + timedelta(minutes=4))])
    for _ in range(2):
        assert seen(db, as_person, rpc) == (2, 200)
        hours = db.execute(
            "select private.hour_time(hour) from private.dirty_trades where domain_id = %s",
            [domain(db, SITES[0])],
        ).fetchall()
        assert all(hour <= now + timedelta(minutes=4) for (hour,) in hours)
        count(db)


@pytest.mark.row("C21")
@pytest.mark.parametrize("is_late", [True, False])
def test_what_is_known_later_counts_for_the_trades_before(
    db: Connection, as_person: Any, rpc: Callable[..., Any], *, is_late: bool
) -> None:
    told = [
        trade(1, at(3), order="order-x1"),
        token(1, site_domain=SITES[0], provider="raydium"),
        order(1, site_domain=SITES[0], provider="orca"),
        user(1, site_domain=SITES[0]),
        user(2, site_domain=SITES[0]),
    ]
    for entry in told if is_late else reversed(told):
        ingest(db, [entry])
        if is_late:
            count(db)
    count(db)
    assert seen(db, as_person, rpc, provider="orca") == (1, 100)
    assert seen(db, as_person, rpc, provider="raydium") == (0, 0)
    later = {"at": "2026-04-01T00:00:00Z", "site_domain": SITES[0]}
    ingest(db, [order(1, provider=None, **later)])
    count(db)
    assert seen(db, as_person, rpc, provider="raydium") == (1, 100)
    ingest(db, [token(1, provider="pump.fun", **later)])
    count(db)
    assert seen(db, as_person, rpc, provider="pump.fun") == (1, 100)
    assert seen(db, as_person, rpc, provider="raydium") == (0, 0)


@pytest.mark.row("C21", "C27")
def test_who_is_brought_or_joins_a_cohort_later_counts_so(
    db: Connection, as_person: Any, rpc: Callable[..., Any]
) -> None:
    ingest(db, [trade(1, at(3)), trade(2, at(1)), user(2, site_domain=SITES[0])])
    count(db)
    site = domain(db, SITES[0])
    assert seen(db, as_person, rpc, is_referred=True) == (0, 0)
    people = "select id from platform_users where domain_id = %s order by external_id"
    [(brought,), (by,)] = db.execute(people, [site]).fetchall()
    db.execute("select private.attach_referrer(%s, %s, %s)", [site, brought, by])
    found = db.execute(
        "insert into cohorts (domain_id, name, priority) values (%s, 'late', 1) returning id",
        [site],
    ).fetchone()
    assert found is not None
    db.execute(
        "insert into cohort_members (domain_id, cohort_id, platform_user_id, valid)"
        " values (%s, %s, %s, tstzrange(%s, null))",
        [site, found[0], brought, at(2)],
    )
    count(db)
    assert seen(db, as_person, rpc, is_referred=True) == (2, 200)
    assert seen(db, as_person, rpc, is_referred=False) == (0, 0)
    assert seen(db, as_person, rpc, cohort_id=str(found[0])) == (1, 100)
    end = [at(1) - timedelta(hours=1), site]
    db.execute(
        "update cohort_members set valid = tstzrange(lower(valid), %s) where domain_id = %s", end
    )
    count(db)
    assert seen(db, as_person, rpc, cohort_id=str(found[0])) == (0, 0)


@pytest.mark.row("C20", "R02")
def test_a_final_number_never_changes_in_silence(
    db: Connection, as_person: Any, rpc: Callable[..., Any]
) -> None:
    site = domain(db, SITES[0])
    ingest(db, [trade(1, at(20), fee_usd_minor=5), trade(2, at(2))])
    count(db)
    db.execute("delete from metric_revisions")
    late = trade(3, at(20), volume_usd_minor=str(10**25), fee_usd_minor=7)
    ingest(db, [late, trade(4, at(2))])
    ingest(db, [trade(5, at(20), status="failed")])
    count(db)
    day = at(20).date()
    assert db.execute(REVISIONS, [site]).fetchall() == [
        (day, "fees_usd_minor", "5", "12", "trades"),
        (day, "transactions", "1", "2", "trades"),
        (day, "volume_usd_minor", "100", str(10**25 + 100), "trades"),
    ]
    db.execute("update transactions set status = 'reverted' where chain_ref = 'solana:x1'")
    db.execute("update private.dirty_trades set cause = 'first_fill'")
    count(db)
    assert len(db.execute(REVISIONS, [site]).fetchall()) == 3
    assert seen(db, as_person, rpc) == (3, 10**25 + 200)


@pytest.mark.row("C20")
def test_the_worker_takes_so_many_hours_at_once(db: Connection) -> None:
    ingest(db, [trade(number, at(number)) for number in range(1, 6)])
    assert count(db, 2)["is_waiting"]
    left = "select count(distinct (domain_id, hour)) from private.dirty_trades"
    assert db.execute(left).fetchone() == (3,)
    assert count(db, 2)["is_waiting"]
    assert not count(db, 2)["is_waiting"]
    assert db.execute(left).fetchone() == (0,)


@pytest.mark.row("C23", "C29")
def test_another_charge_is_counted_anew(
    db: Connection, as_person: Any, rpc: Callable[..., Any]
) -> None:
    ingest(db, [trade(1, at(3), fee_usd_minor=50), trade(2, at(3), fee_usd_minor=7)])
    count(db)
    asked = as_filter(from_=at(9), to=at(1), domain_ids=[domain(db, SITES[0])])
    site = domain(db, SITES[0])
    for query, fee, net in (
        ("update fee_charges set commission_usd_minor = 20 where usd_minor = 50", 57, 37),
        ("delete from fee_charges where usd_minor = 7", 50, 30),
    ):
        db.execute(query)
        for _ in range(2):
            with as_person(db, "admin@admin.com"):
                [row] = rpc(db, "fee_stats", filter=asked)
            assert (row["fees_usd_minor"], row["net_usd_minor"]) == (fee, net)
            count(db)
    causes = "select cause from private.dirty_trades where domain_id = %s"
    db.execute("update fee_charges set updated_at = now() where domain_id = %s", [site])
    assert db.execute(causes, [site]).fetchall() == [("charges",)]


@pytest.mark.row("C27", "C29")
def test_whoever_is_brought_stands_above_those_that_they_brought(
    db: Connection, as_person: Any, rpc: Callable[..., Any]
) -> None:
    told = [user(number, site_domain=SITES[0]) for number in (2, 3, 4)]
    ingest(db, [*told, trade(1, at(3)), *(trade(9, at(2), user="trader-4"),)])
    site = domain(db, SITES[0])
    people = "select id from platform_users where domain_id = %s order by external_id"
    one, two, three, four = (row[0] for row in db.execute(people, [site]).fetchall())
    asked = as_filter(from_=at(9), to=at(1), domain_ids=[site])
    attach = "select private.attach_referrer(%s, %s, %s)"
    for brought, by, levels in (
        (one, two, [1, 0, 0]), (two, three, [1, 1, 0]), (three, four, [1, 1, 1])
    ):  # fmt: skip
        db.execute(attach, [site, brought, by])
        count(db)
        with as_person(db, "admin@admin.com"):
            found = rpc(db, "referral_revenue", filter=asked)
        assert [row["transactions"] for row in found] == levels
