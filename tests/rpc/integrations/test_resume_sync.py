"""A run goes on from where it was."""

import pytest

from .hubspot import ADMIN, Connection, call
from .syncs import Hub, add_site, add_visitor, claim, configure, counted, report, start, work


@pytest.mark.row("R13")
def test_nothing_is_sent_twice_or_left_out(db: Connection) -> None:
    site = add_site(db)
    for name in "abcde":
        add_visitor(db, site, name)
    run, hub = start(db, configure(db, site, "contacts")), Hub()
    there = {"domain_id": site, "run_id": run["id"]}
    held = claim(db, page_size=2)
    assert held
    call(db, ADMIN, "pause_sync", **there)
    report(db, held, hub.upsert(held))
    [again] = call(db, ADMIN, "resume_sync", **there)
    assert (again["state"], again["paused_at"]) == ("running", None)
    assert work(db, hub, page_size=2) == 2
    assert counted(db, run) == ("done", 0, 0, 5, 0, 0, 0)
    assert len(hub.sent) == 5


@pytest.mark.row("R13")
def test_what_was_finished_while_paused_is_done(db: Connection) -> None:
    site = add_site(db)
    add_visitor(db, site, "a")
    run = start(db, configure(db, site, "contacts"))
    there = {"domain_id": site, "run_id": run["id"]}
    held = claim(db)
    assert held
    assert claim(db, "w2") is None  # Now everything was read.
    call(db, ADMIN, "pause_sync", **there)
    assert report(db, held, Hub().upsert(held))["is_done"] is False
    [done] = call(db, ADMIN, "resume_sync", **there)
    assert (done["state"], done["created"]) == ("done", 1)
    assert done["finished_at"] is not None
