"""A batch that the service did not take: later, or never."""

from typing import Any

import pytest

from .hubspot import ADMIN, ANON, SERVICE, USER, Connection, integration, one, refusal, value
from .syncs import Hub, add_site, add_visitor, claim, configure, counted, report, start

LAPSED = "update private.sync_batches set leased_until = clock_timestamp()"


def claimed(db: Connection) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
    """A run, its synchronisation, and the arguments with which w1 fails its batch."""
    site = add_site(db)
    add_visitor(db, site, "a")
    config = configure(db, site, "contacts")
    run = start(db, config)
    batch = claim(db)
    assert batch
    return run, config, {"batch_id": batch["batch_id"], "worker": "w1"}


def notices(db: Connection, event: str) -> list[tuple[Any, ...]]:
    return db.execute(
        "select p.email::text, n.data ->> 'error' from notifications as n"
        " join people as p on p.id = n.recipient_id where n.event = %s",
        [event],
    ).fetchall()


@pytest.mark.row("R13")
def test_it_is_tried_again_by_anybody_ten_times(db: Connection) -> None:
    run, _, args = claimed(db)
    for attempt in range(1, 10):
        again = one(db, SERVICE, "fail_sync_batch", **args, error="timeout")
        most = min(900, 2**attempt)
        waits = value(db, "select extract(epoch from %s - clock_timestamp())", again)
        assert most / 2 - 1 <= waits <= most
        assert claim(db) is None
        assert refusal(db, SERVICE, "fail_sync_batch", **args, error="x") == "PT409 CLAIM_LOST"
        db.execute(LAPSED)
        batch = claim(db)
        assert batch
        assert batch["attempt"] == attempt + 1
    assert one(db, SERVICE, "fail_sync_batch", **args, error="timeout") is None
    assert counted(db, run) == ("failed", 0, 0, 0, 0, 0, 1)
    assert value(db, "select error from sync_runs where id = %s", run["id"]) == "timeout"
    assert notices(db, "sync.failed") == [(ADMIN, "timeout")]
    assert value(db, "select count(*) from private.sync_batches") == 0


@pytest.mark.row("R13")
def test_the_service_says_when(db: Connection) -> None:
    _, _, args = claimed(db)
    later = one(db, SERVICE, "fail_sync_batch", **args, error="rate_limited", retry_after="10 min")
    assert 595 < value(db, "select extract(epoch from %s - clock_timestamp())", later) <= 600
    db.execute(LAPSED)
    assert claim(db)
    for wrong in ("-1 s", "25 hours"):
        found = refusal(db, SERVICE, "fail_sync_batch", **args, error="x", retry_after=wrong)
        assert found == "22023 INVALID_INPUT"


@pytest.mark.row("R12", "R13")
@pytest.mark.parametrize("error", ["unauthorized", "forbidden"])
def test_a_refused_token_ends_the_connection_and_the_run(db: Connection, error: str) -> None:
    run, config, args = claimed(db)
    other = value(db, "select jsonb_object_agg(id, status) from integrations where id <> %s",
                  config["integration_id"])  # fmt: skip
    assert one(db, SERVICE, "fail_sync_batch", **args, error=error) is None
    assert counted(db, run) == ("failed", 0, 0, 0, 0, 0, 1)
    row = integration(db, config["integration_id"])
    assert (row["status"], row["error"]) == ("error", error)
    assert notices(db, "integration.failed") == [(ADMIN, error)]
    assert notices(db, "sync.failed") == [(ADMIN, error)]
    assert value(db, "select count(*) from private.token_revocations") == 1
    assert other == value(
        db, "select jsonb_object_agg(id, status) from integrations where id <> %s",
        config["integration_id"],
    )  # fmt: skip


@pytest.mark.row("R12", "R13")
def test_what_is_broken_already_breaks_once(db: Connection) -> None:
    _, config, args = claimed(db)
    db.execute(
        "select private.break_integration(i, 'invalid_grant', true) from integrations as i"
        " where id = %s",
        [config["integration_id"]],
    )
    assert one(db, SERVICE, "fail_sync_batch", **args, error="unauthorized") is None
    assert integration(db, config["integration_id"])["error"] == "invalid_grant"
    assert notices(db, "integration.failed") == [(ADMIN, "invalid_grant")]
    assert notices(db, "sync.failed") == [(ADMIN, "unauthorized")]


@pytest.mark.row("R13")
def test_one_run_fails_alone(db: Connection) -> None:
    run, _, args = claimed(db)
    twin = add_site(db, "twin.example")
    add_visitor(db, twin, "a")
    other = start(db, configure(db, twin, "contacts"))
    held = claim(db, "w2")
    assert held
    db.execute("update private.sync_batches set attempts = 10 where id = %s", [args["batch_id"]])
    assert one(db, SERVICE, "fail_sync_batch", **args, error="timeout") is None
    assert counted(db, run)[0] == "failed"
    assert report(db, held, Hub().upsert(held), "w2")["created"] == 1
    assert claim(db) is None
    assert counted(db, other) == ("done", 0, 0, 1, 0, 0, 0)


@pytest.mark.row("R13", "R20")
def test_who_may_and_what_is_refused(db: Connection) -> None:
    _, _, args = claimed(db)
    for who in (ADMIN, USER, ANON):
        assert refusal(db, who, "fail_sync_batch", **args, error="x") == "42501"
    for wrong in ("", None, "no good", "x" * 65):
        assert refusal(db, SERVICE, "fail_sync_batch", **args, error=wrong) == "22023 INVALID_INPUT"
    lost = "PT409 CLAIM_LOST"
    other = {**args, "worker": "w2"}
    for error in ("x", "unauthorized"):
        assert refusal(db, SERVICE, "fail_sync_batch", **other, error=error) == lost
    assert value(db, "select count(*) from integrations where status = 'connected'") == 3
    assert refusal(db, SERVICE, "fail_sync_batch", **args, error="x" * 64) is None
