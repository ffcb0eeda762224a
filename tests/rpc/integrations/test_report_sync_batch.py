"""What became of each row, by its trace id; and the counters, whoever works at once."""

import random
from typing import Any

import pytest
from psycopg.types.json import Jsonb

from .hubspot import ADMIN, ANON, SERVICE, USER, Connection, call, refusal, value
from .syncs import (
    Hub,
    add_account,
    add_site,
    add_visitor,
    claim,
    configure,
    counted,
    make_id,
    report,
    start,
    work,
)  # fmt: skip

RECORDS = (
    "select split_part(v.email, '@', 1), s.state, s.error, s.message, s.remote_id,"
    " s.last_synced_at = now() from sync_records as s"
    " join visitors as v on v.domain_id = s.domain_id and v.id = s.local_id"
    " where s.domain_id = %s order by 1"
)


@pytest.mark.row("R13")
def test_one_refused_row_is_no_other_ones_fault(db: Connection) -> None:
    site = add_site(db)
    for name in "abcd":
        add_visitor(db, site, name)
    config = configure(db, site, "contacts")
    hub = Hub(refused={"b@people.example"})
    run = start(db, config)
    batch = claim(db)
    assert batch
    results = hub.upsert(batch)
    silent = next(each for each in batch["inputs"] if each["id"] == "d@people.example")
    results = [each for each in results if each["trace_id"] != silent["objectWriteTraceId"]]
    random.Random(1).shuffle(results)  # noqa: S311
    told = report(db, batch, results)
    assert told == {"created": 2, "updated": 0, "failed": 2, "is_done": False}
    assert claim(db) is None
    assert counted(db, run) == ("done", 0, 0, 2, 0, 2, 0)
    assert db.execute(RECORDS, [site]).fetchall() == [
        ("a", "synced", None, None, "r-a@people.example", True),
        ("b", "failed", "VALIDATION_ERROR", "not valid: b@people.example", None, None),
        ("c", "synced", None, None, "r-c@people.example", True),
        ("d", "failed", "no_answer", None, None, None),
    ]
    # As they were refused, they are not sent again, until somebody wants it or they change.
    again = start(db, config)
    assert work(db, hub) == 0
    assert counted(db, again) == ("done", 4, 0, 0, 0, 0, 0)
    del hub.sent[:]
    retry = start(db, config, "failed")
    assert work(db, hub, page_size=1) == 2
    assert sorted(hub.sent) == ["b@people.example", "d@people.example"]
    assert counted(db, retry) == ("done", 0, 0, 0, 1, 1, 0)
    db.execute("update visitors set email = 'bb@people.example' where id = %s", [make_id("b")])
    last = start(db, config)
    assert work(db, hub) == 1
    assert counted(db, last) == ("done", 3, 0, 1, 0, 0, 0)
    assert value(db, "select count(*) from sync_records where state = 'failed'"
                     " and domain_id = %s", site) == 0  # fmt: skip


@pytest.mark.row("R13")
def test_what_was_refused_later_keeps_what_arrived(db: Connection) -> None:
    site = add_site(db)
    add_visitor(db, site, "a")
    config, hub = configure(db, site, "contacts"), Hub()
    start(db, config)
    work(db, hub)
    hub.refused.add("a@people.example")
    start(db, config, "full")
    work(db, hub)
    assert db.execute(RECORDS, [site]).fetchall() == [
        (
            "a",
            "failed",
            "VALIDATION_ERROR",
            "not valid: a@people.example",
            "r-a@people.example",
            True,
        )
    ]
    # What failed and is no contact any more is skipped.
    db.execute("update visitors set is_test = true")
    run = start(db, config, "failed")
    assert work(db, hub) == 0
    assert counted(db, run) == ("done", 0, 0, 0, 0, 0, 1)


@pytest.mark.row("R13")
def test_failed_rows_of_both_objects_are_sent_again(db: Connection) -> None:
    site = add_site(db)
    ids = [str(add_account(db, site, name)) for name in ("x", "y")]
    add_visitor(db, site, "a")
    config = configure(db, site, "contacts", "companies")
    hub = Hub(refused={*ids, "a@people.example"})
    start(db, config)
    work(db, hub)
    assert (
        value(db, "select count(hubspot_company_id) from accounts where domain_id = %s", site) == 0
    )
    hub.refused.clear()
    run = start(db, config, "failed")
    work(db, hub, page_size=1)
    assert counted(db, run) == ("done", 0, 0, 3, 0, 0, 0)
    assert (
        value(db, "select count(hubspot_company_id) from accounts where domain_id = %s", site) == 2
    )


@pytest.mark.row("R13")
def test_a_batch_is_one_entry_in_the_audit_log(db: Connection) -> None:
    site = add_site(db)
    add_account(db, site, "x")
    run = start(db, configure(db, site, "companies"))
    work(db, Hub())
    entries = db.execute(
        "select action, after from audit_log where resource = 'sync_runs' and resource_id = %s"
        " and domain_id = %s order by id",
        [str(run["id"]), site],
    ).fetchall()
    assert [action for action, _ in entries] == ["start", "sync"]
    assert entries[1][1] == {"object": "companies", "created": 1, "updated": 0, "failed": 0}


