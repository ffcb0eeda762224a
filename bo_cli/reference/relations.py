"""The entry of a table or view."""

import re

from bo_cli.assurance.world.objects import Column, Relation
from bo_cli.reference.access import COMMANDS, who, writable_columns
from bo_cli.reference.examples import example_query, query_in_js, query_in_python
from bo_cli.reference.facts import Facts
from bo_cli.reference.markdown import code, list_of, short_type, table

VERBS = {"select": "read", "insert": "add", "update": "change", "delete": "delete"}


def relation_entry(facts: Facts, relation: Relation) -> str:
    """Return the Markdown of a relation: what it is, who may do what, columns, links, example."""
    parts = [
        f"### {relation.bare_name}",
        facts.comment("relation", relation.bare_name),
        _access(relation),
        columns_table(facts, relation),
        _links(facts, relation),
        _functions(facts, relation),
        _example(facts, relation),
    ]
    return "\n\n".join(part for part in parts if part)


def columns_table(facts: Facts, relation: Relation) -> str:
    """Return the columns with their types and meanings."""
    rows = [
        (f"`{column.name}`", _type(relation, column), column_meaning(facts, relation, column))
        for column in relation.columns.values()
    ]
    return table(("column", "type", "meaning"), rows)


def _type(relation: Relation, column: Column) -> str:
    name = short_type(column.type)
    return name if column.not_null or not relation.is_table else f"{name}, or null"


def column_meaning(facts: Facts, relation: Relation, column: Column) -> str:
    """Return what a column means, with the values that it may have where a check lists them."""
    text = facts.column_meaning(relation.bare_name, column.name)
    if column.name == "domain_id" and column.not_null:
        text = text.replace("; null: none", "")
    values = allowed_values(relation, column.name)
    told = all(re.search(rf"\b{re.escape(value)}\b", text) for value in values)
    return text if told else f"{text} One of {code(values)}.".strip()


def allowed_values(relation: Relation, column: str) -> list[str]:
    """Return the values that a check such as `kind in ('a', 'b')` lists for a column."""
    checks = [check.expression for check in relation.checks if check.columns == (column,)]
    lists = [each for each in checks if re.search(rf"\b{column} = ANY \(", each)]
    return [value for each in lists for value in re.findall(r"'([^']*)'::text", each)]


def _access(relation: Relation) -> str:
    asked = {command: who(relation, command) for command in COMMANDS}
    if all(asked[command] == "nobody" for command in COMMANDS[1:]):
        rest = "" if not relation.is_table else " Written by functions alone."
        return f"**Who may read:** {asked['select']}.{rest}"
    rows = [
        (VERBS[command], asked[command], _written(relation, command))
        for command in COMMANDS
        if asked[command] != "nobody"
    ]
    return table(("to", "needs", "columns"), rows)


def _written(relation: Relation, command: str) -> str:
    if command not in ("insert", "update"):
        return ""
    columns = writable_columns(relation, command)
    return "all" if len(columns) == len(relation.columns) else code(columns)


def _links(facts: Facts, relation: Relation) -> str:
    here = [f"`{key.target.split('.')[1]}` ({code(key.columns)})" for key in relation.foreign_keys
            if key.target.startswith("public.")]  # fmt: skip
    there = sorted(
        child.bare_name
        for child in facts.relations()
        for key in child.foreign_keys
        if key.target == relation.name and child is not relation
    )
    told = []
    if here:
        told.append(f"Points to {list_of(here)}.")
    if there:
        told.append(f"Pointed to by {code(dict.fromkeys(there))}.")
    return " ".join(told)


def _functions(facts: Facts, relation: Relation) -> str:
    names = {function.bare_name for function in facts.functions()}
    bodies = {name: body for name, body in facts.bodies.items() if name in names}
    writers = sorted(n for n, body in bodies.items() if relation.bare_name in body.writes)
    readers = sorted(
        n for n, body in bodies.items() if relation.bare_name in body.reads and n not in writers
    )
    told = []
    if writers:
        told.append(f"Written by {code(writers)}.")
    if 0 < len(readers) <= 12:
        told.append(f"Read by {code(readers)}.")
    return " ".join(told)


def _example(facts: Facts, relation: Relation) -> str:
    query = example_query(facts, relation)
    if query is None:
        return ""
    return f"```js\n{query_in_js(query)}\n```\n\n```python\n{query_in_python(query)}\n```"
