"""Reading the catalogue: relations, types and functions of a database's own schemas.

Each file in the folder catalog/ reads one kind of object.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, TypeVar

from bo_cli.assurance.world.objects import (
    Argument,
    Check,
    Column,
    ForeignKey,
    Function,
    Grant,
    Policy,
    Relation,
    Trigger,
    Type,
    Unique,
)
from bo_cli.db.connect import Connection
from bo_cli.db.records import records

FOLDER = Path(__file__).parent / "catalog"

Part = TypeVar("Part")
Row = dict[str, Any]


@dataclass(frozen=True)
class Catalogue:
    """relations: by `schema.name`. functions: by `schema.name(type,type)`. types: by oid."""

    schemas: tuple[str, ...]
    relations: dict[str, Relation]
    functions: dict[str, Function]
    types: dict[int, Type]

    def of_kind(self, *kinds: str) -> list[Relation]:
        """Return the relations of these kinds (r, p, v, m, f, S), by name."""
        return [relation for relation in self.relations.values() if relation.kind in kinds]

    def base_type(self, oid: int) -> Type:
        """Return the type behind a domain (and behind a domain over that), or the type itself."""
        found = self.types[oid]
        while found.base is not None:
            found = self.types[found.base]
        return found

    def partitions(self, relation: str) -> list[Relation]:
        """Return the partitions directly under a relation."""
        return [found for found in self.relations.values() if found.partition_of == relation]

    def leaves(self, relation: str) -> list[Relation]:
        """Return the partitions that hold the rows of a relation, however deep they are."""
        below = self.partitions(relation)
        return [leaf for each in below for leaf in (self.leaves(each.name) or [each])]


def user_schemas(connection: Connection) -> tuple[str, ...]:
    """Return the schemas that are neither Postgres' nor the platform's inner workings.

    `auth` and `storage` are among them, because people's rows point there.
    """
    query = (FOLDER / "schemas.sql").read_text()
    return tuple(name for (name,) in connection.execute(query.encode()))


def read_catalogue(connection: Connection, schemas: Sequence[str] | None = None) -> Catalogue:
    """Return what `schemas` (default: user_schemas) hold, without members of extensions."""
    with connection.transaction(force_rollback=True):
        # Names are then written with their schema, whoever reads them.
        connection.execute("set local search_path = ''")
        names = tuple(schemas) if schemas is not None else user_schemas(connection)
        rows = {
            path.stem: records(connection, path.read_text(), {"schemas": list(names)})
            for path in sorted(FOLDER.glob("*.sql"))
            if path.stem != "schemas"
        }
    grants = _grouped(Grant, rows["grants"])
    columns = _grouped(Column, rows["columns"])
    relations = _relations(rows, columns, grants)
    functions = {row["name"]: _function(row, grants) for row in rows["functions"]}
    return Catalogue(names, relations, functions, _types(rows, columns))


def _relations(
    rows: dict[str, list[Row]], columns: dict[int, list[Column]], grants: dict[int, list[Grant]]
) -> dict[str, Relation]:
    checks = _grouped(Check, [row for row in rows["checks"] if not row["is_of_domain"]])
    uniques = _grouped(Unique, rows["uniques"])
    keys = _grouped(ForeignKey, rows["foreign_keys"])
    policies = _grouped(Policy, rows["policies"])
    triggers = _grouped(Trigger, rows["triggers"])
    found = {}
    for row in rows["relations"]:
        oid = row["oid"]
        relation = Relation(
            **_frozen(row),
            columns={column.name: column for column in columns[oid]},
            checks=tuple(checks[oid]),
            uniques=tuple(uniques[oid]),
            foreign_keys=tuple(keys[oid]),
            policies=tuple(policies[oid]),
            triggers=tuple(triggers[oid]),
            grants=tuple(grants[oid]),
        )
        found[relation.name] = relation
    return found


def _types(rows: dict[str, list[Row]], columns: dict[int, list[Column]]) -> dict[int, Type]:
    checks = _grouped(Check, [row for row in rows["checks"] if row["is_of_domain"]])
    return {
        row["oid"]: _made(
            Type,
            row,
            attributes=tuple(columns[row["relation"]]) if row["relation"] else (),
            checks=tuple(checks[row["oid"]]),
        )
        for row in rows["types"]
    }


def _function(row: Row, grants: dict[int, list[Grant]]) -> Function:
    types = row["argument_types"]
    blank = [""] * len(types)
    arguments = tuple(
        Argument(*parts)
        for parts in zip(
            row["argument_names"] or blank,
            row["argument_modes"] or ["i"] * len(types),
            row["argument_oids"],
            types,
            row["argument_defaults"],
            strict=True,
        )
    )
    return _made(Function, row, arguments=arguments, grants=tuple(grants[row["oid"]]))


def _grouped(part: type[Part], rows: Iterable[Row]) -> dict[int, list[Part]]:
    """Return the parts by the oid of what they belong to."""
    groups: dict[int, list[Part]] = defaultdict(list)
    for row in rows:
        groups[row["owner"]].append(_made(part, row))
    return groups


def _made(part: type[Part], row: Row, **more: Any) -> Part:
    """Make a `part` of those columns of the row that it has fields for."""
    names = {each.name for each in fields(part)}  # type: ignore[arg-type]
    return part(**{key: value for key, value in _frozen(row).items() if key in names}, **more)


def _frozen(row: Row) -> Row:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}
