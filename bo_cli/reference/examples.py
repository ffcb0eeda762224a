"""Example calls in supabase-js and in Python.

What the reader has to fill in, such as an id, is a variable: camelCase in JavaScript.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bo_cli.assurance.world.objects import Function, Relation
from bo_cli.reference.access import readable_columns
from bo_cli.reference.facts import Facts
from bo_cli.reference.prose import Prose

PLAIN = ("created_at", "updated_at", "version", "domain_id")


@dataclass(frozen=True)
class Variable:
    """A value that the reader has: `person_id`."""

    name: str

    @property
    def camel(self) -> str:
        head, *rest = self.name.split("_")
        return head + "".join(word.capitalize() for word in rest)


@dataclass(frozen=True)
class Query:
    """A query on a relation. embed: (relation, columns) of rows that point to it."""

    relation: str
    columns: tuple[str, ...]
    embed: tuple[str, tuple[str, ...]] | None
    has_domain: bool
    newest_by: str | None

    @property
    def select(self) -> str:
        embedded = [f"{self.embed[0]}({', '.join(self.embed[1])})"] if self.embed else []
        return ", ".join([*self.columns, *embedded])


def example_query(facts: Facts, relation: Relation) -> Query | None:
    """Return a query that a signed-in person may make, or None where nobody may."""
    columns = readable_columns(relation)
    if not columns:
        return None
    newest = next((c for c in columns if relation.columns[c].type.startswith("timestamp")), None)
    return Query(
        relation.bare_name,
        _telling(columns),
        _embedded(facts, relation),
        "domain_id" in columns,
        "created_at" if "created_at" in columns else newest,
    )


def query_in_js(query: Query) -> str:
    lines = ["const { data, error } = await supabase", f'  .from("{query.relation}")']
    lines.append(f'  .select("{query.select}")')
    if query.has_domain:
        lines.append('  .eq("domain_id", domainId)')
    if query.newest_by:
        lines.append(f'  .order("{query.newest_by}", {{ ascending: false }})')
    return "\n".join([*lines, "  .limit(20);"])


def query_in_python(query: Query) -> str:
    lines = ["found = (", f'    client.supabase.table("{query.relation}")']
    lines.append(f'    .select("{query.select}")')
    if query.has_domain:
        lines.append('    .eq("domain_id", domain_id)')
    if query.newest_by:
        lines.append(f'    .order("{query.newest_by}", desc=True)')
    return "\n".join([*lines, "    .limit(20)", "    .execute()", ")"])


def example_call(facts: Facts, function: Function, prose: Prose) -> dict[str, Any]:
    """Return the arguments of an example: those of the comment, else the required ones."""
    if prose.example is not None:
        return prose.example
    wanted = [each for each in function.inputs if each.default is None]
    found = {each.name: _value(facts, each.name, each.type) for each in wanted}
    if "page_size" in {each.name for each in function.inputs}:
        found["page_size"] = 20
    return found


def call_in_js(name: str, arguments: Mapping[str, Any]) -> str:
    given = f", {_object(arguments, in_js=True)}" if arguments else ""
    return f'const {{ data, error }} = await supabase.rpc("{name}"{given});'


def call_in_python(name: str, arguments: Mapping[str, Any]) -> str:
    given = f", {_object(arguments, in_js=False)}" if arguments else ""
    return f'found = client.rpc("{name}"{given})'


def _object(arguments: Mapping[str, Any], *, in_js: bool) -> str:
    pairs = [_pair(name, value, in_js=in_js) for name, value in arguments.items()]
    flat = _braced(pairs, in_js=in_js)
    indent = "  " if in_js else "    "
    return flat if len(flat) <= 60 else "{\n" + "".join(f"{indent}{p},\n" for p in pairs) + "}"


def _pair(name: str, value: Any, *, in_js: bool) -> str:
    key = name if in_js and name.isidentifier() else json.dumps(name)
    return f"{key}: {_literal(value, in_js=in_js)}"


def _braced(pairs: list[str], *, in_js: bool) -> str:
    return "{ " + ", ".join(pairs) + " }" if in_js and pairs else "{" + ", ".join(pairs) + "}"


def _literal(value: Any, *, in_js: bool) -> str:
    match value:
        case Variable():
            return value.camel if in_js else value.name
        case dict():
            pairs = [_pair(name, each, in_js=in_js) for name, each in value.items()]
            return _braced(pairs, in_js=in_js)
        case list():
            return "[" + ", ".join(_literal(each, in_js=in_js) for each in value) + "]"
        case bool() | None if not in_js:
            return str(value)
        case _:
            return json.dumps(value, ensure_ascii=False)


def _value(facts: Facts, name: str, type_name: str) -> Any:
    if name in facts.words.values:
        return facts.words.values[name]
    return [Variable(name)] if type_name.endswith("[]") else Variable(name)


def _telling(columns: list[str]) -> tuple[str, ...]:
    """Return the id and the three first columns that say something by themselves."""
    told = [c for c in columns if c not in PLAIN and c != "id" and not c.endswith("_id")]
    keys = ["id"] if "id" in columns else [c for c in columns if c.endswith("_id")][:1]
    return (*keys, *told[:3]) if told else tuple(columns[:4])


def _embedded(facts: Facts, relation: Relation) -> tuple[str, tuple[str, ...]] | None:
    """Return the first relation that points here by one foreign key alone."""
    for child in facts.relations():
        keys = [key for key in child.foreign_keys if key.target == relation.name]
        back = [key for key in relation.foreign_keys if key.target == child.name]
        if len(keys) == 1 and not back and child is not relation and readable_columns(child):
            return child.bare_name, _telling(readable_columns(child))[:3]
    return None
