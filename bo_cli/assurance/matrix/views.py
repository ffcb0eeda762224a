"""The rows of views: which of them show a canary, and so belong to its tenant."""

import re

from bo_cli.assurance.matrix.reach import any_of, as_text
from bo_cli.assurance.model import Canary
from bo_cli.assurance.world.objects import Relation
from bo_cli.assurance.world.world import World
from bo_cli.db.attempt import Refusal
from bo_cli.db.keeping import keep
from bo_cli.db.quoting import literal

Row = dict[str, str | None]


def view_canaries(world: World) -> dict[str, list[Canary]]:
    """Return, for each view that shows canaries, its rows: by a table's key, or by whose they are.

    Views over views come after them, so that what those show is known.
    """
    found: dict[str, list[Canary]] = {}
    for view in sorted(world.catalogue.of_kind("v", "m"), key=lambda view: view.oid):
        rows = _by_key(world, view, world.canaries | found) or _by_owner(world, view)
        if rows:
            found[view.name] = rows
    return found


def _by_key(world: World, view: Relation, canaries: dict[str, list[Canary]]) -> list[Canary]:
    """Return the rows that hold the key of a canary of a relation that the view is made of."""
    best: list[Canary] = []
    for name, rows in canaries.items():
        relation = world.catalogue.relations[name]
        if relation.name == view.name or not _mentions(view, relation):
            continue
        key = [*rows[0].key]
        if not all(_same_type(view, relation, column) for column in key):
            continue
        shown = _rows(world, view, any_of(rows))
        by_key = {tuple(row[column] for column in key): row for row in shown}
        found = [
            Canary(view.name, row.key, row.tenant, row.owner, row.token, by_key[values])
            for row in rows
            if (values := tuple(row.key.values())) in by_key
        ]
        if len(found) > len(best) and len(by_key) == len(shown):
            best = found
    return best


def _by_owner(world: World, view: Relation) -> list[Canary]:
    """Return one row for each tenant, and each person's own, that the view has a column for."""
    named = world.intent.tenant_column_of(view.name)
    own = [column for column in world.intent.own_columns(view.name) if column in view.columns]
    deciding = [*([named] if named in view.columns else []), *own]
    if not deciding:
        return []
    names = {key: name for name, key in world.tenants.items()}
    people = [value for who in world.people.values() for value in who.own]
    conditions = [
        f"{as_text(column)} in ({', '.join(map(literal, names if column == named else people))})"
        for column in deciding
        if names or column != named
    ]
    found: dict[tuple[str, ...], Canary] = {}
    for row in _rows(world, view, " or ".join(conditions)):
        key = {column: row[column] or "" for column in deciding}
        tenant = names.get(key.get(named or "", ""))
        owner = next(
            (who.name for who in world.people.values() if any(key[c] in who.own for c in own)), None
        )
        found.setdefault(tuple(key.values()), Canary(view.name, key, tenant, owner, "", row))
    return [canary for canary in found.values() if "" not in canary.key.values()]


def _rows(world: World, view: Relation, where: str) -> list[Row]:
    columns = ", ".join(as_text(column) for column in view.columns)
    found = keep(world.connection, f"select {columns} from {view.sql} where {where} limit 2000")
    if isinstance(found, Refusal):
        return []
    return [dict(zip(view.columns, row, strict=True)) for row in found]


def _same_type(view: Relation, relation: Relation, column: str) -> bool:
    there, here = relation.columns.get(column), view.columns.get(column)
    return there is not None and here is not None and there.type_oid == here.type_oid


def _mentions(view: Relation, relation: Relation) -> bool:
    name = re.escape(relation.bare_name)
    return re.search(rf"(?<!\w){name}(?!\w)", view.definition or "") is not None
