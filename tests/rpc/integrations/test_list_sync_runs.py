"""The page of runs: newest first, by domain, synchronisation, state, kind and time."""

import pytest

from .hubspot import ADMIN, ANON, SERVICE, USER, Connection, call, domain, refusal, value

STATES = ["paused", "paused", "failed", "failed", "done", "done", "done", "done"]


@pytest.mark.row("R13", "R20")
def test_pages_filters_and_order(db: Connection) -> None:
    rows = call(db, ADMIN, "list_sync_runs")
    assert [row["run_state"] for row in rows] == STATES
    seen, after = [], None
    while page := call(db, ADMIN, "list_sync_runs", page_size=3, after=after):
        seen += page
        after = page[-1]["cursor"]
    assert seen == rows
    mine = domain(db, "abtasty.com")

    def listed(**args: object) -> list[str]:
        return [row["id"] for row in call(db, ADMIN, "list_sync_runs", **args)]

    ours = [row["id"] for row in rows if row["domain_id"] == mine]
    assert len(ours) == 4
    assert listed(domain_ids=[mine]) == ours
    config = value(db, "select id from sync_configs where domain_id = %s", mine)
    assert listed(config_id=config) == ours
    assert listed(state="paused") == [row["id"] for row in rows[:2]]
    assert listed(kind="full") == [row["id"] for row in rows[6:]]
    first = "2026-11-16T03:00:00Z"
    assert listed(started_from=first) == [row["id"] for row in rows[:6]]
    assert listed(started_to=first) == [row["id"] for row in rows[6:]]
    assert listed(domain_ids=[]) == []
    assert rows[0]["integration_id"] == value(
        db, "select integration_id from sync_configs where id = %s", rows[0]["run_config_id"]
    )


@pytest.mark.row("R13", "R20")
def test_who_may_and_what_is_refused(db: Connection) -> None:
    denied = "42501 PERMISSION_DENIED"
    for who in (USER, "support@demo.example", "partner@demo.example", "staff@demo.example"):
        assert refusal(db, who, "list_sync_runs") == denied
    for who in (ANON, SERVICE):
        assert refusal(db, who, "list_sync_runs") == "42501"
    for wrong in ({"state": "gone"}, {"kind": "some"}, {"page_size": 0}, {"after": "x"}):
        assert refusal(db, ADMIN, "list_sync_runs", **wrong) == "22023 INVALID_INPUT"
    db.execute(
        "insert into person_permissions (person_id, resource, action, effect, domain_id, reason)"
        " values (tests.person(%s), 'integrations', 'view', 'allow', tests.domain(%s), 'test')",
        [USER, "abtasty.com"],
    )
    assert len(call(db, USER, "list_sync_runs")) == 4
    others = [domain(db, "abtasty.com"), domain(db, "notabtasty.com")]
    assert refusal(db, USER, "list_sync_runs", domain_ids=others) == denied
