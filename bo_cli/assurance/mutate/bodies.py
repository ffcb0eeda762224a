"""Mutants of function bodies: conditions, refusals, names of permissions."""

import re
from collections.abc import Iterator, Mapping
from itertools import chain

from bo_cli.assurance.mutate.changes import (
    Change,
    call_changes,
    condition_changes,
    constant_changes,
    constants_in_calls,
    operand_changes,
)
from bo_cli.assurance.mutate.comparing import call_around, comparing, comparing_calls, reaching
from bo_cli.assurance.mutate.definitions import Schema
from bo_cli.assurance.mutate.model import Mutant, Site
from bo_cli.assurance.world.objects import Function

# How the name of a permission looks, wherever it stands: 'orders.view', 'orders:view'.
PERMISSION = re.compile(r"'[a-z][a-z0-9_]*[.:][a-z0-9_.:]+'")
# A condition on the server's version, and on nothing else: what it chooses is for another server,
# so only tests on that one could tell.
OF_VERSION = re.compile(
    r"current_setting\('server_version_num'\)(::int(eger|4)?)?\s*(<|>|=|<=|>=|<>)\s*\d+",
    re.IGNORECASE,
)
ADVICE = {
    "widen": "call it so that the condition does not hold, and expect what it then does",
    "narrow": "call it so that the condition holds, and expect what it then does",
    "drop": "call it so that everything holds but this",
    "call": "call it so that it must refuse, and expect the refusal",
    "constant": "call it as somebody who holds only the other permission",
}


def body_mutants(schema: Schema, constants: Mapping[str, set[str]]) -> Iterator[Mutant]:
    """Yield every mutant of every body; `constants` as for `constant_changes`."""
    for function in schema.functions:
        definition = schema.definitions[function.name]
        parts = parts_of(function, definition)
        if parts is None:
            continue
        head, body, tail = parts
        seen = {body}
        for change in _changes(body, constants):
            if change.text not in seen and not _is_of_version(body, change):
                seen.add(change.text)
                told = _telling(body, change)
                telling = f"{head}{told}{tail}" if told else ""
                apply = head + change.text + tail
                yield _mutant(function, apply, definition, body, change, telling)


def _is_of_version(body: str, change: Change) -> bool:
    span = change.span
    return (
        span is not None and OF_VERSION.fullmatch(body[span.start : span.end].strip()) is not None
    )


def known_constants(schema: Schema) -> dict[str, set[str]]:
    """Return the constants that functions of this database are given, by the function's name.

    In policies all of them; in bodies those that look like the name of a permission.
    """
    ours = {function.bare_name for function in schema.functions}
    known: dict[str, set[str]] = {}
    for _relation, policy in schema.policies:
        for name, constant, _span in _constants(policy.using or "", policy.check or ""):
            if name in ours:
                known.setdefault(name, set()).add(constant)
    for function in schema.functions:
        for name, constant, _span in _constants(function.source):
            if name in ours and PERMISSION.fullmatch(constant):
                known.setdefault(name, set()).add(constant)
    return known


def _constants(*texts: str) -> Iterator[tuple[str, str, object]]:
    return chain.from_iterable(constants_in_calls(text) for text in texts if text)


def parts_of(function: Function, definition: str) -> tuple[str, str, str] | None:
    """Return what stands before the body, the body, and what follows it; None without a body."""
    start = definition.rfind(function.source) if function.source else -1
    if start < 0:  # a body in standard SQL, which Postgres prints anew
        start = definition.find("BEGIN ATOMIC")
    if start < 0:
        return None
    end = start + len(function.source) if function.source else len(definition)
    return definition[:start], definition[start:end], definition[end:]


def _changes(body: str, constants: Mapping[str, set[str]]) -> Iterator[Change]:
    yield from condition_changes(body)
    # Whoever gets to a condition notices its opposite: that tells little which leaving it out does
    # not, and `and` for `or` tells no more.
    yield from (change for change in operand_changes(body) if change.kind == "drop")
    yield from call_changes(body)
    yield from constant_changes(body, constants)


def _telling(body: str, change: Change) -> str:
    """Return the body as it is, but for telling where the change would make a difference.

    Empty where a call that returns nothing is left out: nobody can tell whether it did anything.
    """
    if change.span is None:
        return ""
    start, end = change.span.start, change.span.end
    if change.kind == "call":
        old = body[start:end]
        told = reaching(old) if old.lower().startswith("raise") else ""
    elif change.kind == "constant":
        constant = (start, end)
        start, end = call_around(body, start)
        new = body[start : constant[0]] + change.new + body[constant[1] : end]
        told = comparing_calls(body[start:end], new)
    else:
        told = comparing(body[start:end], change.new)
    return body[:start] + told + body[end:] if told else ""


def _mutant(
    function: Function, apply: str, undo: str, body: str, change: Change, telling: str
) -> Mutant:
    line = f"line {_line(body, change.text)}: {change.line}"
    return Mutant(
        kind=f"body-{change.kind}",
        object=function.name,
        apply=apply,
        undo=undo,
        line=line,
        shown=_difference(body, change.text),
        advice=ADVICE[change.kind],
        touches=frozenset({function.name}),
        site=Site(change.span.start, change.span.end, change.new) if change.span else None,
        telling=telling,
    )


def _line(old: str, new: str) -> int:
    """Return the first line, from 1, that differs."""
    pairs = zip(old.splitlines(), new.splitlines(), strict=False)
    return next((number for number, (a, b) in enumerate(pairs, 1) if a != b), 1)


def _difference(old: str, new: str) -> str:
    """Return what is only in one of the two bodies, line by line, as a diff writes it."""
    before, after = old.splitlines(), new.splitlines()
    while before and after and before[0] == after[0]:
        del before[0], after[0]
    while before and after and before[-1] == after[-1]:
        del before[-1], after[-1]
    return "\n".join([*(f"- {line}" for line in before), *(f"+ {line}" for line in after)])
