"""What came before the copy was switched on is copied afterwards, once, beside live events."""

from datetime import timedelta
from typing import Any

import pytest

from tests.rpc.integrations.hubspot import (
    ADMIN,
    ANON,
    SERVICE,
    USER,
    Connection,
    domain,
    refusal,
    value,
)

from .amplitude import (
    KEY,
    claim,
    identify,
    numbers,
    report,
    switch_on,
    tell,
)
from .backfills import ask, next_page, progress, tell_before
from .log import COOKING, START

pytestmark = pytest.mark.row("C16", "C45")
TWIN = "toto.example"


def test_what_came_before_goes_through_the_batch_api(db: Connection) -> None:
    tell_before(db, 1, 3, 2)
    tell_before(db, 4, actor_kind="system", actor_id="job")
    tell_before(db, 5, is_test=True)
    switch_on(db, region="eu")
    tell(db, 6)
    db.execute("update event_log set received_at = now() + '1 minute' where id = %s", [identify(6)])
    made = ask(db)
    assert progress(db, made) == (3, 0, False)
    found = next_page(db)
    assert found is not None
    assert found["url"] == "https://api.eu.amplitude.com/batch"
    assert found["body"]["api_key"] == KEY
    assert found["body"]["events"][0] == {
        "user_id": "user-1", "event_type": "order_placed", "insert_id": identify(1),
        "time": int((START + timedelta(hours=1)).timestamp() * 1000),
        "event_properties": {"amount_minor": 1},
    }  # fmt: skip
    assert numbers(found) == [1, 2, 3]
    assert next_page(db, "w2") is None
    # The live one does not wait for it, and its order is its own.
    live = claim(db)
    assert live is not None
    assert numbers(live) == [6]
    assert report(db, live, status_code=200) is None
    assert report(db, found, status_code=200) is None
    assert progress(db, made) == (3, 3, True)
    assert next_page(db) is None
    delivered = value(db, "select array_agg(events) from private.event_deliveries")
    assert delivered == [1], "its age is no lag"
    switch_on(db, region="us")
    tell_before(db, 2000)
    ask(db, 1999, 2001)
    again = next_page(db)
    assert again is not None
    assert again["url"] == "https://api2.amplitude.com/batch"


def test_hours_are_half_open_and_filled_in_once(db: Connection) -> None:
    tell_before(db, 1, 2, 3, 4)
    switch_on(db)
    made = ask(db, 2, 4)
    found = next_page(db)
    assert found is not None
    assert numbers(found) == [2, 3]
    assert made["ends_at"] - made["begins_at"] == timedelta(hours=2)
    args = {"domain_id": domain(db, COOKING), "reason": "x", "ends_at": START + timedelta(hours=9)}

    def answer(hour: int, **over: Any) -> str | None:
        begin = START + timedelta(hours=hour)
        return refusal(db, ADMIN, "request_event_backfill", **{**args, "begins_at": begin, **over})

    assert answer(3) == "23P01 BACKFILL_OVERLAPS"
    assert answer(9) == "22023 INVALID_INPUT"
    assert answer(4, ends_at=None) == "22023 INVALID_INPUT"
    assert answer(4) is None


@pytest.mark.row("R25")
def test_twins_are_copied_apart(db: Connection) -> None:
    """Events of another domain with the same ids, and its back-fill of the same time."""
    tell_before(db, 1, 2)
    copy = (
        "insert into event_log select (jsonb_populate_record(e, jsonb_build_object('domain_id',"
        " %s::uuid, 'properties', '{\"of\": \"twin\"}'::jsonb))).* from event_log as e"
        " where e.source = 'test'"
    )
    db.execute("delete from event_catalog where domain_id = %s", [domain(db, TWIN)])
    db.execute(
        "insert into event_catalog select (jsonb_populate_record(c, jsonb_build_object('domain_id',"
        " %s::uuid))).* from event_catalog as c where c.domain_id = %s and c.name = 'order_placed'",
        [domain(db, TWIN), domain(db, COOKING)],
    )
    db.execute(copy, [domain(db, TWIN)])
    for site in (COOKING, TWIN):
        switch_on(db, site)
    made = {site: ask(db, site=site) for site in (COOKING, TWIN)}
    db.execute("update event_backfills set id = %s where queued > 0", [made[COOKING]["id"]])
    db.execute(
        "update private.outbox set dedupe_key = replace(dedupe_key, %s, %s || ':twin')",
        [str(made[TWIN]["id"]), str(made[COOKING]["id"])],
    )
    made[TWIN]["id"] = made[COOKING]["id"]
    db.execute(
        "update event_catalog set is_active = false where domain_id = %s", [domain(db, TWIN)]
    )
    by_domain = {}
    while (found := next_page(db)) is not None:
        by_domain[found["domain_id"]] = found["body"]["events"]
        if found["domain_id"] == domain(db, COOKING):
            report(db, found, status_code=200)
    assert len(by_domain) == 2
    assert {str(e["event_properties"]) for e in by_domain[domain(db, TWIN)]} == {"{'of': 'twin'}"}
    assert "twin" not in str(by_domain[domain(db, COOKING)])
    assert progress(db, made[COOKING]) == (2, 2, True)
    assert progress(db, made[TWIN]) == (2, 0, False)


@pytest.mark.row("R25")
def test_who_may(db: Connection) -> None:
    args = {"domain_id": domain(db, COOKING), "begins_at": START,
            "ends_at": START + timedelta(hours=9), "reason": "x"}  # fmt: skip
    assert refusal(db, ADMIN, "request_event_backfill", **args) == "PT409 NOT_CONFIGURED"
    switch_on(db, TWIN)
    assert refusal(db, ADMIN, "request_event_backfill", **args) == "PT409 NOT_CONFIGURED"
    switch_on(db)
    for actor in (USER, "support@demo.example", ANON, SERVICE):
        assert str(refusal(db, actor, "request_event_backfill", **args)).startswith("42501")
    blank = {**args, "reason": " "}
    assert refusal(db, ADMIN, "request_event_backfill", **blank) == "22023 REASON_REQUIRED"
    db.execute("update security_settings set is_strong_auth_relaxed_locally = false")
    weak = refusal(db, ADMIN, "request_event_backfill", aal="aal1", **args)
    assert weak == "42501 STEP_UP_REQUIRED"
    for actor in (ADMIN, ANON):
        assert refusal(db, actor, "claim_event_backfill", worker="w") == "42501"
    assert refusal(db, SERVICE, "claim_event_backfill", worker=" ") == "22023 INVALID_INPUT"
