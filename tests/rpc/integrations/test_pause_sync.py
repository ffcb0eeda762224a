"""A pause holds within one batch."""

import pytest

from .hubspot import ADMIN, ANON, SERVICE, USER, Connection, call, refusal, value
from .syncs import Hub, add_site, add_visitor, claim, configure, counted, report, start

LAPSED = "update private.sync_batches set leased_until = clock_timestamp()"


@pytest.mark.row("R13")
def test_the_batch_at_work_is_the_last(db: Connection) -> None:
    site = add_site(db)
    for name in "abc":
        add_visitor(db, site, name)
    run = start(db, configure(db, site, "contacts"))
    held = claim(db, page_size=1)
    other = claim(db, "w2", page_size=1)
    assert held and other
    there = {"domain_id": site, "run_id": run["id"]}
    [paused] = call(db, ADMIN, "pause_sync", **there)
    assert paused["state"] == "paused"
    assert paused["paused_at"] is not None
    assert call(db, ADMIN, "pause_sync", **there) == [paused]
    assert claim(db, "w3") is None
    told = report(db, held, Hub().upsert(held))
    assert told == {"created": 1, "updated": 0, "failed": 0, "is_done": False}
    # A worker that is lost meanwhile is not replaced either.
    db.execute(LAPSED)
    assert claim(db, "w3") is None
    assert counted(db, run) == ("paused", 0, 1, 1, 0, 0, 0)


@pytest.mark.row("R13")
def test_it_is_noted_once(db: Connection) -> None:
    site = add_site(db)
    run = start(db, configure(db, site, "contacts"))
    there = {"domain_id": site, "run_id": run["id"]}
    for name in ("pause_sync", "pause_sync", "resume_sync", "resume_sync", "cancel_sync"):
        call(db, ADMIN, name, **there)
    noted = db.execute(
        "select action, domain_id from audit_log where resource = 'sync_runs' and resource_id = %s"
        " order by id",
        [str(run["id"])],
    ).fetchall()
    actions = ["start", "pause", "resume", "cancel"]
    assert noted == [(action, site) for action in actions]
    assert value(db, "select count(*) from private.outbox where topic = 'hubspot.sync.run'") == 2


@pytest.mark.row("R13", "R20")
@pytest.mark.parametrize("name", ["pause_sync", "resume_sync", "cancel_sync"])
def test_who_may_and_what_is_refused(db: Connection, name: str) -> None:
    site = add_site(db)
    run = start(db, configure(db, site, "contacts"))
    there = {"domain_id": site, "run_id": run["id"]}
    for who in (USER, "support@demo.example", "staff@demo.example", "partner@demo.example"):
        assert refusal(db, who, name, **there) == "42501 PERMISSION_DENIED"
    for who in (ANON, SERVICE):
        assert refusal(db, who, name, **there) == "42501"
    elsewhere = {**there, "domain_id": value(db, "select tests.domain('abtasty.com')")}
    assert refusal(db, ADMIN, name, **elsewhere) == "P0002 NOT_FOUND"
    db.execute(
        "insert into person_permissions (person_id, resource, action, effect, domain_id, reason)"
        " values (tests.person(%s), 'integrations', 'edit', 'allow', %s, 'test')",
        ["support@demo.example", elsewhere["domain_id"]],
    )
    assert refusal(db, "support@demo.example", name, **there) == "42501 PERMISSION_DENIED"
    assert refusal(db, ADMIN, name, **there) is None
    if name != "cancel_sync":
        call(db, ADMIN, "cancel_sync", **there)
    assert refusal(db, ADMIN, name, **there) == "PT409 SYNC_ENDED"
