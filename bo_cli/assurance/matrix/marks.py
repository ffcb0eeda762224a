"""Texts by which a canary gives itself away: its token, and its key."""

import re

from bo_cli.assurance.matrix.watch import Watch
from bo_cli.assurance.model import Canary
from bo_cli.assurance.world.world import World

# Shorter keys, such as small numbers, stand in too many texts.
SHORTEST = 12


class Marks:
    """Finds the canaries of a world in what somebody is told."""

    def __init__(self, world: World, watch: Watch) -> None:
        self._watch = watch
        self._tokens: dict[str, Canary] = {}
        found: dict[str, list[Canary]] = {}
        for canaries in world.canaries.values():
            for canary in canaries:
                if canary.token:
                    self._tokens[canary.token] = canary
                for value in canary.key.values():
                    if len(value) >= SHORTEST:
                        found.setdefault(value, []).append(canary)
        # A key of several rows, such as their tenant, is that of none; but a tenant's row has it.
        tenants = {key: name for name, key in world.tenants.items()}
        self._keys = {
            value: rows[0] for value, rows in found.items() if len(rows) == 1 or value in tenants
        }
        for value, row in self._keys.items():
            if value in tenants and row.tenant != tenants[value]:
                self._keys[value] = next(r for r in found[value] if r.tenant == tenants[value])
        every = sorted([*self._tokens, *self._keys], key=len, reverse=True)
        self._pattern = re.compile("|".join(map(re.escape, every)) or r"(?!)")

    def find(self, text: str, given: frozenset[str] = frozenset()) -> list[Canary]:
        """Return the canaries that the text shows; not those of which it only repeats the key.

        given: the keys that the caller named.
        """
        seen = dict.fromkeys(self._pattern.findall(text))
        rows = [
            self._tokens.get(mark) or self._keys[mark]
            for mark in seen
            if mark in self._tokens or mark not in given
        ]
        return list({id(row): row for row in rows}.values())

    def changed(self, relation: str, key: str) -> Canary | None:
        """Return the canary that the watch speaks of."""
        return self._watch.row(relation, key)
