"""Texts by which a canary gives itself away: its token, and its key."""

import re

from bo_cli.assurance.matrix.watch import Watch
from bo_cli.assurance.model import Canary
from bo_cli.assurance.world.seeds import TOKEN
from bo_cli.assurance.world.world import World

# Shorter keys, such as small numbers, stand in too many texts.
SHORTEST = 12
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


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
        # Tokens and uuids look alike; what looks like nothing in particular is named one by one.
        others = [key for key in self._keys if not _UUID.fullmatch(key)]
        others.sort(key=len, reverse=True)
        parts = [TOKEN, _UUID.pattern, *map(re.escape, others)]
        self._pattern = re.compile("|".join(parts))

    def find(self, text: str, given: frozenset[str] = frozenset()) -> list[Canary]:
        """Return the canaries that the text shows; not those of which it only repeats the key.

        given: the keys that the caller named.
        """
        seen = set(self._pattern.findall(text))
        rows = [self._tokens[mark] for mark in seen & self._tokens.keys()]
        rows += [self._keys[mark] for mark in (seen - given) & self._keys.keys()]
        return list({id(row): row for row in rows}.values())

    def changed(self, relation: str, key: str) -> Canary | None:
        """Return the canary that the watch speaks of."""
        return self._watch.row(relation, key)
