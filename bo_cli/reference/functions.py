"""The entry of a function."""

import re

from bo_cli.assurance.world.objects import Argument, Function
from bo_cli.reference.examples import call_in_js, call_in_python, example_call
from bo_cli.reference.facts import Facts
from bo_cli.reference.markdown import code, short_type, table
from bo_cli.reference.prose import Prose, read_prose

CAST = re.compile(r"::[a-z_. ]+(?:\[\])?")


def function_entry(facts: Facts, function: Function) -> str:
    """Return the Markdown of a function: what it does, arguments, result, errors, example."""
    prose = function_prose(facts, function)
    parts = [
        f"### {function.bare_name}",
        prose.summary,
        _permissions(facts, function, prose),
        _arguments(facts, function, prose),
        _result(function),
        _errors(facts, prose),
        _example(facts, function, prose),
    ]
    return "\n\n".join(part for part in parts if part)


def function_prose(facts: Facts, function: Function) -> Prose:
    """Return the parts of the function's comment."""
    comment = facts.comment("function", function.bare_name)
    return read_prose(comment, [argument.name for argument in function.inputs])


def callers(function: Function) -> set[str]:
    """Return the API roles that may execute the function."""
    roles = {grant.role for grant in function.grants if grant.privilege.lower() == "execute"}
    if "public" in roles:
        roles |= {"anon", "authenticated", "service_role"}
    return roles & {"anon", "authenticated", "service_role", "supabase_auth_admin"}


def _permissions(facts: Facts, function: Function, prose: Prose) -> str:
    roles = callers(function)
    if "supabase_auth_admin" in roles:
        return "**Called by** Supabase Auth alone."
    if roles <= {"service_role"}:
        return "**Called by** a worker, with the secret key."
    told = ["**Called by** everybody, signed in or not."] if "anon" in roles else []
    asked = sorted(facts.bodies[function.bare_name].permissions)
    if asked and "Needs" not in prose.summary:
        told.append(f"**Looks at the permissions** {code(asked)}.")
    return " ".join(told)


def _arguments(facts: Facts, function: Function, prose: Prose) -> str:
    rows = [
        (f"`{each.name}`", short_type(each.type), _default(each), _meaning(facts, each, prose))
        for each in function.inputs
    ]
    return table(("argument", "type", "default", "meaning"), rows) if rows else ""


def _default(argument: Argument) -> str:
    if argument.default is None:
        return "required"
    return f"`{CAST.sub('', argument.default)}`"


def _meaning(facts: Facts, argument: Argument, prose: Prose) -> str:
    told = prose.arguments.get(argument.name) or facts.words.arguments.get(argument.name, "")
    is_list = re.match(r"\w+,", told)  # of keys or values, which are written as they are
    return told if is_list else told[:1].upper() + told[1:]


def _result(function: Function) -> str:
    columns = [each for each in function.arguments if each.mode == "t"]
    if columns:
        listed = ", ".join(f"`{each.name}` {short_type(each.type)}" for each in columns)
        return f"**Returns** rows of {listed}."
    name = short_type(function.returns.removeprefix("SETOF "))
    if function.returns == "void":
        return "**Returns** nothing."
    return f"**Returns** {'rows of ' if function.returns_set else ''}`{name}`."


def _errors(facts: Facts, prose: Prose) -> str:
    known = [facts.reasons[code] for code in prose.reasons if code in facts.reasons]
    if not known:
        return f"**Errors:** {prose.errors}." if prose.errors else ""
    rows = [(f"`{each.reason}`", f"{each.sqlstate} ({each.http})", each.meaning) for each in known]
    return table(("error", "code", "means"), rows)


def _example(facts: Facts, function: Function, prose: Prose) -> str:
    roles = callers(function)
    if roles <= {"supabase_auth_admin"}:
        return ""
    arguments = example_call(facts, function, prose)
    in_python = f"```python\n{call_in_python(function.bare_name, arguments)}\n```"
    if roles <= {"service_role"}:
        return in_python
    return f"```js\n{call_in_js(function.bare_name, arguments)}\n```\n\n{in_python}"
