"""What may behave differently when an object changes: everything whose definition leads to it.

That is much more than what does; it is asked where calls cannot be counted.
"""

from bo_cli.assurance.mutate.touches import Names
from bo_cli.assurance.world.catalogue import Catalogue


class Dependents:
    """Finds them by the names in policies, views, defaults, triggers and bodies."""

    def __init__(self, catalogue: Catalogue) -> None:
        names = Names(catalogue)
        functions = catalogue.functions.values()
        self._definers = {function.name for function in functions if function.is_definer}
        self._of: dict[str, set[str]] = {}
        for name in [*catalogue.relations, *catalogue.functions]:
            for mentioned in names.mentioned_by(name):
                self._of.setdefault(mentioned, set()).add(name)
        for relation in catalogue.relations.values():
            if relation.partition_of is not None:
                self._of.setdefault(relation.partition_of, set()).add(relation.name)

    def of(self, objects: frozenset[str], *, as_caller: bool = False) -> frozenset[str]:
        """Return the objects and whatever leads to them.

        as_caller: only what leads there with the rights of who asks. The owner has every right and
        stands above the policies, so the way ends at a function that runs as its owner.
        """
        found: set[str] = set()
        waiting = list(objects)
        while waiting:
            name = waiting.pop()
            if as_caller and name in self._definers and name not in objects:
                continue
            if name not in found:
                found.add(name)
                waiting += self._of.get(name, ())
        return frozenset(found)
