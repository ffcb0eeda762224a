"""Rows that are there already under the key that a canary would have, such as a profile that a
trigger makes for every new account."""

from bo_cli.assurance.world.objects import Relation
from bo_cli.assurance.world.placing import Placer, Row
from bo_cli.assurance.world.reading import existing_rows
from bo_cli.assurance.world.seeds import Seed
from bo_cli.assurance.world.solver import Draft
from bo_cli.assurance.world.writing import condition
from bo_cli.db.connect import Connection
from bo_cli.db.keeping import keep
from bo_cli.db.quoting import literal, quoted

# Written by this transaction: by its own number, or that of a savepoint, which is higher.
_IS_OURS = "xmin::text::bigint >= pg_current_xact_id()::text::bigint % (1::bigint << 32)"


def find_same(
    connection: Connection, relation: Relation, way: Draft, known: set[tuple[str, ...]]
) -> Row | None:
    """Return a row that has the same values in unique columns which are decided already.

    known: keys of rows that are canaries; those are not taken twice.
    """
    for unique in relation.uniques:
        decided = all(name in way and way[name][0].sql != "null" for name in unique.columns)
        if not decided or unique.has_expressions or unique.is_exclusion:
            continue
        where = {name: way[name][0].sql for name in unique.columns}
        for row in existing_rows(connection, relation, where, 1):
            if tuple(row[name] for name in relation.key) not in known:
                return row
    return None


def adopt(placer: Placer, row: Row, way: Draft, seed: Seed, tenant_key: str) -> Row:
    """Write the token and what is decided into the row, where this transaction made it; return it
    as it then is."""
    relation, connection = placer.relation, placer.connection
    key = {name: row[name] or "" for name in relation.key}
    where = f"({condition(key)}) and {_IS_OURS}"
    draft = placer.drafts.make(seed, tenant_key, way, set())
    for name, choices in draft.items():
        first = choices[0]
        is_decided = name in way and first.sql != "null"
        if name in key or not first.is_written or not (is_decided or seed.token in first.sql):
            continue
        keep(connection, f"update {relation.sql} set {quoted(name)} = {first.sql} where {where}")
    same = existing_rows(connection, relation, _as_sql(relation, key), 1)
    return same[0] if same else row


def _as_sql(relation: Relation, key: dict[str, str]) -> dict[str, str]:
    """Return the key for existing_rows; where only ctid tells rows apart, one that finds none."""
    return {
        name: f"{literal(value)}::{relation.columns[name].type}"
        for name, value in key.items()
        if name in relation.columns
    } or {next(iter(relation.columns)): "null"}
