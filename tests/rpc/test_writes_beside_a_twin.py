"""What is done in one domain is done there alone, also when another has rows with the same ids."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import psycopg
import pytest

from tests.rpc.writing_calls import ADMIN, CALLS, DOMAIN, PLATFORM, PREPARE, RESCUE

Connection = psycopg.Connection[Any]
Acting = Callable[..., AbstractContextManager[None]]

SITES = {DOMAIN: "abtasty.com", PLATFORM: "cooking.example", RESCUE: "toto.example"}
IN_A_DOMAIN = [name for name, (arguments, _) in CALLS.items() if any(d in arguments for d in SITES)]
ROWS = "select relation::text, rows, hash from tests.rows_of(%s)"


def resolved(db: Connection, arguments: str) -> str:
    """Return the arguments with values for what they look up: beside a twin there are two."""
    while (start := arguments.find("(select")) >= 0:
        depth, end = 1, start + 1
        while depth:
            depth += {"(": 1, ")": -1}.get(arguments[end], 0)
            end += 1
        found = arguments[start:end]
        row = db.execute(f"select format('%L::%s', {found}, pg_typeof({found}))").fetchone()
        assert row is not None
        arguments = f"{arguments[:start]}{row[0]}{arguments[end:]}"
    return arguments


def rows_of(db: Connection, domain: str) -> dict[str, tuple[int, str]]:
    return {name: (rows, digest) for name, rows, digest in db.execute(ROWS, [domain]).fetchall()}


def sizes(found: dict[str, tuple[int, str]]) -> dict[str, int]:
    return {name: rows for name, (rows, _digest) in found.items()}


@pytest.mark.row("R25", "T25")
@pytest.mark.parametrize("name", IN_A_DOMAIN)
def test_a_write_leaves_the_twin_alone(db: Connection, as_person: Acting, name: str) -> None:
    arguments, before = CALLS[name]
    domain = next(each for each in SITES if each in arguments)
    db.execute(PREPARE + before)
    call = f"select public.{name}({resolved(db, arguments)})"
    with db.transaction(force_rollback=True):
        with as_person(db, ADMIN, "aal2"):
            db.execute(call)
        alone = sizes(rows_of(db, domain))
    made = db.execute("select tests.twin(%s)", [SITES[domain]]).fetchone()
    assert made is not None
    untouched = rows_of(db, made[0])
    with as_person(db, ADMIN, "aal2"):
        db.execute(call)
    assert rows_of(db, made[0]) == untouched
    assert sizes(rows_of(db, domain)) == alone
