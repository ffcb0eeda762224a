"""Arguments for calls: ids of rows that are there, hints of the intent, the rest made up."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from bo_cli.assurance.matrix.calling import call_build, call_sql, typed_argument
from bo_cli.assurance.matrix.values import Fresh
from bo_cli.assurance.model import Canary
from bo_cli.assurance.world.objects import Argument, Column, Function, Relation
from bo_cli.assurance.world.world import World

_PREFIX = re.compile(r"^(_+|(p|in|arg|v)_+)(?=\w)")
# Which canary a call should be about; None where there is none of the kind.
Choose = Callable[[list[Canary]], Canary | None]
# Of types without a value of their own: whoever takes these is no function for callers.
_INTERNAL = ("internal", "cstring", "trigger", "event_trigger", "pg_ddl_command")
_NO_RESULTS = ("trigger", "event_trigger", "internal", "language_handler", "fdw_handler")


class Source(NamedTuple):
    """Where the value of an argument is found: a column of a relation."""

    relation: str
    column: str


class Call(NamedTuple):
    """A call that can be sent. given: the ids that it names. build: a query for its SQL, or ''."""

    sql: str
    given: frozenset[str]
    build: str = ""


@dataclass(frozen=True)
class Signature:
    """inputs: the arguments that callers give. hints: SQL for some of them, by the intent.

    sources: those that name a row or a tenant, and where their values are found.
    """

    inputs: tuple[Argument, ...]
    hints: dict[str, str]
    sources: dict[str, Source]


class Arguments:
    """Finds arguments for the functions of one world."""

    def __init__(self, world: World, fresh: Fresh) -> None:
        self._world, self._fresh = world, fresh
        self._signatures: dict[str, Signature] = {}

    def is_callable(self, function: Function) -> bool:
        """Tell whether SQL can call it at all."""
        types = [argument.type for argument in function.inputs]
        return (
            function.kind in ("f", "p")
            and function.returns not in _NO_RESULTS
            and not any(name in _INTERNAL or name.startswith("any") for name in types)
        )

    def signature(self, function: Function) -> Signature:
        """Return what is known of the function's arguments."""
        if function.name not in self._signatures:
            hints = self._world.intent.function_hints(function.name)
            inputs = function.inputs
            found = {each.name: self._source(each) for each in inputs if each.name not in hints}
            sources = {name: source for name, source in found.items() if source}
            self._signatures[function.name] = Signature(inputs, hints, sources)
        return self._signatures[function.name]

    def nothing(self, function: Function) -> str:
        """Return a call with nulls: enough to learn whether it can be called at all."""
        # From a sub-select: with a plain null, the planner leaves a strict function out altogether.
        inputs = self.signature(function).inputs
        nulls = {place: f"(select null::{each.type})" for place, each in enumerate(inputs)}
        return call_sql(function, nulls)

    def call(self, function: Function, choose: dict[str, Choose], way: int = 0) -> Call | None:
        """Return a call; None where there is no row of the kind that an argument should name.

        choose: for each argument of the sources, which row. way: 0, 1, …: what to make up next,
        when the earlier ones did not do.
        """
        signature = self.signature(function)
        values: dict[int, str] = {}
        given: set[str] = set()
        for place, argument in enumerate(signature.inputs):
            if argument.name in signature.hints:
                values[place] = f"({signature.hints[argument.name]})"
            elif argument.name in signature.sources:
                source = signature.sources[argument.name]
                value = self._chosen(source, choose[argument.name], given)
                if value is None:
                    return None
                given.add(value)
                values[place] = typed_argument(value, argument)
            elif argument.default is None or (way % 2 == 1 and argument.mode != "v"):
                values[place] = self._made(argument, way)
        if any(not argument.name for argument in signature.inputs):
            values = self._in_order(signature, values, way)
        build = call_build(function, values) if signature.hints else ""
        return Call(call_sql(function, values), frozenset(given), build)

    def _in_order(self, signature: Signature, values: dict[int, str], way: int) -> dict[int, str]:
        """Return the values up to the last one that is needed: without names, none is left out."""
        needed = max(values, default=-1) + 1
        return {
            place: values.get(place) or self._made(signature.inputs[place], way)
            for place in range(needed)
        }

    def _chosen(self, source: Source, choose: Choose, given: set[str]) -> str | None:
        """Return the value in a row that `choose` takes; another one than is given already."""
        rows = self._world.canaries.get(source.relation, [])
        fresh = [row for row in rows if row.values.get(source.column) not in given]
        row = choose(fresh) or choose(rows)
        return row.values.get(source.column) if row else None

    def _source(self, argument: Argument) -> Source | None:
        name = _PREFIX.sub("", argument.name)
        oid = self._world.catalogue.types[argument.type_oid].element or argument.type_oid
        found = [self._find(each, oid) for each in _shorter(name) if each]
        return next((source for source in found if source), None)

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
