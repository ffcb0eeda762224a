"""Writes down how to see a wrong cell with one's own eyes: a script for psql."""

from bo_cli.assurance.intent.acting import request_settings
from bo_cli.assurance.model import Canary, SignedIn
from bo_cli.assurance.world.world import World
from bo_cli.db.quoting import literal, quoted

MOST_ROWS = 2


class Shower:
    """Writes scripts for one world, whose canaries will be gone by then: so they are made again."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._made = {
            id(canary)
            for canaries in world.canaries.values()
            for canary in canaries
            if canary.token
        }

    def script(self, who: SignedIn, statement: str, rows: list[Canary]) -> str:
        """Return the lines: the rows that are needed, the role and claims, the statement."""
        lines = ["begin;"]
        if self._world.intent.setup:
            lines.append(f"-- first, as the owner, the setup of {self._world.intent.file.name}")
        needed: list[Canary] = []
        for row in rows[:MOST_ROWS]:
            self._add(row, needed)
        lines += [_insert(self._world, canary) for canary in needed]
        lines += [
            f"select set_config({literal(name)}, {literal(value)}, true);"
            for name, value in request_settings(who).items()
            if value
        ]
        return "\n".join([*lines, f"{statement};", "rollback;"])

    def _add(self, row: Canary, needed: list[Canary]) -> None:
        """Add a row after those that it points to."""
        relation = self._world.catalogue.relations.get(row.relation)
        if relation is None or id(row) not in self._made or row in needed:
            return
        for key in relation.foreign_keys:
            wanted = [row.values.get(column) for column in key.columns]
            for other in self._world.canaries.get(key.target, []):
                if other is not row and [other.values[c] for c in key.target_columns] == wanted:
                    self._add(other, needed)
        needed.append(row)


def _insert(world: World, canary: Canary) -> str:
    relation = world.catalogue.relations[canary.relation]
    written = [column for column in relation.columns.values() if not column.generated]
    columns = ", ".join(quoted(column.name) for column in written)
    values = ", ".join(literal(canary.values[column.name]) for column in written)
    always = any(column.identity == "a" for column in written)
    overriding = " overriding system value" if always else ""
    return f"insert into {relation.sql} ({columns}){overriding} values ({values});"
