"""Arguments for calls: ids of rows that are there, hints of the intent, the rest made up."""

import re
from collections.abc import Callable
from typing import NamedTuple

from bo_cli.assurance.matrix.owners import Owners
from bo_cli.assurance.matrix.values import Fresh
from bo_cli.assurance.model import Canary
from bo_cli.assurance.world.objects import Argument, Column, Function, Relation
from bo_cli.assurance.world.world import World
from bo_cli.db.quoting import literal, quoted

_PREFIX = re.compile(r"^(_+|(p|in|arg|v)_+)(?=\w)")
# Which canary a call should be about; None where there is none of the kind.
Choose = Callable[[list[Canary]], Canary | None]
# Of types without a value of their own: whoever takes these is no function for callers.
_INTERNAL = ("internal", "cstring", "trigger", "event_trigger", "pg_ddl_command")
RESULTS = ("trigger", "event_trigger", "internal", "language_handler", "fdw_handler")


class Source(NamedTuple):
    """Where the value of an argument is found: a column of a relation."""

    relation: str
    column: str


class Call(NamedTuple):
    """A call that can be sent. given: the ids that it names. build: a query for its SQL, or ''."""

    sql: str
    given: frozenset[str]
    build: str = ""


class Arguments:
    """Finds arguments for the functions of one world."""

    def __init__(self, world: World, owners: Owners, fresh: Fresh) -> None:
        self._world, self._owners, self._fresh = world, owners, fresh
        self._sources: dict[tuple[str, int], Source | None] = {}

    def is_callable(self, function: Function) -> bool:
        """Tell whether SQL can call it at all."""
        types = [argument.type for argument in function.inputs]
        return (
            function.kind in ("f", "p")
            and not any(name in function.returns for name in RESULTS)
            and not any(name in _INTERNAL or name.startswith("any") for name in types)
        )

    def sources(self, function: Function) -> dict[str, Source]:
        """Return the arguments that name a row, or a tenant, and where their values are found."""
        hints = self._world.intent.function_hints(function.name)
        found = {
            argument.name: self._source(argument)
            for argument in function.inputs
            if argument.name not in hints
        }
        return {name: source for name, source in found.items() if source}

    def nothing(self, function: Function) -> str:
        """Return a call with nulls: enough to learn whether it can be called at all."""
        # From a sub-select: with a plain null, the planner leaves a strict function out altogether.
        nulls = {
            place: f"(select null::{argument.type})"
            for place, argument in enumerate(function.inputs)
        }
        return _sql(function, nulls)

    def call(self, function: Function, choose: dict[str, Choose], way: int = 0) -> Call | None:
        """Return a call; None where there is no row of the kind that an argument should name.

        choose: for each argument of `sources`, which row. way: 0, 1, …: what to make up next, when
        the earlier ones did not do.
        """
        hints = self._world.intent.function_hints(function.name)
        sources = self.sources(function)
        values: dict[int, str] = {}
        given: set[str] = set()
        needed = len(function.inputs)
        for place, argument in enumerate(function.inputs):
            if argument.name in hints:
                values[place] = f"({hints[argument.name]})"
            elif argument.name in sources:
                value = self._chosen(sources[argument.name], choose[argument.name], given)
                if value is None:
                    return None
                given.add(value)
                values[place] = _typed(value, argument)
            elif argument.default is None or (way % 2 == 1 and argument.mode != "v"):
                values[place] = self._made(argument, way)
        if any(not argument.name for argument in function.inputs):
            # Without names they are given in order, up to the last one that is needed.
            needed = max(values, default=-1) + 1
            values = {
                place: values.get(place) or self._made(function.inputs[place], way)
                for place in range(needed)
            }
        sql = _sql(function, values)
        hinted = any(argument.name in hints for argument in function.inputs)
        return Call(sql, frozenset(given), _build(function, values) if hinted else "")

    def _chosen(self, source: Source, choose: Choose, given: set[str]) -> str | None:
        """Return the value in a row that `choose` takes; another one than is given already."""
        rows = self._world.canaries.get(source.relation, [])
        fresh = [row for row in rows if row.values.get(source.column) not in given]
        row = choose(fresh) or choose(rows)
        return row.values.get(source.column) if row else None

    def _source(self, argument: Argument) -> Source | None:
        name = _PREFIX.sub("", argument.name)
        place = (name, argument.type_oid)
        if name and place not in self._sources:
            oid = self._world.catalogue.types[argument.type_oid].element or argument.type_oid
            found = [self._find(each, oid) for each in _shorter(name)]
            self._sources[place] = next((source for source in found if source), None)
        return self._sources.get(place)

    def _find(self, name: str, oid: int) -> Source | None:
        """Return the column that an argument of this name and type means."""
        intent, relations = self._world.intent, self._world.catalogue.relations
        tenants = relations.get(intent.tenant_relation or "")
        if name == intent.tenant_column and tenants is None:
            holders = [r for r in relations.values() if r.name in self._world.canaries]
            return self._column(holders, name, oid)
        for relation in relations.values():
            for key in relation.foreign_keys:
                if key.columns[-1] == name and key.target in self._world.canaries:
                    target = relations[key.target].columns[key.target_columns[-1]]
                    if target.type_oid == oid:
                        return Source(key.target, target.name)
        if name.endswith("_id"):
            stem = name.removesuffix("_id")
            called = [r for r in relations.values() if r.bare_name in _plurals(stem)]
            return self._column(called, "id", oid)
        return None

    def _column(self, relations: list[Relation], name: str, oid: int) -> Source | None:
        for relation in relations:
            column = relation.columns.get(name)
            if column and column.type_oid == oid and relation.name in self._world.canaries:
                return Source(relation.name, name)
        return None

    def _made(self, argument: Argument, way: int) -> str:
        column = Column(
            argument.name, 0, argument.type_oid, argument.type, False, None, "", "", None
        )
        made = self._fresh.of_type(column)
        return made[min(way // 2, len(made) - 1)] if made else f"null::{argument.type}"


def _typed(value: str, argument: Argument) -> str:
    is_array = argument.type.endswith("[]")
    return f"{'array[' * is_array}{literal(value)}{']' * is_array}::{argument.type}"


def _sql(function: Function, values: dict[int, str]) -> str:
    """Return the call; its results come as one text."""
    given = [_argument(function, place, sql) for place, sql in values.items()]
    call = f"{quoted(function.schema, function.bare_name)}({', '.join(given)})"
    if function.kind == "p":
        return f"call {call}"
    return f"select string_agg(a.called::text, E'\\n') from (select {call} as called) as a"


def _argument(function: Function, place: int, sql: str) -> str:
    argument = function.inputs[place]
    variadic = "variadic " if argument.mode == "v" else ""
    is_named = all(each.name for each in function.inputs)
    return f"{variadic}{quoted(argument.name)} => {sql}" if is_named else f"{variadic}{sql}"


def _build(function: Function, values: dict[int, str]) -> str:
    """Return a query for the call with every value written out: hints see what the owner sees."""
    typed = {place: f"%L::{function.inputs[place].type}" for place in values}
    parts = ", ".join(
        f"({sql})::{function.inputs[place].type}::text" for place, sql in values.items()
    )
    # A percent sign of a name would be taken for a hole.
    text = _sql(function, {place: f"\0{place}\0" for place in typed}).replace("%", "%%")
    for place, hole in typed.items():
        text = text.replace(f"\0{place}\0", hole)
    return f"select format({literal(text)}, {parts})"


def _shorter(name: str) -> list[str]:
    """Return the name without its first words, one by one, each also in the singular.

    `kept_visitor_ids`, `kept_visitor_id`, `visitor_ids`, `visitor_id`, …
    """
    words = name.split("_")
    tails = ["_".join(words[start:]) for start in range(len(words))]
    return [form for tail in tails for form in (tail, tail.removesuffix("s"))]


def _plurals(stem: str) -> tuple[str, ...]:
    ending = f"{stem[:-1]}ies" if stem.endswith("y") else f"{stem}es"
    return (stem, f"{stem}s", ending)
