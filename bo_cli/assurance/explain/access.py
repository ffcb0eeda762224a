"""Privileges, and through which role somebody has them."""

from dataclasses import dataclass

from bo_cli.assurance.explain.relation import Relation
from bo_cli.db.connect import Connection

# The names of the roles that give the privilege; PUBLIC has the id 0.
GIVEN_BY = """
    select e.privilege_type, {column},
        case when e.grantee = 0 then 'public' else e.grantee::regrole::text end
    from {source}
    cross join lateral aclexplode({acl}) as e
    where {filter} and (e.grantee = 0 or pg_has_role(%(role)s, e.grantee, 'usage'))"""
TABLE = GIVEN_BY.format(
    column="null",
    source="pg_class as c",
    acl="coalesce(c.relacl, acldefault('r', c.relowner))",
    filter="c.oid = %(oid)s",
)
COLUMNS = GIVEN_BY.format(
    column="a.attname::text",
    source="pg_attribute as a",
    acl="a.attacl",
    filter="a.attrelid = %(oid)s and a.attnum > 0 and not a.attisdropped",
)
SCHEMA = GIVEN_BY.format(
    column="null",
    source="pg_namespace as n",
    acl="coalesce(n.nspacl, acldefault('n', n.nspowner))",
    filter="n.nspname = %(schema)s",
)
FUNCTION = GIVEN_BY.format(
    column="null",
    source="pg_proc as p",
    acl="coalesce(p.proacl, acldefault('f', p.proowner))",
    filter="p.oid = %(oid)s",
)
ROLE = """
    select r.rolsuper, r.rolbypassrls,
        case when %(reads)s then pg_has_role(%(role)s, 'pg_read_all_data', 'usage')
            else pg_has_role(%(role)s, 'pg_write_all_data', 'usage') end
    from pg_roles as r where r.rolname = %(role)s"""


@dataclass(frozen=True)
class Access:
    """One privilege: what it is, whether it is there, and who gives it.

    columns: where it is held for these columns only.
    """

    privilege: str
    is_granted: bool
    through: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()


def schema_access(connection: Connection, schema: str, role: str) -> Access:
    """Return whether the role may use the schema."""
    through = _given(connection, SCHEMA, role, schema=schema).get(("USAGE", None), [])
    through = through or _all_powerful(connection, role, reads=True)
    return Access(f"usage on schema {schema}", bool(through), tuple(through))


def table_access(
    connection: Connection, relation: Relation, role: str, command: str, columns: tuple[str, ...]
) -> Access:
    """Return whether the role may run the command on the relation.

    columns: those that the command touches; () for any of them.
    """
    privilege, name = command.upper(), f"{command} on {relation.label}"
    given = _given(connection, f"{TABLE} union all {COLUMNS}", role, oid=relation.oid)
    whole = given.get((privilege, None), [])
    whole = whole or _all_powerful(connection, role, reads=command == "select")
    if whole:
        return Access(name, True, tuple(whole))
    by_column = {c: through for (p, c), through in given.items() if p == privilege and c}
    needed = columns or tuple(by_column)
    missing = [column for column in needed if column not in by_column]
    through = dict.fromkeys(name for names in by_column.values() for name in names)
    if missing and by_column:
        name += f" ({', '.join(missing)})"
    held = tuple(column for column in relation.columns if column in by_column)
    return Access(name, bool(by_column) and not missing, tuple(through), held)


def function_access(connection: Connection, oid: int, name: str, role: str) -> Access:
    """Return whether the role may execute the function."""
    through = _given(connection, FUNCTION, role, oid=oid).get(("EXECUTE", None), [])
    through = through or _superuser(connection, role)
    return Access(f"execute on {name}", bool(through), tuple(through))


def bypass_reason(connection: Connection, relation: Relation, role: str) -> str | None:
    """Say why row security does not bind the role on this relation; None where it does."""
    if not relation.has_rls:
        return f"row security is off on {relation.label}"
    is_super, bypasses, _ = _role(connection, role)
    if is_super or bypasses:
        return f"{role} {'is a superuser' if is_super else 'has BYPASSRLS'}"
    query = "select pg_has_role(%s, %s::regrole, 'usage')"
    owns = connection.execute(query, [role, relation.owner]).fetchone()
    if owns and owns[0] and not relation.is_rls_forced:
        return f"{role} owns {relation.label}, and row security is not forced"
    return None


def _role(connection: Connection, role: str, *, reads: bool = True) -> tuple[bool, bool, bool]:
    row = connection.execute(ROLE, {"role": role, "reads": reads}).fetchone()
    return (bool(row[0]), bool(row[1]), bool(row[2])) if row else (False, False, False)


def _superuser(connection: Connection, role: str) -> list[str]:
    return ["superuser"] if _role(connection, role)[0] else []


def _all_powerful(connection: Connection, role: str, *, reads: bool) -> list[str]:
    is_super, _, has_all = _role(connection, role, reads=reads)
    if is_super:
        return ["superuser"]
    return [f"pg_{'read' if reads else 'write'}_all_data"] if has_all else []


def _given(
    connection: Connection, query: str, role: str, **values: object
) -> dict[tuple[str, str | None], list[str]]:
    found: dict[tuple[str, str | None], list[str]] = {}
    for privilege, column, grantee in connection.execute(query.encode(), {"role": role, **values}):
        found.setdefault((privilege, column), []).append(grantee)
    return found
