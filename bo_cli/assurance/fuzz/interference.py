"""Asks the same again in a world without the rows that are hidden: the answers must be the same.

A count, a sum, an error on a key that is taken: whatever depends on rows that one may not see
tells of them, also where none of their values shows.
"""

from collections.abc import Callable, Mapping, Sequence

from bo_cli.assurance.fuzz.database import Database
from bo_cli.assurance.fuzz.model import Answer, Finding, Statement
from bo_cli.assurance.fuzz.secret import UUID
from bo_cli.assurance.model import Canary, SignedIn
from bo_cli.db.connect import Connection, DatabaseError
from bo_cli.db.quoting import literal, quoted

PASSES = 6  # rows that others point at go when those have gone
TOLD = ("rows", "notices", "error")
TIMED_OUT = "57014"

Renew = Callable[[], None]
Recorded = Sequence[tuple[Statement, Answer]]


def interferences(
    connection: Connection,
    database: Database,
    who: SignedIn,
    strangers: Mapping[str, Sequence[Canary]],
    canaries: Mapping[str, Sequence[Canary]],
    recorded: Recorded,
    renew: Renew,
) -> list[Finding]:
    """Return the calls, the smallest one of each target, whose answer depends on hidden rows.

    recorded: calls with their answers in the world as it is. strangers: the rows to take away.
    renew: brings up to date what is computed from rows.
    """
    known = {value for rows in canaries.values() for each in rows for value in each.values.values()}
    with connection.transaction(force_rollback=True):
        if not take_away(connection, strangers, canaries):
            return []
        renew()
        after = [(each, before, _again(database, who, each)) for each, before in recorded]
    renew()
    changed = [each for each in after if _differ(each[1], each[2], known)]
    smallest: dict[str, Finding] = {}
    for statement, before, other in sorted(changed, key=lambda each: len(str(each[0].parts))):
        if statement.target in smallest:
            continue
        # What is another thing each time tells nothing.
        if not _differ(_again(database, who, statement), before, known):
            smallest[statement.target] = _finding(database, who, statement, before, other)
    return list(smallest.values())


def _again(database: Database, who: SignedIn, statement: Statement) -> Answer:
    return database.ask_text(who, database.text(statement))


def _differ(one: Answer, two: Answer, known: set[str | None]) -> bool:
    if TIMED_OUT in (one.code, two.code):
        return False
    return _told(one, known) != _told(two, known)


def take_away(
    connection: Connection,
    strangers: Mapping[str, Sequence[Canary]],
    canaries: Mapping[str, Sequence[Canary]],
) -> int:
    """Delete as many of these rows as can be, and no other canary; return how many went."""
    left = dict(strangers)
    stay = {
        relation: [canary for canary in rows if canary not in left.get(relation, ())]
        for relation, rows in canaries.items()
    }
    lost = _lost(stay)
    gone = 0
    for _ in range(PASSES):
        before = len(left)
        # Rows were made before those that point at them.
        for relation in reversed([*left]):
            if _delete(connection, relation, left[relation], lost):
                gone += len(left.pop(relation))
        if len(left) == before:
            break
    return gone


def _delete(connection: Connection, relation: str, rows: Sequence[Canary], lost: str) -> bool:
    """Delete the rows. lost: a query that finds something where a visible row went as well."""
    try:
        with connection.transaction():
            connection.execute(
                f"delete from {quoted(*relation.split('.', 1))} where {_any_of(rows)}".encode()
            )
            # A cascade may take more along than what is hidden.
            if lost and connection.execute(lost.encode(), prepare=True).fetchone():
                raise _TooMuchError
    except (DatabaseError, _TooMuchError):
        return False
    return True


class _TooMuchError(Exception):
    """A visible row went as well."""


def _lost(stay: Mapping[str, Sequence[Canary]]) -> str:
    """Return a query that finds a row for each relation that has not all of these rows.

    One for all relations: it is asked after each deletion.
    """
    return " union all ".join(
        f"select 1 from {quoted(*relation.split('.', 1))} where {_any_of(rows)}"
        f" having count(*) <> {len(rows)}"
        for relation, rows in stay.items()
        if rows
    )


def _any_of(rows: Sequence[Canary]) -> str:
    each = (
        " and ".join(f"{quoted(name)} = {literal(value)}" for name, value in canary.key.items())
        for canary in rows
    )
    return " or ".join(f"({condition})" for condition in each)


def _told(answer: Answer, known: set[str | None]) -> dict[str, list[str]]:
    """Return what an answer tells, without the order of rows and without ids just made up."""
    return {
        place: sorted(
            UUID.sub(lambda m: m.group() if m.group() in known else "<id>", text).splitlines()
        )
        for place, text in answer.places.items()
        if place in TOLD
    }


def _finding(
    database: Database, who: SignedIn, statement: Statement, before: Answer, after: Answer
) -> Finding:
    return Finding(
        "interference",
        who.name,
        "sql",
        statement.target,
        "answer",
        f"answers {_short(before)}, but {_short(after)} where other tenants' rows are not there",
        database.text(statement),
    )


def _short(answer: Answer) -> str:
    said = " ".join(answer.places.get(place, "") for place in TOLD).strip() or "nothing"
    return repr(said if len(said) <= 120 else said[:117] + "...")
