"""Tables that point to each other in a circle: the first row names one that is yet to come."""

from bo_cli.assurance.world.catalogue import Catalogue
from bo_cli.assurance.world.literals import Literals
from bo_cli.assurance.world.objects import ForeignKey, Relation
from bo_cli.assurance.world.seeds import make_seed
from bo_cli.assurance.world.solver import Choice, Draft
from bo_cli.assurance.world.values import Values
from bo_cli.db.attempt import Refusal
from bo_cli.db.connect import Connection
from bo_cli.db.keeping import keep
from bo_cli.db.quoting import literal, quoted

Promised = dict[str, str | None]


class Promises:
    """Keys of rows that do not exist yet, by relation and tenant."""

    def __init__(self, connection: Connection, catalogue: Catalogue) -> None:
        self.connection, self.catalogue = connection, catalogue
        self.made: dict[tuple[str, str | None], Promised] = {}
        self.deferred: set[str] = set()

    def promise(self, relation: Relation, key: ForeignKey, tenant: str | None) -> Promised | None:
        """Return the key of a row to come; None where the foreign key cannot wait for it.

        relation: of the foreign key. A row that points to itself need not wait.
        """
        target = self.catalogue.relations.get(key.target)
        if target is None or not (key.is_deferrable or key.target == relation.name):
            return None
        if key.is_deferrable:
            self._defer(relation.schema, key.name)
        place = (key.target, tenant)
        if place not in self.made:
            values = Values(self.catalogue)
            seed = make_seed(f"promise {key.target}", len(self.made) + 1)
            promised: Promised = {}
            for name in key.target_columns:
                column = target.columns[name]
                sql = values.of(column.type_oid, column.type, name, seed, Literals())[0]
                found = keep(self.connection, f"select ({sql})::text")
                promised[name] = None if isinstance(found, Refusal) else found[0][0]
            self.made[place] = promised
        return self.made[place]

    def kept_by(self, relation: str, tenant: str | None) -> Draft:
        """Return what a row must hold to keep the promise made for its relation and tenant."""
        found = self.catalogue.relations[relation]
        return {
            name: [Choice(f"{literal(value)}::{found.columns[name].type}")]
            for name, value in self.made.get((relation, tenant), {}).items()
        }

    def settle(self) -> list[str]:
        """Check the foreign keys that waited, now that every row is there; return complaints."""
        outcomes = [
            keep(self.connection, f"set constraints {name} immediate")
            for name in sorted(self.deferred)
        ]
        return [outcome.message for outcome in outcomes if isinstance(outcome, Refusal)]

    def _defer(self, schema: str, constraint: str) -> None:
        name = quoted(schema, constraint)
        if name not in self.deferred:
            keep(self.connection, f"set constraints {name} deferred")
            self.deferred.add(name)
