"""How many neutral canaries an identity can see: what must not change when it gets rows."""

from bo_cli.assurance.intent.acting import become
from bo_cli.assurance.model import Canary, SignedIn
from bo_cli.assurance.world.objects import Relation
from bo_cli.assurance.world.writing import condition
from bo_cli.db.attempt import Refusal
from bo_cli.db.connect import Connection
from bo_cli.db.keeping import keep

Counts = tuple[int, ...]


class Reach:
    """Counts, as one identity, the canaries that are nobody's own, in each relation.

    A row of one's own in a table such as `memberships` would let its owner into more than before,
    and every later verdict would be about somebody else.
    """

    def __init__(
        self,
        connection: Connection,
        person: SignedIn,
        relations: dict[str, Relation],
        canaries: dict[str, list[Canary]],
    ) -> None:
        self.connection, self.person = connection, person
        queries = [
            query
            for name, found in canaries.items()
            if (query := _count(relations[name], found)) is not None
        ]
        self.queries = [query for query in queries if self._counts([query]) is not None]

    def measure(self) -> Counts | None:
        """Return the counts; None where a policy fails."""
        return self._counts(self.queries)

    def _counts(self, queries: list[str]) -> Counts | None:
        if not queries:
            return ()
        with self.connection.transaction(force_rollback=True):
            become(self.connection, self.person)
            found = keep(self.connection, f"select {', '.join(queries)}")
            return None if isinstance(found, Refusal) else tuple(found[0])


def _count(relation: Relation, canaries: list[Canary]) -> str | None:
    neutral = [canary.key for canary in canaries if canary.owner is None]
    if not neutral:
        return None
    where = " or ".join(f"({condition(key)})" for key in neutral)
    return f"(select count(*) from {relation.sql} where {where})"
