"""Taking rows away, in a savepoint, and asking again."""

import re
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
HAS_TRIGGERS = "select from pg_trigger where tgrelid = %s and not tgisinternal limit 1"
# Of a larger table only the rows that mention the person or the row's own values are tried.
ROWS_TRIED = 2000
# To look into every row of a table as large as this takes seconds.
HUGE = 100_000
SIZE = "select reltuples from pg_class where oid = %s"
INDEXED = """
    select distinct a.attname::text, a.atttypid::regtype::text from pg_index as i
    join pg_attribute as a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
    where i.indrelid = %s
        and a.atttypid = any('{uuid, text, varchar, int8, int4}'::regtype[])"""
FORMS = {
    "uuid": r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}",
    "bigint": r"\d{1,18}",
    "integer": r"\d{1,9}",
}

Answer = Callable[[], bool]
Values = dict[str, str | None]


@dataclass(frozen=True, eq=False)
class Place:
    """Where a row is; compared by identity, because there are thousands in a trial."""

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
        """Return rows of a table in which one of the texts occurs; in a huge one, as a key."""
        size = self.connection.execute(SIZE, [relation.oid]).fetchone()
        if size and size[0] > HUGE:
            conditions = self._keys_that_are(relation, [*texts])
        else:
            conditions = [f"strpos(target::text, {literal(text)}) > 0" for text in texts]
        return self._select(relation, " or ".join(conditions) or "false", limit)

    def without(self, places: Iterable[Place], ask: Answer) -> bool:
        """Ask with these rows away."""
        with self.connection.transaction(force_rollback=True):
            self._delete(places)
            return ask()

    @contextmanager
    def taken_away(self, places: Iterable[Place]) -> Iterator[None]:
        """Take rows away, and bring back these and whatever is taken away meanwhile."""
        with self.connection.transaction(force_rollback=True):
            self._delete(places)
            yield

    def take_away_unless_needed(self, places: list[Place], ask: Answer) -> bool:
        """Take rows away where the answer holds without them; say whether it does."""
        holds = self.without(places, ask)
        if holds:
            self._delete(places)
        return holds

    def _delete(self, places: Iterable[Place]) -> None:
        by_table: dict[int, list[Place]] = {}
        for place in places:
            by_table.setdefault(place.relation.oid, []).append(place)
        for rows in by_table.values():
            among = ",".join(f'"{row.ctid}"' for row in rows)
            statement = f"delete from {rows[0].relation.sql} where ctid = any('{{{among}}}'::tid[])"
            self.connection.execute(statement.encode())

    def values(self, place: Place) -> Values:
        """Return the columns of a row as text."""
        relation = place.relation
        columns = ", ".join(f"{quoted(column)}::text" for column in relation.columns)
        query = f"select {columns} from {relation.sql} where ctid = '{place.ctid}'::tid"
        row = self.connection.execute(query.encode()).fetchone() or ()
        return dict(zip(relation.columns, row, strict=False))

    def _keys_that_are(self, relation: Relation, texts: list[str]) -> list[str]:
        """Return conditions that an index answers: the first column of one is one of the texts."""
        found = []
        for column, kind in self.connection.execute(INDEXED, [relation.oid]).fetchall():
            fit = [literal(text) for text in texts if re.fullmatch(FORMS.get(kind, ".+"), text)]
            if fit:
                found.append(f"target.{quoted(column)} in ({', '.join(fit)})")
        return found

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
            refusal = _disarm(connection, relation)
            if refusal:
                untried.append(f"{name}: {refusal}")
            else:
                relations.append(relation)
        yield Trial(connection, tuple(relations), spared, tuple(untried))


def _disarm(connection: Connection, relation: Relation) -> str | None:
    """Take triggers and foreign keys away; return why rows cannot be taken away then, if so."""
    keys = connection.execute(FOREIGN_KEYS, [relation.oid]).fetchall()
    steps = [f"alter table {table} drop constraint {name}" for table, name in keys]
    if connection.execute(HAS_TRIGGERS, [relation.oid]).fetchone() is not None:
        steps.append(f"alter table {relation.sql} disable trigger user")
    # An empty deletion tells whether any would be let through.
    for step in [*steps, f"delete from {relation.sql} where false"]:
        refusal = attempt(connection, step).refusal
        if refusal:
            return refusal.message
        connection.execute(step.encode())
    return None
