"""What a withdrawal does not cover, because a new consent had come before it, is stored anew."""

import json
from typing import Any

import pytest

from .actors import act_as
from .consents import decision
from .events import SITES, Connection, event, ingest, make_id, message, state
from .planted_visitor import SYNCED
from .test_consent_twins import in_talk, of, withdraw
from .test_twins import LAPTOP, PHONE, visits


def withdraw_late(db: Connection) -> None:
    """She agreed at minute 6; then it arrives that at minute 5 she did not."""
    ingest(db, [decision("yes", "granted", minute=6, **of("laptop"))])
    withdraw(db)


def told(db: Connection) -> Any:
    """What the audit log says of the erasure."""
    [(after,)] = db.execute("select after from audit_log where action = 'erase'").fetchall()
    return after


@pytest.mark.row("R27", "R03")
def test_what_stays_is_as_if_the_rest_had_never_been(db: Connection) -> None:
    """Beside a twin of the same ids; she has two browsers, known as one person."""
    mine = [one for one in visits(SITES[0], "acme") if one["visitor_id"] == LAPTOP]
    talks = [message(f"m{n}", 4, minute=30 - n, **of("laptop"), **in_talk(f"{n}"))
             for n in range(5)]  # fmt: skip
    stays = [
        event("page", minute=20, url="https://fresh.example/late", **of("laptop")),
        message("more", 2, minute=21, agent="sales", **of("laptop"), **in_talk("laptop")),
        *talks,
        event("seen", minute=40, environment="staging", **of("tablet")),
        message("asked", 0, minute=41, deployment_target="preview", **of("tablet"),
                **in_talk("tablet")),
    ]  # fmt: skip
    goes = [
        *mine,
        event("booked", "demo_booked", minute=3, **of("laptop"), **in_talk("laptop")),
        message("gone", 0, minute=3, **of("laptop"), **in_talk("gone")),
        event("crm too", "enrichment", minute=3, properties=mine[2]["properties"], **of("laptop")),
        event("early", minute=3, **of("tablet")),
        *[{**one, "id": make_id(f"early {n}"), "kind": "cta_clicked", "properties": {},
           "occurred_at": mine[0]["occurred_at"]} for n, one in enumerate(talks)],
    ]  # fmt: skip
    twins = [{**one, "site_domain": SITES[1]} for one in [*stays, *goes]]
    with db.transaction(force_rollback=True):
        ingest(db, [*twins, *stays])
        expected = state(db)
    ingest(db, [*twins, *stays, *goes])
    act_as(db, "service")
    db.execute(
        "select merge_visitors(tests.domain(%s), %s, %s, 'same person')",
        [SITES[0], make_id("tablet"), LAPTOP],
    )
    db.execute("select tests.back()")
    # As in rows that are older than the column.
    db.execute(
        "update session_events set agent_key = null where domain_id = tests.domain(%s)"
        " and agent_key = 'web'", [SITES[0]],
    )  # fmt: skip
    withdraw_late(db)
    assert told(db) == {"events": len(goes), "kept": len(stays)}
    assert state(db) == expected


@pytest.mark.row("R27", "R26")
def test_what_others_said_in_a_conversation_stays_where_it_stays(db: Connection) -> None:
    url = "https://fresh.example/theirs"
    ingest(db, [
        event("theirs", url=url, **of("phone")),
        message("p0", 0, minute=1, **of("phone"), **in_talk("phone")),
        event("booked", "demo_booked", minute=1, **of("phone"), **in_talk("phone")),
        message("l0", 0, **of("laptop"), **in_talk("laptop")),
        message("g0", 0, minute=1, **of("laptop"), **in_talk("gone")),
        message("l5", 5, minute=2, **of("laptop"), **in_talk("phone")),
        message("p1", 1, minute=10, **of("phone"), **in_talk("laptop")),
        message("g1", 1, minute=10, **of("phone"), **in_talk("gone")),
        message("l2", 2, minute=20, **of("laptop"), **in_talk("laptop")),
        message("l6", 6, minute=21, **of("laptop"), **in_talk("phone")),
        event("visit", minute=22, url="https://fresh.example/hers", **of("laptop", "phone")),
    ])  # fmt: skip
    withdraw_late(db)
    rows = state(db)
    names = {make_id(f"talk {name}"): name for name in ("phone", "laptop", "gone")}
    assert {(names[row["conversation_id"]], row["seq"]) for row in rows["messages"]} == {
        ("phone", 0), ("phone", 6), ("laptop", 1), ("laptop", 2),
    }  # fmt: skip
    talks = {
        names[row["id"]]: (row["visitor_id"], row["demo_booked"], row["started_at"][14:16])
        for row in rows["conversations"]
    }
    assert talks == {"phone": (PHONE, True, "01"), "laptop": (LAPTOP, False, "20")}
    session = {row["id"]: row for row in rows["visitor_sessions"]}[make_id("session phone")]
    assert (session["visitor_id"], session["landing_url"]) == (PHONE, url)


@pytest.mark.row("R27")
def test_what_has_to_wait_again_waits_as_it_came(db: Connection) -> None:
    no = decision("no", "withdrawn", minute=-5, **of("laptop"))
    later = [
        event("page", deployment_target="preview", **of("laptop")),
        event("mail", "identify", properties={"email": "her@mail.example"}, **of("laptop")),
        message("asks", 0, minute=1, agent="sales", **of("laptop"), **in_talk("laptop")),
    ]
    waiting = []
    for batches in ([[no], later], [later, [no]]):
        with db.transaction(force_rollback=True):
            for batch in batches:
                ingest(db, batch)
            rows = db.execute("select event from private.held_events order by id").fetchall()
            waiting.append([json.dumps(row[0], sort_keys=True) for row in rows])
    assert waiting[0] == waiting[1]
    assert len(waiting[0]) == len(later)


@pytest.mark.row("R27")
def test_a_withdrawal_that_covers_nothing_leaves_contacts_where_they_are(db: Connection) -> None:
    """It arrives late, after a new consent and what came with it."""
    ingest(db, [decision("yes", "granted", minute=6), event("after", minute=10)])
    names = {name: make_id(name) for name in ("visitor", "twin", "other")}
    db.execute(SYNCED, {"site": SITES[0], **names})
    ingest(db, [decision("no", "withdrawn", minute=5)])
    assert told(db) == {"events": 0, "kept": 1}
    sent = db.execute("select remote_id from sync_records where local_id = %s", [names["visitor"]])
    assert sent.fetchall() == [("hubspot-4711",)]
    asked = db.execute("select 1 from private.outbox where topic = 'hubspot.contact.erase'")
    assert asked.fetchall() == []
