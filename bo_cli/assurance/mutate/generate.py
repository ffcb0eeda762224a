"""All mutants of a database, and which of them compile."""

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from fnmatch import fnmatchcase

from bo_cli.assurance.mutate.bodies import body_mutants, known_constants
from bo_cli.assurance.mutate.definitions import Schema, read_schema
from bo_cli.assurance.mutate.model import Mutant
from bo_cli.assurance.mutate.policies import policy_mutants
from bo_cli.assurance.mutate.surface import surface_mutants
from bo_cli.core.errors import UsageError
from bo_cli.db.attempt import attempt
from bo_cli.db.connect import Connection


def mutants_of(schema: Schema) -> list[Mutant]:
    """Return every mutant, policies first, each change once."""
    constants = known_constants(schema)
    found = [
        *policy_mutants(schema, constants),
        *surface_mutants(schema),
        *body_mutants(schema, constants),
    ]
    return list(_told_apart({mutant.apply: mutant for mutant in found}.values()))


def _told_apart(mutants: Iterable[Mutant]) -> Iterator[Mutant]:
    """Number those of one object that the same words describe, in the order of the text."""
    alike: dict[tuple[str, str], list[Mutant]] = {}
    for mutant in mutants:
        alike.setdefault((mutant.object, mutant.fault), []).append(mutant)
    for found in alike.values():
        for number, mutant in enumerate(found, 1):
            which = f" ({number} of {len(found)})" if len(found) > 1 else ""
            yield replace(mutant, line=f"{mutant.line}{which}")


def compiling(connection: Connection, mutants: Iterable[Mutant]) -> list[Mutant]:
    """Return the mutants that Postgres accepts; each is tried and taken back.

    PL/pgSQL's validator looks at the syntax of every statement and expression, as for any function.
    """
    with connection.transaction(force_rollback=True):
        connection.execute("set local check_function_bodies = on")
        return [mutant for mutant in mutants if not attempt(connection, mutant.apply).refusal]


def generate(connection: Connection) -> list[Mutant]:
    """Return every mutant of the database that compiles. Nothing is left of trying them."""
    return compiling(connection, mutants_of(read_schema(connection)))


def chosen(
    mutants: list[Mutant],
    *,
    only: Sequence[str] = (),
    kind: str | None = None,
    sample: int | None = None,
    seed: int = 0,
) -> list[Mutant]:
    """Return those whose object (or id) matches one of `only` and whose kind matches `kind`.

    Both are patterns with *. sample: at most so many, drawn with `seed`. Raises UsageError where
    none is left.
    """
    found = [
        mutant
        for mutant in mutants
        if (not only or any(_matches(mutant, pattern) for pattern in only))
        and (kind is None or fnmatchcase(mutant.kind, kind))
    ]
    if not found:
        kinds = ", ".join(sorted({mutant.kind for mutant in mutants})) or "none"
        raise UsageError("no mutant matches", hint=f"kinds: {kinds}")
    if sample is not None and sample < len(found):
        drawn = set(random.Random(seed).sample(range(len(found)), sample))  # noqa: S311
        return [mutant for index, mutant in enumerate(found) if index in drawn]
    return found


def _matches(mutant: Mutant, pattern: str) -> bool:
    return mutant.id == pattern or fnmatchcase(mutant.object, f"*{pattern}*")
