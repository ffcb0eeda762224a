"""Where our counts and Amplitude's differ, by day and kind."""

from datetime import date
from typing import Any

import pytest
from psycopg.types.json import Jsonb

from tests.rpc.integrations.hubspot import (
    ADMIN,
    ANON,
    SERVICE,
    USER,
    Connection,
    call,
    domain,
    refusal,
)

from .amplitude import had, tell
from .log import COOKING

pytestmark = pytest.mark.row("C50", "C16")
TWIN = "toto.example"
FIRST, LAST = date(2026, 3, 1), date(2026, 3, 4)


def pull(db: Connection, uploaded: int, *counts: dict[str, Any], site: str = COOKING) -> None:
    args: dict[str, Any] = {"uploaded_on": date(2026, 3, uploaded), "counts": Jsonb(list(counts))}
    call(db, SERVICE, "report_event_export", domain_id=domain(db, site), **args)


def differences(db: Connection, first: date = FIRST, last: date = LAST) -> list[tuple[Any, ...]]:
    args: dict[str, Any] = {"begins_on": first, "ends_on": last}
    rows = call(db, ADMIN, "event_reconciliation", domain_id=domain(db, COOKING), **args)
    return [
        (row["day"].day, row["event_type"], row["ours"], row["pulled"], row["difference"])
        for row in rows
    ]


@pytest.fixture
def log(db: Connection) -> Connection:
    """Two orders on the first of March, the last at its last second; three on the second."""
    db.execute("delete from event_exports")
    tell(db, 1, occurred_at="2026-03-01T00:00:00Z")
    tell(db, 2, occurred_at="2026-03-01T23:59:59Z")
    tell(db, 3, 4, 5, occurred_at="2026-03-02T00:00:00Z")
    tell(db, 6, occurred_at="2026-03-01T10:00:00Z", is_test=True)
    tell(db, 7, occurred_at="2026-03-01T10:00:00Z", actor_kind="system", actor_id="job")
    tell(db, 8, occurred_at="2026-02-28T23:59:59Z")
    tell(db, 9, occurred_at="2026-03-04T00:00:00Z")
    tell(db, 10, occurred_at="2026-03-02T09:00:00Z", site_domain=TWIN, name="page_pinged")
    return db


def test_differences_are_listed_and_nothing_else(log: Connection) -> None:
    assert differences(log) == [], "nothing was pulled"
    pull(log, 1, had(1, 2))
    assert differences(log) == [], "the first is right, and the second was not pulled"
    pull(log, 3, had(2, 1), had(2, 4, "unknown"), had(4, 7), had(3, 0))
    assert differences(log) == [
        (2, "order_placed", 3, 1, -2), (2, "unknown", 0, 4, 4),
    ]  # fmt: skip
    # What is uploaded later counts for its day; a day that is told again is replaced.
    pull(log, 4, had(2, 2), had(1, 1))
    assert differences(log) == [(1, "order_placed", 2, 3, 1), (2, "unknown", 0, 4, 4)]
    pull(log, 3, had(2, 1))
    assert differences(log) == [(1, "order_placed", 2, 3, 1)]
    assert differences(log, date(2026, 3, 2)) == []
    pull(log, 4)
    assert differences(log) == [(2, "order_placed", 3, 1, -2)]
    assert differences(log, date(2026, 2, 28))[0] == (28, "order_placed", 1, 0, -1)
    assert differences(log, FIRST, date(2026, 3, 2)) == []


@pytest.mark.row("R25")
def test_twins_are_counted_apart(log: Connection) -> None:
    pull(log, 1, had(1, 2))
    pull(log, 3, had(2, 3), had(1, 9), site=TWIN)
    assert differences(log) == [], "what the other's export has or was pulled is nothing here"
    pull(log, 2, had(2, 3))
    assert differences(log) == []
    log.execute(
        "update event_log set domain_id = %s where id::text like '%%3'", [domain(log, TWIN)]
    )
    assert differences(log) == [(2, "order_placed", 2, 3, 1)]


@pytest.mark.row("R25")
def test_who_may_and_what_it_takes(db: Connection) -> None:
    here = domain(db, COOKING)
    args: dict[str, Any] = {"domain_id": here, "begins_on": FIRST, "ends_on": LAST}
    for actor in (USER, "support@demo.example", ANON, SERVICE):
        assert str(refusal(db, actor, "event_reconciliation", **args)).startswith("42501")
    bad = "22023 INVALID_INPUT"
    for ends in (FIRST, date(2026, 6, 2), None):
        assert refusal(db, ADMIN, "event_reconciliation", **{**args, "ends_on": ends}) == bad
    assert (
        refusal(db, ADMIN, "event_reconciliation", **{**args, "ends_on": date(2026, 6, 1)}) is None
    )
    db.execute(
        "insert into person_permissions (person_id, resource, action, effect, domain_id, reason)"
        " values (tests.person(%s), 'integrations', 'view', 'allow', %s, 'x')",
        [USER, domain(db, "abtasty.com")],
    )
    assert refusal(db, USER, "event_reconciliation", **args) == "42501 PERMISSION_DENIED"
    mine = {**args, "domain_id": domain(db, "abtasty.com")}
    assert refusal(db, USER, "event_reconciliation", **mine) is None
