"""The clean schema, the faults planted in it one at a time, and whether an exploit works."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from bo_cli.core.connection import ConnectionInfo
from bo_cli.db.connect import Connection, connect, database_of, with_database
from bo_cli.migrations.build import platform_template
from bo_cli.policies.databases import maintenance, worker_database

HERE = Path(__file__).parent
SCHEMA = sorted((HERE / "schema").glob("*.sql"))
PEOPLE = (HERE / "people.sql").read_text()
ROWS = (HERE / "rows.sql").read_text()
OUTCOME = (HERE / "outcome.sql").read_text()

# The folder of each class, and how the headers call it.
CLASSES = {
    "row_security": "row security missing or void",
    "predicates": "predicate wrong",
    "writes": "write side",
    "doors": "doors",
    "grants": "grants and roles",
    "oracles": "oracles",
    "side_doors": "side doors",
    "cost": "cost as a fault",
    "server": "server",
}

HEADER = re.compile(r"(?:--.*\n)+")
FIELD = re.compile(r"-- (class|exploit|as|try|rows|prints|run by|lives in|caught by|fuzz): (.+)")
SET_CLAIMS = "select set_config('request.jwt.claims', %s, true), set_config('role', %s, true)"


@dataclass(frozen=True)
class Fault:
    """One file of faults/.

    steps: (identity, statement), in order; the exploit works when none is refused and the last one
    returns or changes a row. prints: a text that a notice must bring instead. rows: SQL, as the
    owner, before the exploit. as_superuser: who plants it. is_global: it changes the roles of the
    whole server, so it must never be committed. caught_by: the commands that find it, as the header
    says. fuzz_only: what fuzz is tried with: a pattern of what is called, or `probes`.
    """

    name: str
    title: str
    kind: str
    exploit: str
    sql: str
    steps: tuple[tuple[str, str], ...]
    rows: tuple[str, ...] = ()
    prints: str | None = None
    as_superuser: bool = False
    is_global: bool = False
    caught_by: tuple[str, ...] = ()
    fuzz_only: str | None = None


def read_faults() -> list[Fault]:
    """Return the faults, by class and name."""
    return [_read(path) for path in sorted((HERE / "faults").glob("*/*.sql"))]


def _read(path: Path) -> Fault:
    sql = path.read_text()
    header = HEADER.match(sql)
    lines = header[0].splitlines() if header else []
    title: list[str] = []
    values: dict[str, list[str]] = {}
    steps: list[tuple[str, str]] = []
    for line in lines:
        found = FIELD.fullmatch(line)
        if not found:
            assert not values, f"{path}: cannot be read: {line}"
            title.append(line.removeprefix("-- "))
            continue
        values.setdefault(found[1], []).append(found[2])
        if found[1] == "try":
            steps.append((values["as"][-1], found[2]))
    return Fault(
        name=f"{path.parent.name}/{path.stem}",
        title=" ".join(title),
        kind=values["class"][0],
        exploit=values["exploit"][0],
        sql=sql,
        steps=tuple(steps),
        rows=tuple(values.get("rows", ())),
        prints=next(iter(values.get("prints", ())), None),
        as_superuser=values.get("run by") == ["superuser"],
        is_global=values.get("lives in") == ["transaction"],
        caught_by=tuple(",".join(values.get("caught by", [])).replace(",", " ").split()),
        fuzz_only=next(iter(values.get("fuzz", ())), None),
    )


@contextmanager
def clean_database(info: ConnectionInfo) -> Iterator[str]:
    """Make a database with the clean schema and no rows; yield its name. Nobody is connected."""
    with maintenance(info) as admin:
        platform = platform_template(admin)
    with worker_database(info, platform) as url:
        with connect(url) as connection:
            for path in SCHEMA:
                connection.execute(path.read_bytes())
        yield database_of(url)


@contextmanager
def planted_database(info: ConnectionInfo, clean: str, fault: Fault) -> Iterator[str]:
    """Clone the clean database, plant a fault, and yield the clone's address.

    A global fault is not planted: who opens the clone has to run it in a transaction. The address
    is then that of the superuser where the fault needs one.
    """
    with worker_database(info, clean) as url:
        privileged = with_database(str(info.admin_url), database_of(url))
        planter = privileged if fault.as_superuser else url
        if fault.is_global:
            yield planter
            return
        with connect(planter) as connection:
            connection.execute(fault.sql.encode())
        yield url


def in_transaction(fault: Fault) -> tuple[str, ...]:
    """Return the SQL that each transaction on a planted database has to begin with."""
    return (fault.sql,) if fault.is_global else ()


def exploit_works(connection: Connection, fault: Fault, before: tuple[str, ...] = ()) -> bool:
    """Say whether the exploit does what it promises; everything is rolled back.

    connection: in autocommit mode. before: SQL to begin with.
    """
    notices: list[str] = []

    def listen(said: psycopg.errors.Diagnostic) -> None:
        notices.append(said.message_primary or "")

    connection.add_notice_handler(listen)
    with connection.transaction(force_rollback=True):
        for text in (*before, PEOPLE, ROWS, OUTCOME):
            connection.execute(text.encode())
        works = _run(connection, fault)
    connection.remove_notice_handler(listen)
    return works and (fault.prints is None or any(fault.prints in said for said in notices))


def _run(connection: Connection, fault: Fault) -> bool:
    """Run the steps; false where one is refused, or where the last one touches no row."""
    touched = 0
    connection.execute("savepoint exploit")
    try:
        for statement in fault.rows:
            connection.execute(statement.encode())
        for person, statement in fault.steps:
            _become(connection, person)
            touched = connection.execute(statement.encode()).rowcount
    except psycopg.Error:
        return False
    finally:
        connection.execute("rollback to savepoint exploit")
    return touched > 0


def _become(connection: Connection, person: str) -> None:
    connection.execute("select set_config('role', 'none', true)")
    if person == "owner":
        return
    if person == "anon":
        connection.execute(SET_CLAIMS, ['{"role": "anon"}', "anon"])
        return
    found = connection.execute(
        "select id::text, email, raw_user_meta_data from auth.users where starts_with(email, %s)",
        [person + "@"],
    ).fetchone()
    assert found, f"nobody is called {person}"
    subject, email, metadata = found
    claims = {"sub": subject, "email": email, "role": "authenticated", "user_metadata": metadata}
    connection.execute(SET_CLAIMS, [json.dumps(claims), "authenticated"])