@pytest.mark.row("R13")
@pytest.mark.parametrize(
    "wrong",
    [
        None, {}, [1], [{}], [{"trace_id": "x", "remote_id": "1", "is_new": True}],
        [{"trace_id": "{b}-0", "remote_id": "1", "is_new": True}],
        [{"trace_id": "{b}-3", "remote_id": "1", "is_new": True}],
        [{"trace_id": "{b}-1"}], [{"trace_id": "{b}-1", "remote_id": "1"}],
        [{"trace_id": "{b}-1", "is_new": True}],
        [{"trace_id": "{b}-1", "remote_id": "", "is_new": True}],
        [{"trace_id": "{b}-1", "remote_id": "x" * 65, "is_new": True}],
        [{"trace_id": "{b}-1", "remote_id": "1", "is_new": "yes"}],
        [{"trace_id": "{b}-1", "error": "Bad request."}],
        [{"trace_id": "{b}-1", "error": None}],
        [{"trace_id": "{b}-1", "error": "A"}, {"trace_id": "{b}-1", "error": "B"}],
    ],
)  # fmt: skip
def test_results_that_cannot_be_change_nothing(db: Connection, wrong: Any) -> None:
    site = add_site(db)
    for name in "ab":
        add_visitor(db, site, name)
    run = start(db, configure(db, site, "contacts"))
    batch = claim(db)
    assert batch
    text = str(batch["batch_id"])
    for entry in wrong if isinstance(wrong, list) else []:
        if isinstance(entry, dict) and "trace_id" in entry:
            entry["trace_id"] = entry["trace_id"].replace("{b}", text)
    args = {"batch_id": batch["batch_id"], "worker": "w1"}
    given = None if wrong is None else Jsonb(wrong)
    found = refusal(db, SERVICE, "report_sync_batch", **args, results=given)
    assert found == "22023 INVALID_INPUT"
    assert counted(db, run) == ("running", 0, 2, 0, 0, 0, 0)
    assert refusal(db, SERVICE, "report_sync_batch", **args, results=Jsonb([])) is None
    assert counted(db, run)[5] == 2


@pytest.mark.row("R13", "R20")
def test_who_lost_the_batch_reports_nothing(db: Connection) -> None:
    site = add_site(db)
    add_visitor(db, site, "a")
    start(db, configure(db, site, "contacts"))
    batch = claim(db)
    assert batch
    args = {"batch_id": batch["batch_id"], "results": Jsonb([])}
    for who in (ADMIN, USER, ANON):
        assert refusal(db, who, "report_sync_batch", **args, worker="w1") == "42501"
    lost = "PT409 CLAIM_LOST"
    assert refusal(db, SERVICE, "report_sync_batch", **args, worker="w2") == lost
    assert refusal(db, SERVICE, "report_sync_batch", **args, worker=None) == lost
    missing = {**args, "batch_id": site}
    assert refusal(db, SERVICE, "report_sync_batch", **missing, worker="w1") == lost
    with db.transaction(force_rollback=True):
        db.execute("update private.sync_batches set leased_until = clock_timestamp()")
        assert refusal(db, SERVICE, "report_sync_batch", **args, worker="w1") == lost
    assert refusal(db, SERVICE, "report_sync_batch", **args, worker="w1") is None
    assert refusal(db, SERVICE, "report_sync_batch", **args, worker="w1") == lost


@pytest.mark.row("R13", "R27")
def test_a_contact_that_was_erased_while_it_was_sent_is_forgotten_there_too(
    db: Connection,
) -> None:
    site = add_site(db)
    for name in "ab":
        add_visitor(db, site, name)
    config, hub = configure(db, site, "contacts"), Hub()
    run = start(db, config)
    batch = claim(db)
    assert batch
    results = hub.upsert(batch)
    call(db, ADMIN, "delete_visitor", domain_id=site, visitor_id=make_id("a"), reason="asked")
    told = report(db, batch, results)
    assert told == {"created": 2, "updated": 0, "failed": 0, "is_done": False}
    assert claim(db) is None
    assert counted(db, run) == ("done", 0, 0, 2, 0, 0, 0)
    assert [row[0] for row in db.execute(RECORDS, [site]).fetchall()] == ["b"]
    assert value(db, "select count(*) from sync_records where domain_id = %s", site) == 1
    erased = db.execute(
        "select payload from private.outbox where topic = 'hubspot.contact.erase'"
        " order by payload::text"
    ).fetchall()
    there = {"integration_id": str(config["integration_id"])}
    assert erased == [
        ({**there, "email": "a@people.example"},),
        ({**there, "remote_id": "r-a@people.example"},),
    ]


@pytest.mark.row("R13", "R27")
def test_who_was_erased_before_a_batch_is_sent_again_is_skipped(db: Connection) -> None:
    site = add_site(db)
    for name in "ab":
        add_visitor(db, site, name)
    config, hub = configure(db, site, "contacts"), Hub()
    run = start(db, config)
    assert claim(db)
    call(db, ADMIN, "delete_visitor", domain_id=site, visitor_id=make_id("a"), reason="asked")
    db.execute("update private.sync_batches set leased_until = now() - interval '1 second'")
    assert work(db, hub) == 1
    assert hub.sent == ["b@people.example"]
    assert counted(db, run) == ("done", 0, 0, 1, 0, 0, 1)


@pytest.mark.row("R13")
def test_a_company_whose_id_is_known_is_not_written_again(db: Connection) -> None:
    site = add_site(db)
    account = add_account(db, site, "acme")
    config, hub = configure(db, site, "companies"), Hub()
    start(db, config)
    assert work(db, hub) == 1
    db.execute("update accounts set company_name = 'Acme' where id = %s", [account])
    stored = "select array[ctid::text, hubspot_company_id] from accounts where id = %s"
    before = value(db, stored, account)
    start(db, config)
    assert work(db, hub) == 1
    assert value(db, stored, account) == before
