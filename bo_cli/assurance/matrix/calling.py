"""Calls of functions as SQL."""

from bo_cli.assurance.world.objects import Argument, Function
from bo_cli.db.quoting import literal, quoted


def typed_argument(value: str, argument: Argument) -> str:
    """Return a value for the argument; one of an array, where it takes that."""
    is_array = argument.type.endswith("[]")
    return f"{'array[' * is_array}{literal(value)}{']' * is_array}::{argument.type}"


def call_sql(function: Function, values: dict[int, str]) -> str:
    """Return the call with these arguments (place -> SQL); its results come as one text."""
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


def call_build(function: Function, values: dict[int, str]) -> str:
    """Return a query for the call with every value written out: hints see what the owner sees."""
    typed = {place: f"%L::{function.inputs[place].type}" for place in values}
    parts = ", ".join(
        f"({sql})::{function.inputs[place].type}::text" for place, sql in values.items()
    )
    # A percent sign of a name would be taken for a hole.
    text = call_sql(function, {place: f"\0{place}\0" for place in typed}).replace("%", "%%")
    for place, hole in typed.items():
        text = text.replace(f"\0{place}\0", hole)
    return f"select format({literal(text)}, {parts})"
