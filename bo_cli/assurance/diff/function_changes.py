"""What changed in a function: whose rights it has, where it looks names up, what it does."""

import re

from bo_cli.assurance.diff.model import Change
from bo_cli.db.facts import Difference

BODY = re.compile(r"\bAS \$|\n(?:BEGIN ATOMIC|RETURN )", re.DOTALL)
SETTING = re.compile(r"^ SET (\S+) TO (.*)$", re.MULTILINE)
DEFINER = "it works past the caller's rights: read it"
RISKS = {
    "security definer now": DEFINER,
    "→ immutable": "its result may be kept from one person to the next: read it",
    "leakproof now": "it may see rows before the policies do: read it",
    "search_path": "where it looks names up has changed: read it",
}
OWNER = re.compile(r"^owner (\S+): ")


def function_change(difference: Difference) -> Change:
    """Return what is different about a function, in words."""
    name, left, right = difference.object, difference.left, difference.right
    if left is None or right is None:
        verb = "added" if left is None else "dropped"
        is_definer = "SECURITY DEFINER" in _head(right or left or "")
        what = f"function {name} {verb}{' (security definer)' if is_definer else ''}"
        return Change(difference, name, what, risk=DEFINER if is_definer and right else None)
    found = [*_rights(left, right), *_settings(left, right), *_flags(left, right)]
    if _head(left) == left or _body(left) != _body(right):
        found.append("its body changed")
    what = f"function {name}: {', '.join(found) or 'changed'}"
    return Change(difference, name, what, risk=_risk(found))


def _risk(found: list[str]) -> str | None:
    """Return why probes may not feel the change, for the worst of what was found."""
    for what in found:
        for sign, why in RISKS.items():
            if sign in what:
                return why
    return None


def _rights(left: str, right: str) -> list[str]:
    had, has = ("SECURITY DEFINER" in _head(text) for text in (left, right))
    found = []
    if had != has:
        found.append("security definer now" if has else "no longer security definer")
    owners = [OWNER.findall(text) for text in (left, right)]
    if owners[0] != owners[1]:
        found.append(f"owner {' → '.join(names[0] for names in owners if names)}")
    return found


def _settings(left: str, right: str) -> list[str]:
    before, after = (dict(SETTING.findall(_head(text))) for text in (left, right))
    found = []
    for name in sorted(before.keys() | after.keys()):
        if before.get(name) != after.get(name):
            values = (each.get(name, "not set") for each in (before, after))
            found.append(f"{name} {' → '.join(values)}")
    return found


def _flags(left: str, right: str) -> list[str]:
    before, after = (_volatility(_head(text)) for text in (left, right))
    found = [f"{before} → {after}"] if before != after else []
    had, has = (re.search(r"(?<!NOT )\bLEAKPROOF\b", _head(text)) for text in (left, right))
    if bool(had) != bool(has):
        found.append("leakproof now" if has else "no longer leakproof")
    had, has = (re.search(r"\bSTRICT\b", _head(text)) for text in (left, right))
    if bool(had) != bool(has):
        found.append("strict now" if has else "no longer strict")
    return found


def _volatility(head: str) -> str:
    found = re.search(r"^ ?.*\b(IMMUTABLE|STABLE)\b", head, re.MULTILINE)
    return found.group(1).lower() if found else "volatile"


def _head(text: str) -> str:
    return BODY.split(text, maxsplit=1)[0]


def _body(text: str) -> str:
    return text[len(_head(text)) :]
