"""What may behave differently when an object changes: everything whose definition leads to it.

That is much more than what does; it is asked where calls cannot be counted.
"""

from bo_cli.assurance.mutate.touches import Names
from bo_cli.assurance.world.catalogue import Catalogue


class Dependents:
    """Finds them by the names in policies, views, defaults, triggers and bodies."""

    def __init__(self, catalogue: Catalogue) -> None:
        names = Names(catalogue)
        self._of: dict[str, set[str]] = {}
        for name in [*catalogue.relations, *catalogue.functions]:
            for mentioned in names.mentioned_by(name):
                self._of.setdefault(mentioned, set()).add(name)
        for relation in catalogue.relations.values():
            if relation.partition_of is not None:
                self._of.setdefault(relation.partition_of, set()).add(relation.name)

    def of(self, objects: frozenset[str]) -> frozenset[str]:
        """Return the objects and whatever leads to them."""
        found: set[str] = set()
        waiting = list(objects)
        while waiting:
            name = waiting.pop()
            if name not in found:
                found.add(name)
                waiting += self._of.get(name, ())
        return frozenset(found)
