"""Starting a run: one at a time, of a connection that works."""

import pytest

from .hubspot import ADMIN, ANON, SERVICE, USER, Connection, call, refusal, value
from .syncs import Hub, add_site, add_visitor, configure, make_id, start, work


@pytest.mark.row("R13")
def test_it_begins_at_the_beginning_and_wakes_the_workers(db: Connection) -> None:
    site = add_site(db)
    config = configure(db, site, "contacts")
    run = start(db, config, "full")
    assert (run["state"], run["kind"], run["scanned"], run["is_read"]) == (
        "running",
        "full",
        0,
        False,
    )
    assert run["started_by"] == value(db, "select tests.person(%s)", ADMIN)
    messages = call(db, SERVICE, "claim_outbox", worker="w", topic_prefix="hubspot.")
    assert [(each["topic"], each["payload"], each["domain_id"]) for each in messages] == [
        ("hubspot.sync.run", {"run_id": str(run["id"])}, site)
    ]


@pytest.mark.row("R13")
def test_one_at_a_time(db: Connection) -> None:
    site = add_site(db)
    config = configure(db, site, "contacts")
    there = {"domain_id": site, "config_id": config["id"]}
    key = make_id("key")
    [first] = call(db, ADMIN, "start_sync", **there, idempotency_key=key)
    assert first["id"] == key
    assert call(db, ADMIN, "start_sync", **there, idempotency_key=key) == [first]
    other = {**there, "idempotency_key": key, "kind": "full"}
    assert refusal(db, ADMIN, "start_sync", **other) == "22023 INVALID_INPUT"
    assert refusal(db, ADMIN, "start_sync", **there) == "PT409 SYNC_RUNNING"
    call(db, ADMIN, "pause_sync", domain_id=site, run_id=key)
    assert refusal(db, ADMIN, "start_sync", **there) == "PT409 SYNC_RUNNING"
    call(db, ADMIN, "cancel_sync", domain_id=site, run_id=key)
    assert refusal(db, ADMIN, "start_sync", **there) is None
    # Another domain's run does not stand in the way, nor does its key.
    twin = add_site(db, "twin.example")
    mine = {"domain_id": twin, "config_id": configure(db, twin, "contacts")["id"]}
    [second] = call(db, ADMIN, "start_sync", **mine, idempotency_key=key)
    assert (second["id"], second["domain_id"]) == (key, twin)


@pytest.mark.row("R13")
def test_what_cannot_be_started(db: Connection) -> None:
    site = add_site(db)
    config = configure(db, site, "contacts")
    there = {"domain_id": site, "config_id": config["id"]}
    assert refusal(db, ADMIN, "start_sync", **there, kind="all") == "22023 INVALID_INPUT"
    assert refusal(db, ADMIN, "start_sync", **there, kind=None) == "22023 INVALID_INPUT"
    elsewhere = {**there, "domain_id": value(db, "select tests.domain('abtasty.com')")}
    assert refusal(db, ADMIN, "start_sync", **elsewhere) == "P0002 NOT_FOUND"
    with db.transaction(force_rollback=True):
        configure(db, site, "contacts", is_enabled=False, expected_version=1)
        assert refusal(db, ADMIN, "start_sync", **there) == "PT409 SYNC_DISABLED"
    ended = {"domain_id": site, "integration_id": config["integration_id"], "reason": "x"}
    call(db, ADMIN, "disconnect_integration", **ended)
    assert refusal(db, ADMIN, "start_sync", **there) == "PT409 NOT_CONNECTED"


@pytest.mark.row("R12", "R13")
def test_a_connection_that_ends_pauses_its_run_alone(db: Connection) -> None:
    sites = [add_site(db), add_site(db, "twin.example")]
    configs = [configure(db, site, "contacts") for site in sites]
    runs = [start(db, config) for config in configs]
    ended = {"domain_id": sites[0], "integration_id": configs[0]["integration_id"], "reason": "x"}
    call(db, ADMIN, "disconnect_integration", **ended)
    states = "select state from sync_runs where id = any(%s) order by state"
    found = db.execute(states, [[run["id"] for run in runs]]).fetchall()
    assert found == [("paused",), ("running",)]
    resume = {"domain_id": sites[0], "run_id": runs[0]["id"]}
    assert refusal(db, ADMIN, "resume_sync", **resume) == "PT409 NOT_CONNECTED"
    assert configure(db, sites[0], "contacts", expected_version=1)["id"] == configs[0]["id"]
    assert refusal(db, ADMIN, "resume_sync", **resume) is None


@pytest.mark.row("R13", "R20")
def test_who_may(db: Connection) -> None:
    site = value(db, "select tests.domain('abtasty.com')")
    db.execute("update sync_runs set state = 'cancelled', paused_at = null, finished_at = now()"
               " where state = 'paused'")  # fmt: skip
    config = value(db, "select id from sync_configs where domain_id = %s", site)
    there = {"domain_id": site, "config_id": config}
    for who in (USER, "support@demo.example", "staff@demo.example", "partner@demo.example"):
        assert refusal(db, who, "start_sync", **there) == "42501 PERMISSION_DENIED"
    for who in (ANON, SERVICE):
        assert refusal(db, who, "start_sync", **there) == "42501"
    db.execute(
        "insert into person_permissions (person_id, resource, action, effect, domain_id, reason)"
        " values (tests.person(%s), 'integrations', 'edit', 'allow', %s, 'test')",
        [USER, site],
    )
    assert refusal(db, USER, "start_sync", **there) is None
    other = {"domain_id": value(db, "select tests.domain('notabtasty.com')"), "config_id": config}
    assert refusal(db, USER, "start_sync", **other) == "42501 PERMISSION_DENIED"


def test_an_empty_domain_is_done_at_once(db: Connection) -> None:
    site = add_site(db)
    run = start(db, configure(db, site, "contacts", "companies"))
    assert work(db, Hub()) == 0
    assert value(db, "select state from sync_runs where id = %s", run["id"]) == "done"
    add_visitor(db, site, "a")
