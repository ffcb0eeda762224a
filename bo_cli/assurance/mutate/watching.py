"""Bodies that tell which of their mutants would have made a difference, while a test runs.

A condition is asked as it is and as each of its mutants would have it. A test during which the two
never differ cannot notice the mutant: with it, everything would have happened in the same way.
Where a condition is of rows, or asking twice could change something, its statement tells that it
is reached: a test that does not get there cannot notice the mutant either. Conditions of rows are
asked all the same where that is wanted: it takes time, as no index serves them then.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path

from bo_cli.assurance.mutate.bodies import parts_of
from bo_cli.assurance.mutate.definitions import Schema
from bo_cli.assurance.mutate.model import Mutant
from bo_cli.assurance.mutate.sites import Sites
from bo_cli.assurance.mutate.tokens import tokens_of
from bo_cli.assurance.mutate.watching_writes import Written, may_lock, written_of
from bo_cli.assurance.world.objects import Function
from bo_cli.db.attempt import attempt
from bo_cli.db.connect import Connection, Diagnostic

HELPERS = Path(__file__).with_suffix(".sql")
NOTICE = "bo_watch "
VOLATILE = "select distinct proname from pg_catalog.pg_proc where provolatile = 'v'"


class Watched:
    """The bodies of a schema with everything that they tell. mutants: ids of what is watched.

    values: those of them of which conditions tell, not only that a statement is reached. writes:
    whether tables tell, too, for which they get triggers. rows: whether conditions of rows do.
    """

    def __init__(
        self,
        connection: Connection,
        schema: Schema,
        mutants: Sequence[Mutant],
        *,
        writes: bool = False,
        rows: bool = False,
    ) -> None:
        self._volatile = {name for (name,) in connection.execute(VOLATILE)}
        self._rows = rows
        self.mutants: frozenset[str] = frozenset()
        self.values: frozenset[str] = frozenset()
        self._parts: list[str] = []
        written = [*written_of(schema, mutants)] if writes else []
        # Of these, bodies tell that may lock rows; where one does not, they are not watched.
        locks = [mutant for each in written if each.command == "update" for mutant in each.mutants]
        with connection.transaction(force_rollback=True):
            connection.execute(HELPERS.read_text().encode())
            all_tell = self._watch_bodies(connection, schema, mutants, locks)
            for each in written:
                if all_tell or each.command != "update":
                    self._watch_table(connection, each)

    @property
    def sql(self) -> str:
        """The statements that make a database's bodies tell."""
        return "\n".join([HELPERS.read_text(), *self._parts])

    def _watch_bodies(
        self, connection: Connection, schema: Schema, mutants: Iterable[Mutant], locks: list[str]
    ) -> bool:
        """Let bodies tell; returns whether all do that are to tell of `locks` (ids)."""
        by_function: dict[str, list[Mutant]] = {}
        for mutant in mutants:
            if mutant.site:
                by_function.setdefault(mutant.object, []).append(mutant)
        all_tell = True
        for function in schema.functions:
            found = by_function.get(function.name, [])
            first = locks if may_lock(function) else []
            if found or first:
                definition = schema.definitions[function.name]
                tells = self._watch(connection, function, definition, found, first)
                all_tell = all_tell and (tells or not first)
        return all_tell

    def _watch_table(self, connection: Connection, written: Written) -> None:
        if not attempt(connection, written.sql).refusal:
            self._parts.append(written.sql)
            self.mutants |= set(written.mutants)

    def _watch(
        self,
        connection: Connection,
        function: Function,
        definition: str,
        mutants: list[Mutant],
        first: list[str],
    ) -> bool:
        """Let a body tell; returns whether it does. first: ids of which it tells at its begin."""
        parts = parts_of(function, definition)
        is_sql = function.language == "sql"
        if parts is None or not (function.language == "plpgsql" or (is_sql and self._rows)):
            return False
        head, body, tail = parts
        # What cannot change is asked when a plan is made, and plans are kept.
        head = head.replace(" IMMUTABLE", " STABLE")
        sites = Sites(tokens_of(body), self._volatile, mutants, first, rows=self._rows, sql=is_sql)
        sql = head + sites.told(body, 0, len(body)) + tail
        if not sites.are_nested or attempt(connection, sql).refusal:
            return False
        self._parts.append(sql)
        self.mutants |= sites.mutants
        self.values |= sites.values
        return True


def told_by(notice: Diagnostic) -> set[str]:
    """Return the mutants (their ids) that a notice tells of, if it is one of ours."""
    message = notice.message_primary or ""
    return set(message.removeprefix(NOTICE).split()) if message.startswith(NOTICE) else set()
