"""Makes targets of a catalogue."""

import re

from bo_cli.assurance.fuzz.targets import Column, Function, Link, Table
from bo_cli.assurance.intent.intent import Intent
from bo_cli.assurance.world.catalogue import Catalogue
from bo_cli.assurance.world.literals import literals_of
from bo_cli.assurance.world.objects import Function as CatalogueFunction
from bo_cli.assurance.world.objects import Relation

# What a request can reach, and what stands in for it: no indexes, sequences or foreign servers.
READABLE = ("r", "p", "v", "m", "f")
_QUOTED = re.compile(r"'([A-Za-z_][A-Za-z0-9_]{1,39})'")
_CALLED = re.compile(r"\b([a-z_][a-z0-9_]*)\s*\(", re.IGNORECASE)
_NOT_CALLED = ("trigger", "event_trigger")
PLATFORM = ("auth", "storage")


def tables_of(catalogue: Catalogue, intent: Intent) -> list[Table]:
    """Return the tables and views, by name."""
    return [_table(catalogue, intent, relation) for relation in catalogue.of_kind(*READABLE)]


def functions_of(catalogue: Catalogue, intent: Intent) -> list[Function]:
    """Return the functions that can be called, by name: not those of triggers, nor aggregates."""
    return [
        _function(catalogue, intent, function)
        for function in catalogue.functions.values()
        if function.kind == "f"
        and function.returns not in _NOT_CALLED
        and function.schema not in PLATFORM
    ]


def words_of(catalogue: Catalogue) -> frozenset[str]:
    """Return what the schema itself says, in lower case: labels of enums, literals of checks."""
    checks = [each for relation in catalogue.relations.values() for each in relation.checks]
    labels = [label for each in catalogue.types.values() for label in each.labels]
    texts = literals_of([each.expression for each in checks]).texts
    return frozenset(text.lower() for text in (*labels, *texts))


def kinds_of(catalogue: Catalogue) -> dict[tuple[str, str], str]:
    """Return the base type of every column: (relation, column) -> name."""
    return {
        (relation.name, column.name): _base(catalogue, column.type_oid, column.type)
        for relation in catalogue.relations.values()
        for column in relation.columns.values()
    }


def _table(catalogue: Catalogue, intent: Intent, relation: Relation) -> Table:
    columns = tuple(
        Column(
            column.name,
            _base(catalogue, column.type_oid, column.type),
            _labels(catalogue, column.type_oid),
            is_writable=not column.is_computed,
        )
        for column in relation.columns.values()
    )
    uniques = [unique for unique in relation.uniques if not unique.is_exclusion]
    keys = [
        unique.columns for unique in uniques if not (unique.has_expressions or unique.predicate)
    ]
    links = tuple(
        Link(key.name, key.columns, key.target, key.target_columns) for key in relation.foreign_keys
    )
    return Table(
        relation.name,
        relation.sql,
        columns,
        tuple(keys),
        links,
        is_table=relation.is_table,
        is_exposed=relation.schema in intent.schemas,
    )


def _function(catalogue: Catalogue, intent: Intent, function: CatalogueFunction) -> Function:
    arguments = tuple(
        Column(
            argument.name,
            _base(catalogue, argument.type_oid, argument.type),
            _labels(catalogue, argument.type_oid),
            is_optional=argument.default is not None,
        )
        for argument in function.inputs
    )
    signature = with_schema(function)
    return Function(
        f"{function.schema}.{function.bare_name}",
        signature,
        arguments,
        types=tuple(argument.type for argument in function.inputs),
        is_volatile=function.volatility == "volatile",
        is_exposed=function.schema in intent.schemas,
        words=_words(catalogue, function),
        hints=tuple(sorted(intent.function_hints(signature).items())),
    )


def with_schema(function: CatalogueFunction) -> str:
    """Return `schema.name(type,type)` as the intent file is asked for it."""
    return function.name


def _words(catalogue: Catalogue, function: CatalogueFunction) -> tuple[str, ...]:
    """Return the words in quotes of a function's source, and of those that it calls."""
    called = {name.lower() for name in _CALLED.findall(function.source)}
    sources = [function.source]
    sources += [other.source for other in catalogue.functions.values() if other.bare_name in called]
    return tuple(sorted({word for source in sources for word in _QUOTED.findall(source)}))


def _base(catalogue: Catalogue, oid: int, name: str) -> str:
    """Return the name of the type behind a domain, and of an array's element."""
    if oid not in catalogue.types:
        return name
    found = catalogue.base_type(oid)
    if found.element is not None and found.element in catalogue.types:
        return catalogue.base_type(found.element).name + "[]"
    return found.name


def _labels(catalogue: Catalogue, oid: int) -> tuple[str, ...]:
    return catalogue.base_type(oid).labels if oid in catalogue.types else ()
