"""Views and functions: as whom they look, and what they lead to."""

from dataclasses import dataclass

from bo_cli.assurance.explain.access import (
    Access,
    bypass_reason,
    function_access,
    schema_access,
    table_access,
)
from bo_cli.assurance.explain.counts import Count, count_rows
from bo_cli.assurance.explain.relation import Relation, find_relation
from bo_cli.assurance.model import SignedIn
from bo_cli.core.errors import UsageError
from bo_cli.db.connect import Connection

BASE = """
    select distinct n.nspname || '.' || c.relname
    from pg_rewrite as r
    join pg_depend as d on d.classid = 'pg_rewrite'::regclass and d.objid = r.oid
        and d.refclassid = 'pg_class'::regclass and d.refobjid <> r.ev_class
    join pg_class as c on c.oid = d.refobjid and c.relkind in ('r', 'p', 'v', 'm', 'f')
    join pg_namespace as n on n.oid = c.relnamespace
    where r.ev_class = %s
    order by 1"""
FUNCTION = """
    select p.oid::int8, n.nspname, p.oid::regprocedure::text,
        p.proowner::regrole::text, p.prosecdef, o.rolbypassrls or o.rolsuper,
        coalesce(p.proconfig, '{}'),
        case p.provolatile when 'i' then 'immutable' when 's' then 'stable' else 'volatile' end
    from pg_proc as p
    join pg_namespace as n on n.oid = p.pronamespace
    join pg_roles as o on o.oid = p.proowner
    where p.oid = to_regprocedure(%(name)s)
        or to_regprocedure(%(name)s) is null
            and %(bare)s in (p.proname::text, n.nspname || '.' || p.proname)
            and n.nspname not in ('pg_catalog', 'information_schema')
    order by n.nspname = 'public' desc, p.oid"""


@dataclass(frozen=True)
class BaseTable:
    """A relation that a view reads, and as which role it does."""

    relation: Relation
    role: str
    access: Access
    bypass: str | None
    rows: Count | None


@dataclass(frozen=True)
class ViewExplanation:
    """What a person sees through a view. rows: as that person; total: as the owner."""

    relation: Relation
    person: SignedIn
    access: tuple[Access, ...]
    rows: Count
    total: Count
    bases: tuple[BaseTable, ...]


@dataclass(frozen=True)
class FunctionExplanation:
    """Whether a person may call a function, and as whom it then works."""

    name: str
    person: SignedIn
    access: tuple[Access, ...]
    owner: str
    is_definer: bool
    owner_bypasses: bool
    settings: tuple[str, ...]
    volatility: str

    @property
    def is_allowed(self) -> bool:
        return all(access.is_granted for access in self.access)


def explain_view(connection: Connection, relation: Relation, person: SignedIn) -> ViewExplanation:
    """Explain a view through to what it reads, one level down."""
    counts = count_rows(connection, relation, person)
    names = relations_read(connection, relation)
    is_stored = relation.kind == "materialized view"
    bases = () if is_stored else tuple(_base(connection, relation, n, person) for n in names)
    return ViewExplanation(relation, person, counts.access, counts.together, counts.total, bases)


def relations_read(connection: Connection, view: Relation) -> tuple[str, ...]:
    """Return the relations that a view reads, one level down, by name."""
    return tuple(name for (name,) in connection.execute(BASE, [view.oid]))


def _base(connection: Connection, view: Relation, name: str, person: SignedIn) -> BaseTable:
    base = find_relation(connection, name)
    role = person.role if view.is_security_invoker else view.owner
    rows = count_rows(connection, base, person).together if view.is_security_invoker else None
    return BaseTable(
        base,
        role,
        table_access(connection, base, role, "select", ()),
        bypass_reason(connection, base, role) if base.is_table else None,
        rows,
    )


def explain_function(connection: Connection, name: str, person: SignedIn) -> FunctionExplanation:
    """Explain a function, named as `schema.name(types)`; what is unique will do.

    Raises UsageError when there is none, or several.
    """
    bare = name.partition("(")[0]
    found = connection.execute(FUNCTION, {"name": name, "bare": bare}).fetchall()
    if not found:
        kind = "function" if "(" in name else "table, view or function"
        hint = "write it with its schema, a function as schema.name(type, type)"
        raise UsageError(f"there is no {kind} {name}", hint)
    if len(found) > 1:
        raise UsageError(f"several functions are called {bare}: {', '.join(r[2] for r in found)}")
    oid, schema, signature, owner, is_definer, bypasses, settings, volatility = found[0]
    access = (
        schema_access(connection, schema, person.role),
        function_access(connection, oid, signature, person.role),
    )
    return FunctionExplanation(
        signature, person, access, owner, is_definer, bypasses, tuple(settings), volatility
    )
