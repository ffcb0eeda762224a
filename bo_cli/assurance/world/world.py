"""A database filled with canaries, for as long as it is looked at."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from bo_cli.assurance.intent.acting import find_tenants, sign_in
from bo_cli.assurance.intent.intent import Intent
from bo_cli.assurance.model import Canary, SignedIn
from bo_cli.assurance.world.catalogue import Catalogue, read_catalogue
from bo_cli.assurance.world.filling import Filler
from bo_cli.assurance.world.guards import LOCKED, in_use, patient, unforced
from bo_cli.assurance.world.hints import Hints, built_in_hints, hints_beside, unknown_hints
from bo_cli.assurance.world.own import OwnRows
from bo_cli.assurance.world.sequences import hold_sequences
from bo_cli.assurance.world.variety import Variety
from bo_cli.core.console import say
from bo_cli.core.errors import BoError, UsageError
from bo_cli.db.attempt import Refusal
from bo_cli.db.connect import Connection
from bo_cli.db.keeping import keep
from bo_cli.db.locks import take_turn
from bo_cli.db.statements import split_statements

FEWEST_TENANTS = 3
TURN = "bo policy: look"
WAITING = "another bo looks at this database; waiting for it"


@dataclass
class World:
    """connection: as the owner, inside the transaction that is rolled back in the end.

    people: identity -> signed in. tenants: name -> key. canaries: relation -> its rows; relations
    without any are in `missing`, with the reason, and in `excused` where a hint gives it. notes:
    what else the reader of a report should know, such as rows that could only stand in.
    """

    connection: Connection
    intent: Intent
    catalogue: Catalogue
    people: dict[str, SignedIn]
    tenants: dict[str, str]
    canaries: dict[str, list[Canary]] = field(default_factory=dict)
    missing: dict[str, str] = field(default_factory=dict)
    excused: set[str] = field(default_factory=set)
    notes: list[str] = field(default_factory=list)


@contextmanager
def open_world(
    connection: Connection, intent: Intent, hints: Hints | None = None
) -> Iterator[World]:
    """Fill the database with canaries in one transaction, which is rolled back on leaving.

    connection: a look at a database waits until another one is over: each holds its sequences and
    writes the same keys. hints: not given, those of the file canaries.toml next to the intent, if
    there is one.
    Raises UsageError where the intent does not fit the database, BoError where the setup fails or
    the database is in use.
    """
    with connection.transaction(force_rollback=True):
        take_turn(connection, TURN, lambda: say(WAITING))
        # Before anything else: also the setup may take values.
        with patient(connection):
            hold_sequences(connection)
            world = make_world(connection, intent, hints)
        yield world


def make_world(connection: Connection, intent: Intent, hints: Hints | None = None) -> World:
    """Fill the database in the connection's transaction; what becomes of that is the caller's.

    For a throwaway database, where a server must see the canaries too, it may be committed.
    """
    _run_setup(connection, intent)
    people = sign_in(connection, intent)
    tenants = find_tenants(connection, intent)
    if len(tenants) < FEWEST_TENANTS:
        raise UsageError(
            f"{intent.file}: tenants: {len(tenants)} named, at least {FEWEST_TENANTS} are needed"
        )
    catalogue = read_catalogue(connection)
    hints = hints if hints is not None else hints_beside(intent.file)
    known = hints.over(built_in_hints())
    filler = Filler(connection, intent, catalogue, people, tenants, known)
    with unforced(connection, catalogue):
        _fill(filler)
    return World(
        connection,
        intent,
        catalogue,
        people,
        tenants,
        filler.canaries,
        filler.missing,
        filler.excused,
        filler.notes + unknown_hints(hints, catalogue),
    )


def _fill(filler: Filler) -> None:
    """First the neutral rows, because the others are measured by them."""
    filler.fill()
    OwnRows(filler).fill()
    Variety(filler).fill()
    filler.fill_partitions()
    filler.read_again()
    for view in filler.catalogue.of_kind("m"):
        keep(filler.connection, f"refresh materialized view {view.sql}")


def _run_setup(connection: Connection, intent: Intent) -> None:
    """Run the setup, statement by statement; one that would end the transaction is refused."""
    for number, text in enumerate(intent.setup, 1):
        name = f"{intent.file}: setup {number}"
        for statement in split_statements(name, text):
            if not statement.runs:
                continue
            outcome = keep(connection, statement.text)
            if isinstance(outcome, Refusal):
                if outcome.sqlstate == LOCKED:
                    raise in_use(outcome)
                raise BoError(f"{name}:{statement.first_line}: {outcome.message}", outcome.hint)
