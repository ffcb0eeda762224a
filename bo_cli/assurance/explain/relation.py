"""Finding what is asked about: a relation by its name, a row by its key."""

from dataclasses import dataclass

from bo_cli.core.errors import BoError, UsageError
from bo_cli.db.attempt import attempt
from bo_cli.db.connect import Connection
from bo_cli.db.quoting import literal, quoted

KINDS = {"r": "table", "p": "table", "v": "view", "m": "materialized view", "f": "foreign table"}
RELATION = """
    select c.oid::int8, n.nspname, c.relname, c.relkind::text, c.relowner::regrole::text,
        c.relrowsecurity, c.relforcerowsecurity, coalesce(c.reloptions, '{}'),
        array(
            select a.attname::text from pg_attribute as a
            where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped order by a.attnum),
        array(
            select a.attname::text from pg_index as i
            cross join lateral unnest(i.indkey) with ordinality as k (attnum, position)
            join pg_attribute as a on a.attrelid = c.oid and a.attnum = k.attnum
            where i.indrelid = c.oid and i.indisprimary order by k.position)
    from pg_class as c
    join pg_namespace as n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p', 'v', 'm', 'f')
        and (n.nspname || '.' || c.relname = %(name)s
            or format('%%I.%%I', n.nspname, c.relname) = %(name)s
            or c.relname = %(name)s and n.nspname = 'public')"""
TRUE_OPTIONS = ("security_invoker=on", "security_invoker=true", "security_invoker=1")


@dataclass(frozen=True)
class Relation:
    """A relation of the catalogue.

    sql: its name as SQL writes it, with the schema. key: the columns of the primary key.
    """

    oid: int
    schema: str
    name: str
    kind: str
    owner: str
    has_rls: bool
    is_rls_forced: bool
    options: tuple[str, ...]
    columns: tuple[str, ...]
    key: tuple[str, ...]

    @property
    def label(self) -> str:
        return f"{self.schema}.{self.name}"

    @property
    def sql(self) -> str:
        return quoted(self.schema, self.name)

    @property
    def is_table(self) -> bool:
        return self.kind == "table"

    @property
    def is_security_invoker(self) -> bool:
        return any(option in TRUE_OPTIONS for option in self.options)


@dataclass(frozen=True)
class Row:
    """One row: where it is, the condition that finds it, and its text as a composite value."""

    where: str
    key: dict[str, str]
    text: str


def find_relation(connection: Connection, name: str) -> Relation:
    """Return the relation called `schema.name`, or `name` of schema public.

    Raises UsageError when there is none.
    """
    found = seek_relation(connection, name)
    if found is None:
        raise UsageError(f"there is no table or view {name}", "write it with its schema")
    return found


def seek_relation(connection: Connection, name: str) -> Relation | None:
    """Return the relation, or None where there is none of this name."""
    row = connection.execute(RELATION, {"name": name}).fetchone()
    if row is None:
        return None
    oid, schema, relation, kind, owner, has_rls, forced, options, columns, key = row
    return Relation(
        oid,
        schema,
        relation,
        KINDS[kind],
        owner,
        has_rls,
        forced,
        tuple(options),
        tuple(columns),
        tuple(key),
    )


def find_row(connection: Connection, relation: Relation, given: str) -> Row:
    """Return the one row that `given` names, read as the owner.

    given: the value of the key, or column=value, several with commas. Raises UsageError where it
    names no column, BoError where it finds no row or more than one.
    """
    pairs = _pairs(relation, given)
    where = " and ".join(f"target.{quoted(c)} = {literal(v)}" for c, v in pairs.items())
    key = ", ".join(f"target.{quoted(column)}::text" for column in relation.key) or "null"
    query = f"select target::text, {key} from {relation.sql} as target where {where} limit 2"
    found = attempt(connection, query)
    if found.refusal:
        raise UsageError(f"{relation.label} {given}: {found.refusal.message}")
    if not found.rows:
        raise BoError(f"{relation.label} has no row {given}, for anybody")
    if len(found.rows) > 1:
        columns = ", ".join(f"{column}=…" for column in relation.key)
        raise BoError(f"{relation.label} has several rows {given}", f"write {columns}")
    text, *values = found.rows[0]
    if not relation.key:
        return Row(where, pairs, text)
    return Row(where_key(relation, values), dict(zip(relation.key, values, strict=True)), text)


def where_key(relation: Relation, values: list[str]) -> str:
    """Return the condition that finds the row with this key."""
    pairs = zip(relation.key, values, strict=True)
    return " and ".join(f"target.{quoted(c)} = {literal(v)}" for c, v in pairs)


def _pairs(relation: Relation, given: str) -> dict[str, str]:
    names = set(relation.columns)
    pairs = dict(part.partition("=")[::2] for part in given.split(",") if "=" in part)
    if pairs and set(pairs) <= names:
        return {column.strip(): value.strip() for column, value in pairs.items()}
    if not relation.key:
        raise UsageError(f"{relation.label} has no primary key", "write column=value")
    # Of a key such as (tenant, id), people know the id.
    column = "id" if "id" in relation.key else relation.key[-1]
    return {column: given}
