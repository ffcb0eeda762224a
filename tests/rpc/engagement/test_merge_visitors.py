"""Two visitors become one: in lists, counts and the timeline, before and after."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import psycopg
import pytest

from bo_cli.core.connection import ConnectionInfo
from bo_cli.policies.databases import worker_database

from .actors import SUPPORT, USER, act_as, allow, refusal
from .events import SITES, Connection, Event, add_sites, event, ingest, make_id, message
from .events import state as read_state

MERGE = "select public.merge_visitors(tests.domain(%L), %L, %L, %L)"
LAPTOP, PHONE, TABLET = (make_id(name) for name in ("laptop", "phone", "tablet"))


def visit(name: str, minute: int, site: str = SITES[0]) -> list[Event]:
    """A visit of device `name`: a page, an address at acme.example and a conversation."""
    device = {
        "visitor_id": make_id(name), "session_id": make_id(f"{name} {minute}"), "site_domain": site,
    }  # fmt: skip
    talk = make_id(f"talk {name} {minute}")
    mail = {"email": f"{name}{minute}@acme.example"}
    return [
        event(f"{name} page {minute}", minute=minute, **device),
        event(f"{name} mail {minute}", "identify", minute=minute + 1, properties=mail, **device),
        message(f"{name} talk {minute}", 0, minute=minute + 2, conversation_id=talk, **device),
    ]


def merge(
    db: Connection, one: str, into: str, site: str = SITES[0], actor: str = "service",
    reason: str = "same person",
) -> str | None:  # fmt: skip
    """The refusal, or None."""
    return refusal(db, actor, MERGE, site, one, into, reason)


def domain(db: Connection) -> str:
    row = db.execute("select tests.domain(%s)", [SITES[0]]).fetchone()
    assert row is not None
    return str(row[0])


def merged_into(db: Connection) -> dict[str, str]:
    rows = db.execute("select id, merged_into_id from visitors where merged_into_id is not null")
    return {str(row[0]): str(row[1]) for row in rows}


@pytest.mark.row("R03", "R04")
def test_the_survivor_counts_once_with_everything(db: Connection, as_person: Any, rpc: Any) -> None:
    ingest(db, [*visit("laptop", 0), *visit("phone", 10), *visit("tablet", 20)])
    assert merge(db, PHONE, LAPTOP) is None
    domain_id = domain(db)
    with as_person(db, "admin@admin.com"):
        visitors = rpc(db, "list_visitors", filter={"domain_ids": [domain_id]})
        [account] = rpc(db, "list_accounts", filter={"domain_ids": [domain_id]})
        lines = {
            asked: rpc(db, "visitor_timeline", domain_id=domain_id, visitor_id=asked)
            for asked in (LAPTOP, PHONE)
        }
    found = {str(row["id"]): row for row in visitors}
    assert list(found) == [TABLET, LAPTOP]
    survivor = found[LAPTOP]
    assert (survivor["email"], survivor["sessions"]) == ("phone10@acme.example", 2)
    assert survivor["conversations"] == 2
    assert (survivor["first_seen_at"].minute, survivor["last_seen_at"].minute) == (0, 12)
    bystander = found[TABLET]
    assert (bystander["first_seen_at"].minute, bystander["last_seen_at"].minute) == (20, 22)
    assert bystander["email"] == "tablet20@acme.example"
    assert [account[key] for key in ("visitors", "sessions", "conversations")] == [2, 3, 3]
    assert [row["occurred_at"].minute for row in lines[LAPTOP]] == [12, 11, 10, 2, 1, 0]
    assert lines[PHONE] == lines[LAPTOP]


@pytest.mark.row("R03", "R27")
def test_later_events_land_with_the_survivor(db: Connection, as_person: Any, rpc: Any) -> None:
    ingest(db, [*visit("laptop", 0), *visit("phone", 10)])
    merge(db, PHONE, LAPTOP)
    ingest(db, [*visit("phone", 30), *visit("tablet", 20)])
    with as_person(db, "admin@admin.com"):
        rows = rpc(db, "list_visitors", filter={"domain_ids": [domain(db)]})
    mine = [row for row in rows if str(row["id"]) in (LAPTOP, PHONE)]
    assert [(str(row["id"]), row["sessions"], row["conversations"]) for row in mine] == [
        (LAPTOP, 3, 3)
    ]
    assert mine[0]["last_seen_at"].minute == 32
    logged = [row["visitor_id"] for row in read_state(db)["session_events"]]
    assert logged.count(PHONE) == 6, "the log keeps what the widget said"


@pytest.mark.row("R03", "R27")
def test_merging_early_or_late_comes_to_the_same(db: Connection) -> None:
    enriched = event(
        "crm", "enrichment", minute=40, visitor_id=PHONE, session_id=make_id("phone 10"),
        properties={"source": "crm", "company": {"domain": "beta.example"}},
    )  # fmt: skip
    first = [*visit("laptop", 5), *visit("phone", 10)]
    later = [*visit("phone", 0), *visit("laptop", 30), enriched]

    def result(*steps: list[Event] | None) -> dict[str, list[Any]]:
        with db.transaction(force_rollback=True):
            for step in steps:
                _ = merge(db, PHONE, LAPTOP) if step is None else ingest(db, step)
            found = read_state(db)
        found["visitors"] = [row for row in found["visitors"] if not row["merged_into_id"]]
        return found

    late = result(first, later, None)
    assert late["visitors"][0]["company_domain"] == "beta.example"
    assert result(first, None, later) == late


@pytest.mark.row("R03")
def test_chains_stay_flat_and_circles_are_refused(db: Connection) -> None:
    ingest(db, [*visit("laptop", 0), *visit("phone", 10), *visit("tablet", 20)])
    assert merge(db, PHONE, PHONE) == "22023 INVALID_INPUT"
    assert merge(db, PHONE, LAPTOP) is None
    assert merge(db, LAPTOP, PHONE) == "22023 INVALID_INPUT"
    assert merge(db, LAPTOP, TABLET) is None
    assert merged_into(db) == {PHONE: TABLET, LAPTOP: TABLET}
    assert merge(db, TABLET, PHONE) == "22023 INVALID_INPUT"
    assert {row["visitor_id"] for row in read_state(db)["conversations"]} == {TABLET}


@pytest.mark.row("R03")
def test_a_merged_target_stands_for_its_survivor(db: Connection) -> None:
    ingest(db, [*visit("laptop", 0), *visit("phone", 10), *visit("tablet", 20)])
    ingest(db, visit("watch", 30))
    assert merge(db, PHONE, LAPTOP) is None
    assert merge(db, TABLET, PHONE) is None
    assert merged_into(db) == {PHONE: LAPTOP, TABLET: LAPTOP}
    assert merge(db, PHONE, TABLET) is None, "both are one already"
    assert merge(db, PHONE, make_id("watch")) == "PT409 ALREADY_MERGED"


@pytest.mark.row("R03", "R25")
@pytest.mark.parametrize(
    ("actor", "answer"),
    [
        ("admin@admin.com", None),
        ("service", None),
        (USER, "42501 PERMISSION_DENIED"),
        (SUPPORT, "42501 PERMISSION_DENIED"),
        ("staff@demo.example", "42501 PERMISSION_DENIED"),
        ("anon", "42501"),
    ],
)
def test_who_may(db: Connection, actor: str, answer: str | None) -> None:
    ingest(db, [*visit("laptop", 0, "abtasty.com"), *visit("phone", 10, "abtasty.com")])
    assert merge(db, PHONE, LAPTOP, "abtasty.com", actor) == answer
    assert merged_into(db) == ({} if answer else {PHONE: LAPTOP})


@pytest.mark.row("R03", "R25", "R26")
def test_who_is_granted_it_in_one_domain_may_there_only(db: Connection) -> None:
    for site in ("abtasty.com", "cooking.example"):
        ingest(db, [event(f"{site} {name}", visitor_id=make_id(name), site_domain=site)
                    for name in ("laptop", "phone")])  # fmt: skip
    allow(db, SUPPORT, "visitors.edit", "cooking.example")
    assert merge(db, PHONE, LAPTOP, "abtasty.com", SUPPORT) == "42501 PERMISSION_DENIED"
    assert merge(db, PHONE, LAPTOP, "cooking.example", SUPPORT) is None


@pytest.mark.row("R03", "R26")
def test_visitors_of_two_domains_are_never_merged(db: Connection) -> None:
    ingest(db, [*visit("laptop", 0, SITES[0]), *visit("phone", 10, SITES[1])])
    for one, into in [(LAPTOP, PHONE), (PHONE, LAPTOP), (LAPTOP, make_id("nobody"))]:
        assert merge(db, one, into) == "P0002 NOT_FOUND"
    assert merged_into(db) == {}


@pytest.mark.row("R03")
def test_it_is_audited_once_with_its_reason(db: Connection) -> None:
    ingest(db, [*visit("laptop", 0, "abtasty.com"), *visit("phone", 10, "abtasty.com")])
    for reason in ("", "  "):
        refused = merge(db, PHONE, LAPTOP, "abtasty.com", "admin@admin.com", reason)
        assert refused == "22023 REASON_REQUIRED"
    for _ in range(2):
        assert merge(db, PHONE, LAPTOP, "abtasty.com", "admin@admin.com", "called us") is None
    rows = db.execute(
        "select resource, resource_id, reason, after, actor_person_id = tests.person(%s),"
        " domain_id = tests.domain('abtasty.com') from audit_log where action = 'merge'",
        ["admin@admin.com"],
    ).fetchall()
    phone, laptop = (digest(db, name) for name in (PHONE, LAPTOP))
    assert rows == [("visitors", phone, "called us", {"into_visitor": laptop}, True, True)]


def digest(db: Connection, visitor_id: str) -> str:
    row = db.execute(
        "select encode(private.visitor_digest(tests.domain('abtasty.com'), %s), 'hex')",
        [visitor_id],
    ).fetchone()
    assert row is not None
    found: str = row[0]
    return found


@pytest.mark.row("R03", "R27")
def test_a_batch_that_comes_during_a_merge_waits_for_it(
    database_server: ConnectionInfo, template: str
) -> None:
    with worker_database(database_server, template) as url:
        with psycopg.connect(url) as db:
            add_sites(db)
            ingest(db, [*visit("laptop", 0), *visit("phone", 10)])

        def send() -> dict[str, int]:
            with psycopg.connect(url) as other:
                return ingest(other, visit("phone", 20))

        with ThreadPoolExecutor(1) as pool:
            with psycopg.connect(url) as db:
                act_as(db, "service")
                args = [domain(db), PHONE, LAPTOP]
                db.execute("select public.merge_visitors(%s, %s, %s, 'test')", args)
                sent = pool.submit(send)
                with pytest.raises(TimeoutError):
                    sent.result(0.3)
            assert sent.result(10)["stored"] == 3
        with psycopg.connect(url) as db:
            talks = read_state(db)["conversations"]
    assert [row["visitor_id"] for row in talks] == [LAPTOP] * 3


@pytest.mark.row("R03")
@pytest.mark.parametrize(
    ("laptop", "phone", "is_test"),
    [
        ("staging", "staging", True),
        ("staging", "production", False),
        ("production", "staging", False),
    ],
)
def test_only_two_test_visitors_make_one(
    db: Connection, laptop: str, phone: str, is_test: bool
) -> None:
    for name, environment in (("laptop", laptop), ("phone", phone)):
        ingest(db, [{**each, "environment": environment} for each in visit(name, 0)])
    assert merge(db, PHONE, LAPTOP) is None
    found = {row["id"]: row["is_test"] for row in read_state(db)["visitors"]}
    assert found[LAPTOP] is is_test
