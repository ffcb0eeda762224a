"""Reading rows as texts: those that are there, and the canaries once more."""

from dataclasses import replace

from bo_cli.assurance.model import Canary
from bo_cli.assurance.world.objects import Relation
from bo_cli.assurance.world.writing import as_texts, condition, readable
from bo_cli.core.errors import UsageError
from bo_cli.db.attempt import Refusal
from bo_cli.db.connect import Connection
from bo_cli.db.keeping import keep
from bo_cli.db.quoting import literal, quoted

Row = dict[str, str | None]


def existing_rows(
    connection: Connection, relation: Relation, where: dict[str, str], most: int
) -> list[Row]:
    """Return up to `most` rows whose columns have these values (SQL); none where that fails."""
    conditions = [f"{quoted(column)} = {sql}" for column, sql in where.items()] or ["true"]
    return _read(connection, relation, " and ".join(conditions), f"limit {most}") or []


def read_again(connection: Connection, relation: Relation, canaries: list[Canary]) -> list[Canary]:
    """Return the canaries as they are now, without those that are gone."""
    if not canaries:
        return []
    where = " or ".join(f"({condition(canary.key)})" for canary in canaries)
    rows = _read(connection, relation, where, "")
    if rows is None:
        return canaries
    by_key = {tuple(row[name] for name in relation.key): row for row in rows}
    found = []
    for canary in canaries:
        row = by_key.get(tuple(canary.key[name] for name in relation.key))
        if not row and canary.token and not relation.primary_key:
            row = _moved(connection, relation, canary.token)
        if row:
            key = {name: row[name] or "" for name in relation.key}
            values = {name: row[name] for name in relation.columns}
            # A trigger may have written over the only column that held it.
            token = canary.token if any(canary.token in (v or "") for v in values.values()) else ""
            found.append(replace(canary, key=key, values=values, token=token))
    return found


def _moved(connection: Connection, relation: Relation, token: str) -> Row | None:
    """Return the row with this token: a trigger that changed it gave it another ctid."""
    where = f"{quoted(relation.bare_name)}::text like {literal(f'%{token}%')}"
    rows = _read(connection, relation, where, "limit 1")
    return rows[0] if rows else None


def landed(connection: Connection, partition: Relation, canaries: list[Canary]) -> list[Canary]:
    """Return those canaries of a partitioned table that are in this partition, as its rows."""
    found = []
    for canary in canaries:
        for row in _read(connection, partition, condition(canary.key), "") or []:
            key = {name: row[name] or "" for name in partition.key}
            values = {name: row[name] for name in partition.columns}
            found.append(replace(canary, relation=partition.name, key=key, values=values))
    return found


def tenant_rows(
    connection: Connection, relation: Relation, column: str, tenants: dict[str, str]
) -> list[tuple[str, Row]]:
    """Return the tenants' own rows, each with the tenant's name.

    Raises UsageError that names a tenant without a row.
    """
    found = []
    for name, key in tenants.items():
        where = {column: f"{literal(key)}::{relation.columns[column].type}"}
        rows = existing_rows(connection, relation, where, 1)
        if not rows:
            raise UsageError(
                f"tenant {name}: {relation.name} has no row whose {column} is {key}",
                hint="make it in the intent's setup, or name another tenant",
            )
        found.append((name, rows[0]))
    return found


def _read(connection: Connection, relation: Relation, where: str, rest: str) -> list[Row] | None:
    query = f"select {as_texts(relation)} from {relation.sql} where {where} {rest}"
    rows = keep(connection, query)
    if isinstance(rows, Refusal):
        return None
    return [dict(zip(readable(relation), row, strict=True)) for row in rows]
