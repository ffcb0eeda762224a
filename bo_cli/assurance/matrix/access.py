"""What roles are granted on relations. Never the answer to a cell: it says what a refusal means.

Where the privilege is missing, Postgres refuses before it looks at any row; one try is then enough.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path

from bo_cli.assurance.world.objects import Function, Relation
from bo_cli.db.connect import Connection
from bo_cli.db.records import records

QUERY = Path(__file__).parent / "access.sql"
EXECUTE = """
    select role.name, p.oid::bigint
    from unnest(%s::text[]) as role (name)
    join pg_proc as p on p.oid = any(%s::bigint[]::oid[])
    where has_function_privilege(role.name, p.oid, 'EXECUTE')
        and has_schema_privilege(role.name, p.pronamespace, 'USAGE')"""
BYPASS = "select rolname from pg_roles where rolbypassrls or rolsuper"


class Access:
    """The privileges of some roles on some objects, at the moment they were read."""

    def __init__(
        self,
        connection: Connection,
        roles: Iterable[str],
        relations: Sequence[Relation],
        functions: Sequence[Function],
    ) -> None:
        parameters = {"roles": sorted(set(roles)), "oids": [found.oid for found in relations]}
        names = {found.oid: found.name for found in relations}
        self._granted: dict[tuple[str, str, str], set[str]] = {
            (row["role"], names[row["oid"]], row["privilege"]): set(row["columns"].split(chr(1)))
            for row in records(connection, QUERY.read_text(), parameters)
            if row["columns"]
        }
        oids = [function.oid for function in functions]
        found = connection.execute(EXECUTE, [parameters["roles"], oids]).fetchall()
        self._callable = {(role, oid) for role, oid in found}
        self._bypass = {name for (name,) in connection.execute(BYPASS).fetchall()}

    def has(self, role: str, relation: str, privilege: str, column: str | None = None) -> bool:
        """Tell whether the role has the privilege on the column; without one, on any column."""
        granted = self._granted.get((role, relation, privilege), set())
        return bool(granted) if column is None else bool(granted & {"*", column})

    def may_call(self, role: str, function: Function) -> bool:
        """Tell whether the role may execute the function."""
        return (role, function.oid) in self._callable

    def bypasses(self, role: str) -> bool:
        """Tell whether row security does not count for the role."""
        return role in self._bypass
