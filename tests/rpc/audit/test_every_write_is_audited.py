"""Whatever a signed-in person can call, and which writes, leaves a row in the audit log."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import psycopg
import pytest

from tests.rpc.writing_calls import ADMIN, CALLS, PREPARE, READS

Connection = psycopg.Connection[Any]


@pytest.mark.row("T25")
def test_every_writing_rpc_is_listed_here(db: Connection) -> None:
    """A new RPC that people may call, and that may write, needs a line in CALLS."""
    found = db.execute(
        "select proname from pg_proc where pronamespace = 'public'::regnamespace"
        " and provolatile = 'v' and prorettype <> 'trigger'::regtype"
        " and has_function_privilege('authenticated', oid, 'execute')"
    )
    assert {name for (name,) in found} == CALLS.keys() | READS


@pytest.mark.row("T25", "C42")
@pytest.mark.parametrize("name", CALLS)
def test_a_write_leaves_an_audit_row(
    db: Connection, as_person: Callable[..., AbstractContextManager[None]], name: str
) -> None:
    arguments, before = CALLS[name]
    db.execute(PREPARE + before)
    last = db.execute("select max(id) from audit_log").fetchone()
    caller = "staff@demo.example" if name == "link_current_user" else ADMIN
    with as_person(db, caller, "aal2"):
        db.execute(f"select public.{name}({arguments})")
    written = db.execute(
        "select actor_person_id is not null from audit_log where id > %s", last
    ).fetchall()
    assert written
    assert all(has_actor for (has_actor,) in written)
