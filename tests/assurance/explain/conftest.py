"""Somebody else's schema, and what explanations are held against: plain SQL as a person."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg
import pytest

from bo_cli.assurance.explain.explain import explain_row
from bo_cli.assurance.explain.model import Explanation
from bo_cli.assurance.explain.person import find_person
from bo_cli.assurance.explain.relation import find_relation

Connection = psycopg.Connection[Any]
SCHEMA = (Path(__file__).parent / "shop.sql").read_text()

ANN = "a0000000-0000-4000-8000-000000000001"
BOB = "a0000000-0000-4000-8000-000000000002"
TEAM_ONE = "b0000000-0000-4000-8000-000000000001"
TEAM_TWO = "b0000000-0000-4000-8000-000000000002"


@pytest.fixture
def shop(db: Connection) -> Connection:
    """A connection to a database with the schema, in a transaction that is rolled back."""
    db.execute(SCHEMA)
    return db


@pytest.fixture
def explained() -> Callable[..., Explanation]:
    """`explained(db, person, table, id, command='select', given=None, claims=None)`."""

    def explain(
        db: Connection,
        person: str,
        table: str,
        row: str | None,
        command: str = "select",
        given: dict[str, Any] | None = None,
        claims: dict[str, Any] | None = None,
    ) -> Explanation:
        who = find_person(db, person, json.dumps(claims) if claims else None, None)
        return explain_row(db, find_relation(db, table), who, command, row, given)

    return explain


@pytest.fixture
def counted() -> Callable[..., int]:
    """`counted(db, sub, query, first='')`: the rows as that user; the owner runs `first`."""

    def count(db: Connection, sub: str, query: str, first: str = "") -> int:
        with db.transaction(force_rollback=True):
            if first:
                db.execute(first)
            claims = json.dumps({"sub": sub, "role": "authenticated", "iat": 4102444800})
            db.execute("select set_config('request.jwt.claims', %s, true)", [claims])
            db.execute("set local role authenticated")
            return db.execute(query).rowcount

    return count
