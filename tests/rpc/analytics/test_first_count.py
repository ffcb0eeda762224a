"""The first count of a domain grows with its persons, and not with their square.

A plan that is made while nobody is known may be a nested loop over everybody. It gives the same
numbers, so the rows are counted that its nodes handle.
"""

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import psycopg
import pytest
from psycopg.errors import Diagnostic

from bo_cli.core.connection import ConnectionInfo
from bo_cli.db.connect import with_database
from bo_cli.policies.databases import worker_database
from tests.rpc.engagement.events import SITES, START, Connection, Event, add_sites, ingest, make_id

from .visits import count

EXPLAIN = """
load 'auto_explain';
set auto_explain.log_min_duration = 0;
set auto_explain.log_nested_statements = on;
set auto_explain.log_analyze = on;
set auto_explain.log_timing = off;
set auto_explain.log_format = json;
"""
LEFT_OUT = ("Rows Removed by Filter", "Rows Removed by Join Filter")


@pytest.fixture
def explained(database_server: ConnectionInfo, template: str) -> Iterator[Connection]:
    """A database of this test alone, and a superuser there: nobody else may load auto_explain."""
    assert database_server.admin_url is not None
    with worker_database(database_server, template) as url:
        name = psycopg.conninfo.conninfo_to_dict(url)["dbname"]
        admin_url = with_database(database_server.admin_url, str(name))
        with psycopg.connect(admin_url, autocommit=True) as db:
            add_sites(db)
            count(db)
            db.execute(EXPLAIN.encode())
            yield db


def displays(site: str, people: int) -> list[Event]:
    """Each person saw the widget once, in one of three months."""
    return [
        {
            "id": make_id(f"event {site} {number}"),
            "site_domain": site,
            "visitor_id": make_id(f"visitor {site} {number}"),
            "session_id": make_id(f"session {site} {number}"),
            "kind": "widget_shown",
            "occurred_at": (START + timedelta(days=number % 90)).isoformat(),
            "received_at": (START + timedelta(days=number % 90, seconds=1)).isoformat(),
            "properties": {"visible_ms": 12_000},
        }
        for number in range(people)
    ]


def handled(plan: dict[str, Any]) -> int:
    """Rows that a node of a plan and all below it gave or left out, in all their loops."""
    loops = plan.get("Actual Loops", 0)
    own = loops * (plan.get("Actual Rows", 0) + sum(plan.get(key, 0) for key in LEFT_OUT))
    return int(own) + sum(handled(part) for part in plan.get("Plans", []))


def work(db: Connection, query: str) -> int:
    """Run the query, and return the rows that all plans in it handled."""
    plans: list[dict[str, Any]] = []

    def keep(told: Diagnostic) -> None:
        text = told.message_primary or ""
        if "plan:" in text:
            plans.append(json.loads(text[text.index("{") :])["Plan"])

    db.add_notice_handler(keep)
    db.execute("set client_min_messages = log")
    db.execute(query.encode())
    db.execute("set client_min_messages = warning")
    db.remove_notice_handler(keep)
    return sum(handled(plan) for plan in plans)


def test_it_does_not_grow_with_the_square(explained: Connection) -> None:
    """The days are as many, so most of the work stays; eight times the persons add a quarter."""
    found = []
    for site, people in zip(SITES, (120, 960), strict=True):
        ingest(explained, displays(site, people))
        found.append(work(explained, "select run_rollup_upkeep(100000)"))
    few, many = found
    assert 0 < many < 2 * few


def test_nor_does_taking_the_notes(explained: Connection) -> None:
    days = 2000
    note = (
        "insert into private.dirty_days (domain_id, day, cause)"
        " select tests.domain(%s), date '2020-01-01' + n, 'late' from generate_series(1, %s) as n"
    )
    explained.execute(note, [SITES[0], 1])
    explained.execute("vacuum (analyze) private.dirty_days")  # What is known of it gets old.
    explained.execute(note, [SITES[1], days])
    assert days < work(explained, "select private.take_dirty_days(100000)") < 30 * days
