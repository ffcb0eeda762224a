"""Taking rows away, in a savepoint, and asking again."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from bo_cli.assurance.explain.relation import Relation, find_relation
from bo_cli.db.attempt import attempt
from bo_cli.db.connect import Connection
from bo_cli.db.quoting import literal, quoted

FOREIGN_KEYS = """
    select conrelid::regclass::text, quote_ident(conname) from pg_constraint
    where confrelid = %s and contype = 'f' and conparentid = 0"""
# Of a larger table only the rows that mention the person or the row's own values are tried.
ROWS_TRIED = 2000

Answer = Callable[[], bool]
Values = dict[str, str | None]


@dataclass(frozen=True)
class Place:
    """Where a row is."""

    relation: Relation
    ctid: str


@dataclass(frozen=True)
class Trial:
    """The tables whose rows can be taken away.

    spared: a condition on rows of one relation, by its label, that stay. untried: tables whose rows
    cannot be taken away, with the reason.
    """

    connection: Connection
    relations: tuple[Relation, ...]
    spared: dict[str, str] = field(default_factory=dict)
    untried: tuple[str, ...] = ()

    def places(self, mentions: Iterable[str]) -> list[Place]:
        """Return the rows of all tables; of large ones those in which one of the texts occurs."""
        found: list[Place] = []
        for relation in self.relations:
            rows = self._select(relation, "true", ROWS_TRIED + 1)
            found += rows if len(rows) <= ROWS_TRIED else self.mentioning(relation, mentions)
        return found

    def mentioning(
        self, relation: Relation, texts: Iterable[str], limit: int = ROWS_TRIED
    ) -> list[Place]:
        """Return rows of a table in which one of the texts occurs."""
        named = [f"strpos(target::text, {literal(text)}) > 0" for text in texts]
        return self._select(relation, " or ".join(named) or "false", limit)

    def without(self, places: Iterable[Place], ask: Answer) -> bool:
        """Ask with these rows away."""
        by_relation: dict[Relation, list[str]] = {}
        for place in places:
            by_relation.setdefault(place.relation, []).append(f"'{place.ctid}'::tid")
        with self.connection.transaction(force_rollback=True):
            for relation, rows in by_relation.items():
                among = f"any(array[{', '.join(rows)}])"
                self.connection.execute(f"delete from {relation.sql} where ctid = {among}".encode())
            return ask()

    def values(self, place: Place) -> Values:
        """Return the columns of a row as text."""
        relation = place.relation
        columns = ", ".join(f"{quoted(column)}::text" for column in relation.columns)
        query = f"select {columns} from {relation.sql} where ctid = '{place.ctid}'::tid"
        row = self.connection.execute(query.encode()).fetchone() or ()
        return dict(zip(relation.columns, row, strict=False))

    def _select(self, relation: Relation, condition: str, limit: int) -> list[Place]:
        spared = self.spared.get(relation.label)
        condition = f"({condition}) and not ({spared})" if spared else condition
        query = f"select ctid::text from {relation.sql} as target where {condition} limit {limit}"
        return [Place(relation, ctid) for (ctid,) in attempt(self.connection, query).rows]


@contextmanager
def trial(connection: Connection, tables: Iterable[str], spared: dict[str, str]) -> Iterator[Trial]:
    """Yield the tables, without the triggers and foreign keys that would refuse or follow.

    Everything is taken back at the end. tables: `schema.name`. spared: as for Trial.
    """
    with connection.transaction(force_rollback=True):
        relations, untried = [], []
        for name in tables:
            relation = find_relation(connection, name)
            _disarm(connection, relation)
            # An empty deletion tells whether any would be let through.
            refusal = attempt(connection, f"delete from {relation.sql} where false").refusal
            if refusal:
                untried.append(f"{name}: {refusal.message}")
            else:
                relations.append(relation)
        yield Trial(connection, tuple(relations), spared, tuple(untried))


def _disarm(connection: Connection, relation: Relation) -> None:
    """Whoever does not own the table may not do this, and may still be let to delete from it."""
    keys = connection.execute(FOREIGN_KEYS, [relation.oid]).fetchall()
    steps = [f"alter table {table} drop constraint {name}" for table, name in keys]
    for step in [f"alter table {relation.sql} disable trigger user", *steps]:
        if not attempt(connection, step).refusal:
            connection.execute(step.encode())
