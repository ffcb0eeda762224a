"""Where a row says whose it is, and what to write there to make it somebody else's."""

from bo_cli.assurance.matrix.cells import Target
from bo_cli.assurance.matrix.values import typed
from bo_cli.assurance.model import Canary, SignedIn
from bo_cli.assurance.world.objects import Column, Relation
from bo_cli.assurance.world.world import World


class Owners:
    """Knows, for the relations of one world, the columns that decide whose a row is."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._tenant_columns: dict[str, str | None] = {}

    def tenant_column(self, relation: Relation) -> str | None:
        """Return the column that holds the tenant, or that points to the row that does.

        None where no single column decides.
        """
        if relation.name not in self._tenant_columns:
            self._tenant_columns[relation.name] = self._find_tenant_column(relation)
        return self._tenant_columns[relation.name]

    def _find_tenant_column(self, relation: Relation) -> str | None:
        named = self._world.intent.tenant_column_of(relation.name)
        if named in relation.columns:
            return named
        if relation.name == self._world.intent.tenant_relation:
            return None
        for key in relation.foreign_keys:
            rows = self._world.canaries.get(key.target, [])
            if len(key.columns) == 1 and any(row.tenant for row in rows):
                return key.columns[0]
        return None

    def own_columns(self, relation: Relation) -> tuple[str, ...]:
        """Return those columns of the relation that make a row somebody's own."""
        columns = self._world.intent.own_columns(relation.name)
        return tuple(column for column in columns if column in relation.columns)

    def tenant_values(
        self, who: SignedIn, column: Column, row: Canary, target: Target
    ) -> list[str]:
        """Return SQL for values that give the row to a tenant of `who`, or to another one."""
        is_mine = target is Target.TENANTS
        wanted = [
            name
            for name in self._world.tenants
            if (name in who.tenants) is is_mine and name != row.tenant
        ]
        found = [self.tenant_value(row.relation, column, name) for name in wanted]
        return [typed(value, column) for value in found if value is not None][:3]

    def tenant_value(self, relation: str, column: Column, tenant: str) -> str | None:
        """Return what stands in the deciding column of a row of that tenant; None: not known."""
        if column.name == self._world.intent.tenant_column_of(relation):
            return self._world.tenants[tenant]
        for key in self._world.catalogue.relations[relation].foreign_keys:
            if key.columns == (column.name,):
                for row in self._world.canaries.get(key.target, []):
                    if row.tenant == tenant:
                        return row.values[key.target_columns[0]]
        return None

    def owner_values(
        self, who: SignedIn, column: Column, row: Canary, *, is_own: bool
    ) -> list[str]:
        """Return SQL for values that make a row `who`'s own, or somebody else's.

        They come from rows that are there, or from what the intent says makes a row one's own.
        """
        seen = [canary.values.get(column.name) for canary in self._same(row)]
        known = [value for value in seen if value is not None and (value in who.own) is is_own]
        people = [who] if is_own else [o for o in self._world.people.values() if o is not who]
        # With several kinds of values (a key, an address), those that rows hold are of the kind.
        guesses = [value for person in people for value in person.own if value not in who.own]
        guesses = list(who.own) if is_own else guesses
        mine = row.values.get(column.name)
        found = [value for value in dict.fromkeys([*known, *guesses]) if value != mine]
        return [typed(value, column) for value in found][:3]

    def _same(self, row: Canary) -> list[Canary]:
        rows = self._world.canaries.get(row.relation, [])
        return sorted(rows, key=lambda other: other.tenant != row.tenant)
