"""Arguments that end up in a statement as SQL instead of as a value."""

import re
from collections.abc import Iterator

from bo_cli.assurance.fuzz.model import Answer
from bo_cli.assurance.fuzz.probes.model import Probe, Setting, Sighting
from bo_cli.assurance.fuzz.targets import Column, Function
from bo_cli.assurance.fuzz.values import kind_of
from bo_cli.assurance.fuzz.watch import leak_in
from bo_cli.assurance.model import SignedIn
from bo_cli.db.quoting import literal, quoted

# The first ends a string, or a name, too early; the second makes a condition true.
PAYLOADS = ("it's \"x", "x' or true --")
# What the parser says of a broken statement; search words and patterns have errors of their own.
BROKEN = re.compile(r"unterminated quoted (string|identifier)|at or near")
NOT_SQL = "42601"
# Postgres reads the name of a type with the same parser, and runs nothing of it.
TYPE_NAME = "invalid type name"


def injection(setting: Setting, who: SignedIn) -> Iterator[Sighting]:
    """A text with a quote breaks a statement inside of a function, or widens it."""
    for function in setting.scene.functions:
        texts = [each for each in function.arguments if kind_of(each.type) == "text"]
        if not texts or not setting.scene.is_reachable(who, function.key):
            continue
        secrets = setting.scene.hidden_from(who).on(function.key, is_table=False)
        for argument in texts:
            for payload in PAYLOADS:
                text = _call(setting, who, function, argument, payload)
                answer = setting.database.ask_text(who, text)
                says = _says(answer)
                leak = leak_in(answer, secrets, (text.lower(),))
                if leak is not None:
                    says = f"shows {leak[1].text!r}, of {leak[1].owner}"
                if says:
                    yield Sighting(function.key, f"{argument.name}: {says}", text)
                    return


def _says(answer: Answer) -> str:
    error = answer.places.get("error", "")
    is_broken = answer.code == NOT_SQL and BROKEN.search(error)
    return error if is_broken and TYPE_NAME not in answer.places.get("context", "") else ""


def _call(
    setting: Setting, who: SignedIn, function: Function, argument: Column, payload: str
) -> str:
    """Return a call with the payload in one argument and something harmless in the others."""
    hints = dict(function.hints)
    given: list[str] = []
    for place, each in enumerate(function.arguments):
        if each is argument:
            value = literal(payload)
        elif each.is_optional:
            continue
        elif each.name in hints:
            value = f"({hints[each.name]})"
        else:
            value = literal(_harmless(setting, who, each))
        name = f"{quoted(each.name)} => " if each.name else ""
        given.append(f"{name}{value}::{function.types[place]}")
    return f"select * from {quoted(*function.name.split('.', 1))}({', '.join(given)}) as t"


def _harmless(setting: Setting, who: SignedIn, argument: Column) -> str | None:
    """Return an own row's value of that name, or of the caller's tenant."""
    kind = kind_of(argument.type)
    known = set(who.tenants.values())
    for ref in setting.scene.pool.named(argument.name, kind):
        value = str(setting.scene.pool.resolve(ref))
        if value in known or not known:
            return value
    found = [str(setting.scene.pool.resolve(ref)) for ref in setting.scene.pool.of_type(kind)]
    return next((value for value in found if value in known), found[0] if found else None)


PROBES = (Probe("injection", injection),)
