"""One run of the matrix over a database."""

import time
from collections.abc import Collection
from contextlib import ExitStack
from fnmatch import fnmatchcase

from bo_cli.assurance.intent.intent import Intent
from bo_cli.assurance.matrix.matrix import Matrix
from bo_cli.assurance.matrix.report import Report
from bo_cli.assurance.world.hints import Hints
from bo_cli.assurance.world.world import World, open_world
from bo_cli.core.console import step
from bo_cli.core.errors import UsageError
from bo_cli.db.connect import connect


def run_matrix(
    url: str,
    intent: Intent,
    hints: Hints | None = None,
    *,
    identities: Collection[str] = (),
    patterns: Collection[str] = (),
) -> Report:
    """Try the cells of a database and leave nothing behind.

    identities: only these; none for all. patterns: only objects whose names match one of these
    (`public.*`, without arguments also functions); none for all. Raises UsageError where an
    identity is unknown or a pattern matches nothing.
    """
    _check_identities(intent, identities)
    with connect(url) as connection:
        try:
            with ExitStack() as stack:
                with step("filling the tables"):
                    world = stack.enter_context(open_world(connection, intent, hints))
                return _report(world, identities, patterns)
        finally:
            connection.rollback()


def _report(world: World, identities: Collection[str], patterns: Collection[str]) -> Report:
    only = _matching(world, patterns) if patterns else None
    catalogue = world.catalogue
    started = time.perf_counter()
    with step("trying the cells") as now:
        matrix = Matrix(world, now)
        verdicts = list(matrix.examine(only, identities or None))
    return Report(
        [name for name in world.people if not identities or name in identities],
        [name for name in catalogue.relations if only is None or name in only],
        [name for name in catalogue.functions if only is None or name in only],
        verdicts,
        matrix.prober.tried,
        time.perf_counter() - started,
        [] if patterns else _notes(world),
    )


def _matching(world: World, patterns: Collection[str]) -> set[str]:
    catalogue = world.catalogue
    names = [*catalogue.relations, *catalogue.functions, *catalogue.schemas]
    found: set[str] = set()
    for pattern in patterns:
        same = {
            name
            for name in names
            if fnmatchcase(name, pattern) or fnmatchcase(name.partition("(")[0], pattern)
        }
        if not same:
            hint = "write it with its schema, such as public.notes or 'public.*'"
            raise UsageError(f"nothing is called {pattern}", hint)
        found |= same
    return found


def _check_identities(intent: Intent, identities: Collection[str]) -> None:
    for name in identities:
        if name not in intent.identities:
            raise UsageError(
                f"unknown identity {name}", hint=f"there are {', '.join(intent.identities)}"
            )


def _notes(world: World) -> list[str]:
    catalogue = world.catalogue
    unused = world.intent.unused(catalogue.relations, catalogue.functions)
    said = [f"{world.intent.file}: {key} matches nothing in the database" for key in unused]
    return [*said, *(f"note: {note}" for note in world.notes)]
