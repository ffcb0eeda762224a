"""The catalogue of a database as facts that can be compared.

Each file in the folder catalog/ reads one kind of object; its name is the kind.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from psycopg import sql

from bo_cli.db.connect import Connection

FOLDER = Path(__file__).parent / "catalog"
SCOPE = "scope.sql"

# Types whose values the seeds write out; times and ids may be made anew by each run.
PLAIN_TYPES = ["boolean", "smallint", "integer", "bigint", "numeric", "text", "citext"]
SCHEMAS = ("public", "private", "auth", "storage")
TABLES = """
    select n.nspname, c.relname, n.nspname = 'public' and c.relname !~ '^(audit|access)_'
    from pg_class as c
    join pg_namespace as n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname = any(%s)
    order by 1, 2"""

# (kind, object) -> definition
Facts = dict[tuple[str, str], str]


@dataclass(frozen=True)
class Difference:
    """One object that two databases do not agree on; None where a side lacks it."""

    kind: str
    object: str
    left: str | None
    right: str | None


def read_facts(connection: Connection) -> Facts:
    """Return every object of our schemas with its definition."""
    scope = (FOLDER / SCOPE).read_text()
    facts: Facts = {}
    with connection.transaction():
        # Names are then written with their schema, whoever reads them.
        connection.execute("set local search_path = ''")
        for path in sorted(FOLDER.glob("*.sql")):
            if path.name == SCOPE:
                continue
            kind = path.stem.replace("_", " ")
            query = scope + path.read_text()
            for name, definition in connection.execute(query.encode()):
                facts[kind, name] = definition
    return facts


def read_rows(connection: Connection, tables: Iterable[str]) -> Facts:
    """Return the rows of `tables` (with schema), without generated ids and times."""
    facts: Facts = {}
    for table in tables:
        for (row,) in connection.execute(_stable_rows(connection, table)):
            key = ("row", f"{table} {row}")
            count = int(facts.get(key, "0").removesuffix(" time(s)")) + 1
            facts[key] = f"{count} time(s)"
    return facts


def read_contents(connection: Connection, schemas: Sequence[str] = SCHEMAS) -> Facts:
    """Return, for every table of `schemas`, how many rows it has, and a digest.

    The digest is of what is not made by chance. Passwords are salted and audit rows hold times, so
    outside `public`, and for tables that only machinery writes, the number of rows has to do.
    """
    facts: Facts = {}
    for schema, name, digested in connection.execute(TABLES, [[*schemas]]).fetchall():
        rows = _stable_rows(connection, f"{schema}.{name}", PLAIN_TYPES if digested else [])
        query = sql.SQL(
            "select count(*), md5(string_agg(r.row, ',' order by r.row)) from ({}) as r"
        )
        counted = connection.execute(query.format(rows)).fetchone()
        facts["rows of", f"{schema}.{name}"] = str(counted)
    return facts


def compare(left: Facts, right: Facts) -> list[Difference]:
    """Return what differs, ordered by kind and object."""
    return [
        Difference(*key, left.get(key), right.get(key))
        for key in sorted(left.keys() | right.keys())
        if left.get(key) != right.get(key)
    ]


def _stable_rows(
    connection: Connection, table: str, types: list[str] | None = None
) -> sql.Composed:
    """Return a query of the table's rows as JSON texts, without what is made by chance.

    Columns that default to a function (an id, a time) are left out; `types` leaves only columns of
    these types.
    """
    query = """
        select coalesce(array_agg(a.attname order by a.attname), '{}')
        from pg_attribute as a
        left join pg_attrdef as d on d.adrelid = a.attrelid and d.adnum = a.attnum
        where a.attrelid = %s::regclass and a.attnum > 0 and not a.attisdropped
            and (a.attidentity <> '' or pg_get_expr(d.adbin, d.adrelid) like '%%(%%)%%'
                or not (%s::text[] is null or a.atttypid::regtype::text = any(%s)))"""
    row = connection.execute(query, [table, types, types]).fetchone()
    by_chance = row[0] if row else []
    schema, _, name = table.partition(".")
    return sql.SQL("select (to_jsonb(t) - {}::text[])::text as row from {} as t").format(
        sql.Literal(by_chance), sql.Identifier(schema, name)
    )
