"""The claims of a token that decide: without them the answer changes."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from bo_cli.assurance.model import SignedIn


def deciding_claims(person: SignedIn, ask: Callable[[SignedIn], bool]) -> list[str]:
    """Return the claims of the token without which the answer changes, nested ones with dots."""
    found = []
    for path in _paths(person.claims):
        without = replace(person, claims=_without(person.claims, path))
        if not ask(without):
            found.append(".".join(path))
    # A part says more than the whole that it is in.
    return [name for name in found if not any(other.startswith(f"{name}.") for other in found)]


def _paths(claims: dict[str, Any], above: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    found = []
    for name, value in claims.items():
        found.append((*above, name))
        if isinstance(value, dict):
            found += _paths(value, (*above, name))
    return found


def _without(claims: dict[str, Any], path: tuple[str, ...]) -> dict[str, Any]:
    name, *rest = path
    if not rest:
        return {key: value for key, value in claims.items() if key != name}
    return claims | {name: _without(claims[name], tuple(rest))}
