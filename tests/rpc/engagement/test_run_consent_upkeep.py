"""What waited too long goes; and a decision and a batch never overlap."""

from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest

from bo_cli.core.connection import ConnectionInfo
from bo_cli.policies.databases import worker_database

from .actors import USER, refusal
from .consents import decision, held, require_consent
from .events import SITES, Connection, add_sites, event, ingest, make_id, state
from .planted_visitor import ADMIN, planted

RUN = "select public.run_consent_upkeep(%L::integer)"


def run(db: Connection, batch_size: int = 1000) -> dict[str, int]:
    row = db.execute("select public.run_consent_upkeep(%s)", [batch_size]).fetchone()
    assert row is not None
    told: dict[str, int] = row[0]
    return told


def grow_old(db: Connection, interval: str = "7 days 1 second") -> None:
    db.execute("update private.held_events set held_at = now() - %s::interval", [interval])


@pytest.mark.row("R27")
def test_after_seven_days_nothing_waits_any_more(db: Connection) -> None:
    require_consent(db)
    ingest(db, [event("one"), event("two", minute=1)])
    grow_old(db, "6 days 23 hours")
    assert run(db) == {"stored": 0, "dropped": 0, "joined": 0, "is_waiting": False}
    grow_old(db)
    assert run(db, 1) == {"stored": 0, "dropped": 1, "joined": 0, "is_waiting": True}
    assert run(db, 5) == {"stored": 0, "dropped": 1, "joined": 0, "is_waiting": False}
    ingest(db, [decision("yes", "granted")])
    assert held(db) == set()
    assert state(db)["session_events"] == []


@pytest.mark.row("R27")
def test_a_site_that_asks_keeps_nothing_of_whom_it_did_not_ask(db: Connection) -> None:
    require_consent(db)
    told = ingest(db, planted())
    assert (told["stored"], told["held"]) == (0, 12)
    assert ingest(db, planted())["duplicates"] == 12
    ingest(db, [decision("yes", "granted", minute=3)])
    rows = state(db)
    assert {row["visitor_id"] for row in rows["session_events"]} == {make_id("visitor")}
    assert min(row["occurred_at"] for row in rows["session_events"]).endswith("09:03:00+00:00")
    assert len(held(db)) == 12 - len(rows["session_events"])


@pytest.mark.row("R27")
def test_a_site_that_no_longer_asks_keeps_what_waited(db: Connection) -> None:
    require_consent(db)
    ingest(db, [event("one"), event("o", visitor_id=make_id("o"), session_id=make_id("os"))])
    ingest(db, [decision("no", "withdrawn", minute=-1, visitor_id=make_id("o"))])
    require_consent(db, False)
    grow_old(db)
    assert run(db) == {"stored": 1, "dropped": 1, "joined": 0, "is_waiting": False}
    assert [row["visitor_id"] for row in state(db)["session_events"]] == [make_id("visitor")]


@pytest.mark.row("R27")
def test_a_withdrawal_is_never_lowered(db: Connection) -> None:
    ingest(db, [decision("no", "withdrawn", minute=5)])
    db.execute("update private.visitor_consents set withdrawn_at = null")
    [(kept,)] = db.execute(
        "select extract(minute from withdrawn_at) from private.visitor_consents"
        " where domain_id = tests.domain(%s)", [SITES[0]],
    ).fetchall()  # fmt: skip
    assert kept == 5


@pytest.mark.row("R27")
@pytest.mark.parametrize("size", [0, 10001, None])
def test_the_size_of_a_batch_is_checked(db: Connection, size: int | None) -> None:
    assert refusal(db, "service", RUN, size) == "22023 INVALID_INPUT"


@pytest.mark.row("R27", "R25")
@pytest.mark.parametrize("actor", [USER, ADMIN, "anon"])
def test_only_workers_run_it(db: Connection, actor: str) -> None:
    assert refusal(db, actor, RUN, 10) == "42501"


@pytest.mark.row("R27")
def test_a_batch_that_comes_during_a_withdrawal_waits_and_brings_nothing_back(
    database_server: ConnectionInfo, template: str
) -> None:
    with worker_database(database_server, template) as url:
        with psycopg.connect(url) as db:
            add_sites(db)
            ingest(db, [event("one")])

        def widget() -> int:
            with psycopg.connect(url) as other:
                return ingest(other, [event("late", minute=1)])["erased"]

        with psycopg.connect(url) as db, ThreadPoolExecutor(1) as pool:
            db.execute("select 1")  # Begins the transaction that lasts.
            ingest(db, [decision("no", "withdrawn", minute=5)])
            sent = pool.submit(widget)
            with pytest.raises(TimeoutError):
                sent.result(0.5)
            db.commit()
            assert sent.result(10) == 1
            assert state(db)["session_events"] == []


COMES_BACK = """
insert into public.visitors (domain_id, id, first_seen_at, last_seen_at, is_test)
select tests.domain(v.site), v.id, now(), now(), false
from (values (%(here)s, %(back)s::uuid), (%(here)s, %(stays)s), (%(here)s, %(beside)s),
  (%(there)s, %(stays)s)) as v (site, id);
insert into private.visitor_consents (domain_id, digest, person, visitor_id, withdrawn_at)
select domain_id, private.visitor_digest(domain_id, v.id),
  private.visitor_digest(domain_id, %(stays)s), v.id, now()
from tests.domain(%(here)s) as domain_id, unnest(array[%(back)s, %(stays)s]::uuid []) as v (id)
"""


@pytest.mark.row("R27", "R26")
def test_nobody_is_merged_with_who_is_erased_meanwhile(
    database_server: ConnectionInfo, template: str
) -> None:
    ids = {name: make_id(f"rejoin {name}") for name in ("back", "stays", "beside")}
    sites = {"here": SITES[0], "there": SITES[1]}
    with worker_database(database_server, template) as url:
        with psycopg.connect(url, cursor_factory=psycopg.ClientCursor) as db:
            add_sites(db)
            db.execute(COMES_BACK, {**ids, **sites})

        def upkeep() -> int:
            with psycopg.connect(url) as other:
                return run(other)["joined"]

        with psycopg.connect(url) as db, ThreadPoolExecutor(1) as pool:
            db.execute(
                "select pg_advisory_xact_lock(private.merge_lock_key(tests.domain(%s)))",
                [SITES[0]],
            )
            db.execute(
                "delete from visitors where id = %s and domain_id = tests.domain(%s)",
                [ids["stays"], SITES[0]],
            )
            merged = pool.submit(upkeep)
            with pytest.raises(TimeoutError):
                merged.result(0.5)
            db.commit()
            assert merged.result(10) == 0
