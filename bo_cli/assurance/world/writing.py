"""Writing a row, with the table's triggers or without."""

from collections.abc import Iterator
from contextlib import contextmanager

from bo_cli.assurance.world.guards import BUSY, LOCKED
from bo_cli.assurance.world.objects import Relation
from bo_cli.assurance.world.solver import Draft, Picks
from bo_cli.core.errors import BoError
from bo_cli.db.attempt import Refusal
from bo_cli.db.connect import Connection
from bo_cli.db.keeping import keep
from bo_cli.db.quoting import literal, quoted

VANISHED = Refusal("", "a trigger or a rule takes the row away")
_ENABLE = {
    "O": "enable trigger",
    "A": "enable always trigger",
    "R": "enable replica trigger",
}
_REPLICATION = "set local session_replication_role"


def insert(
    connection: Connection, relation: Relation, draft: Draft, picks: Picks
) -> dict[str, str | None] | Refusal:
    """Insert the row; return every column (and the key's ctid) as text, or why not."""
    chosen = {name: draft[name][at] for name, at in picks.items()}
    written = {name: choice.sql for name, choice in chosen.items() if choice.is_written}
    columns = ", ".join(map(quoted, written))
    values = ", ".join(written.values())
    what = f"({columns}) values ({values})" if written else "default values"
    found = keep(
        connection,
        f"insert into {relation.sql} {what} returning {as_texts(relation)}",
    )
    if isinstance(found, Refusal):
        if found.sqlstate == LOCKED:
            raise BoError(f"the database is in use: {relation.name}: {found.message}", BUSY)
        return found
    return dict(zip(readable(relation), found[0], strict=True)) if found else VANISHED


def readable(relation: Relation) -> list[str]:
    """Return the names of what is read of a row: every column, and what makes up its key."""
    return list(dict.fromkeys([*relation.columns, *relation.key]))


def as_texts(relation: Relation) -> str:
    """Return the select list that goes with `readable`."""
    columns = [f"{quoted(name)}::text" for name in relation.columns]
    hidden = [name for name in relation.key if name not in relation.columns]
    casts = {"tableoid": "tableoid::regclass::text", "ctid": "ctid::text"}
    return ", ".join([*columns, *(casts[name] for name in hidden)])


def condition(key: dict[str, str]) -> str:
    """Return the condition that finds the row with this key."""
    casts = {"ctid": "tid", "tableoid": "regclass"}
    parts = []
    for name, value in key.items():
        left = name if name in casts else quoted(name)
        cast = f"::{casts[name]}" if name in casts else ""
        parts.append(f"{left} = {literal(value)}{cast}")
    return " and ".join(parts)


@contextmanager
def without_triggers(connection: Connection, relation: Relation) -> Iterator[None]:
    """Keep the relation's triggers still.

    Where we may, by the setting for replicas, which spares the foreign keys too; triggers that fire
    then nevertheless, or all of them where we may not, are disabled one by one and enabled again.
    """
    is_replica = not isinstance(keep(connection, f"{_REPLICATION} = replica"), Refusal)
    fire = "AR" if is_replica else "OA"
    firing = [trigger for trigger in relation.triggers if trigger.enabled in fire]
    off = [f"disable trigger {quoted(trigger.name)}" for trigger in firing]
    on = [f"{_ENABLE[trigger.enabled]} {quoted(trigger.name)}" for trigger in firing]
    _alter(connection, relation, off)
    try:
        yield
    finally:
        _alter(connection, relation, on)
        if is_replica:
            keep(connection, f"{_REPLICATION} = origin")


def _alter(connection: Connection, relation: Relation, actions: list[str]) -> None:
    """Do all in one statement: each makes every session forget what it knew of the table."""
    if actions:
        keep(connection, f"alter table {relation.sql} {', '.join(actions)}")
