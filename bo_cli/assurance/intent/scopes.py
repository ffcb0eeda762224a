"""The words of an intent file: `tenants where archived_at is null`, `update(name, phone)`."""

import re

from bo_cli.assurance.intent.patterns import Pattern, column_pattern
from bo_cli.assurance.intent.problems import close_to
from bo_cli.assurance.model import COMMANDS, Allowance, Scope

# TRUNCATE of a table, USAGE of a sequence: closed nearly everywhere, but a service may have them.
RULE_COMMANDS = (*COMMANDS, "truncate", "usage")
_WITH_COLUMNS = ("select", "insert", "update")
_SCOPE = re.compile(r"\s*(\w*)(?:\s+where\s+(.*\S))?\s*", re.DOTALL)
_COMMAND = re.compile(r"\s*(\w+)\s*(?:\(([^()]*)\))?\s*")


def parse_scope(text: str) -> Allowance:
    """Return what `own`, or `tenants where <condition>`, allows. Raises ValueError."""
    found = _SCOPE.fullmatch(text)
    words = [scope.value for scope in Scope]
    if not found or found[1] not in words:
        raise ValueError(
            f"{text!r} is no scope; write none, own, tenants or all, or one of them "
            f'with a condition: "tenants where archived_at is null"'
        )
    if found[1] == Scope.NONE and found[2]:
        raise ValueError("none has no condition: no row is allowed anyway")
    return Allowance(Scope(found[1]), found[2])


def parse_commands(text: str) -> list[tuple[str, tuple[Pattern, ...]]]:
    """Return the commands of a key such as `insert(name), delete`, each with its columns.

    Raises ValueError with what is wrong with the key.
    """
    return [_command(part) for part in re.split(r",(?![^(]*\))", text)]


def _command(text: str) -> tuple[str, tuple[Pattern, ...]]:
    found = _COMMAND.fullmatch(text)
    if not found or found[1] not in RULE_COMMANDS:
        raise ValueError(
            f"unknown key or command{close_to(text.strip(), [*RULE_COMMANDS, 'own', 'tenant'])}; "
            f"there are {', '.join(RULE_COMMANDS)}, own and tenant"
        )
    if found[2] is None:
        return found[1], ()
    if found[1] not in _WITH_COLUMNS:
        raise ValueError(f"{found[1]} takes no columns")
    try:
        return found[1], tuple(column_pattern(name.strip()) for name in found[2].split(","))
    except ValueError as error:
        raise ValueError(f"a column of {found[1]}(…) {error}") from None
