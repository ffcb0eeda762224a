"""Users of a platform are active by its event log, whatever becomes of the events."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from tests.rpc.engagement.events import SITES, Connection, event, ingest, make_id

from .users import add_kinds, tell, told
from .visits import as_filter, count, domain

AT = datetime(2026, 3, 2, 12, tzinfo=UTC)
REVISIONS = (
    "select old_value, new_value, cause from metric_revisions where metric = 'active'"
    " and domain_id = %s"
)


@pytest.fixture(autouse=True)
def kinds(db: Connection, sites: None) -> None:
    add_kinds(db)


def dau(db: Connection, as_person: Any, rpc: Callable[..., Any], site: str = SITES[0]) -> int:
    count(db)
    begin, end = AT.replace(hour=0), AT.replace(day=3, hour=0)
    wanted = as_filter(from_=begin, to=end, domain_ids=[domain(db, site)])
    with as_person(db, "admin@admin.com"):
        [row] = rpc(db, "activity_series", filter=wanted, time_zone="UTC")
    active: int = row["active"]
    return active


def switch(db: Connection, as_person: Any, is_active: bool) -> None:
    call = "select update_event_type(%s, 'order_placed', 1, %s)"
    with as_person(db, "admin@admin.com", "aal2"):
        db.execute(call, [domain(db, SITES[0]), is_active])


@pytest.mark.row("C17", "C47")
def test_what_is_switched_off_counts_no_more_in_the_past_too(
    db: Connection, as_person: Any, rpc: Callable[..., Any]
) -> None:
    for site in SITES:
        over = {"site_domain": site}
        tell(db, [told("order", "one", AT, **over), told("again", "two", AT, **over)])
        tell(db, [told("came in", "two", AT, name="user_signed_in", **over)])
    assert dau(db, as_person, rpc) == 2
    switch(db, as_person, False)
    assert dau(db, as_person, rpc) == 1
    assert dau(db, as_person, rpc, SITES[1]) == 2
    switch(db, as_person, True)
    assert dau(db, as_person, rpc) == 2
    found = set(db.execute(REVISIONS, [domain(db, SITES[0])]).fetchall())
    assert found == {(0, 2, "events"), (2, 1, "event_types"), (1, 2, "event_types")}
    assert db.execute(REVISIONS, [domain(db, SITES[1])]).fetchall() == [(0, 2, "events")]


@pytest.mark.row("C17")
def test_a_user_and_a_visitor_are_two_persons_and_a_user_is_one_in_each_domain(
    db: Connection, as_person: Any, rpc: Callable[..., Any]
) -> None:
    ingest(db, [event("seen", occurred_at=AT.isoformat(), received_at=AT.isoformat())])
    tell(db, [told("order", make_id("visitor"), AT), told("again", make_id("visitor"), AT)])
    tell(db, [told("there", make_id("visitor"), AT, site_domain=SITES[1])])
    assert dau(db, as_person, rpc) == 2
    assert dau(db, as_person, rpc, SITES[1]) == 1


@pytest.mark.row("C17")
def test_a_test_a_colleague_and_a_program_are_no_users(
    db: Connection, as_person: Any, rpc: Callable[..., Any]
) -> None:
    tell(db, [told("test", "one", AT, is_test=True)])
    tell(db, [told(kind, "two", AT, actor_kind=kind) for kind in ("bo_user", "integration")])
    tell(db, [told("system", "three", AT, actor_kind="system")])
    assert dau(db, as_person, rpc) == 0
    tell(db, [told("user", "three", AT)])
    assert dau(db, as_person, rpc) == 1


@pytest.mark.row("C17", "C47")
def test_what_was_set_aside_counts_when_it_is_taken(
    db: Connection, as_person: Any, rpc: Callable[..., Any]
) -> None:
    tell(db, [told("unknown", "one", AT, name="order_filled")])
    assert dau(db, as_person, rpc) == 0
    aside = db.execute(
        "select array_agg(id) from event_quarantine where domain_id = %s", [domain(db, SITES[0])]
    ).fetchone()
    assert aside is not None
    with as_person(db, "admin@admin.com", "aal2"):
        rpc(
            db, "reingest_events", domain_id=domain(db, SITES[0]), quarantine_ids=aside[0],
            changes={"name": "order_placed"},
        )  # fmt: skip
    assert dau(db, as_person, rpc) == 1


@pytest.mark.row("C17")
def test_events_that_are_erased_count_no_more(
    db: Connection, as_person: Any, rpc: Callable[..., Any]
) -> None:
    tell(db, [told("order", "one", AT), told("again", "two", AT)])
    assert dau(db, as_person, rpc) == 2
    db.execute("delete from event_log where actor_id = 'one'")
    assert dau(db, as_person, rpc) == 1
