"""Rows that are somebody's own: in each tenant that the person works in."""

from bo_cli.assurance.world.drafts import Wish
from bo_cli.assurance.world.filling import Filler
from bo_cli.assurance.world.objects import Relation
from bo_cli.assurance.world.reach import Reach
from bo_cli.assurance.world.reading import existing_rows
from bo_cli.db.attempt import Refusal

_MOST_LOOKED_AT = 50


class WiderReachError(Exception):
    """A row would let its owner see more than before; raised to take it back."""


class OwnRows:
    """Gives identities rows of their own, once every table has its neutral ones."""

    def __init__(self, filler: Filler) -> None:
        self.filler = filler
        self.reaches: dict[str, Reach] = {}

    def fill(self) -> None:
        """Place or find a row for each identity, own column and tenant."""
        for relation in self.filler.catalogue.relations.values():
            if relation.name in self.filler.canaries and relation.is_table:
                for wish in self._wishes(relation):
                    self._grant(relation, wish)

    def _wishes(self, relation: Relation) -> list[Wish]:
        in_tenants = any(canary.tenant for canary in self.filler.canaries[relation.name])
        wishes: dict[tuple[str, str, str | None], Wish] = {}
        for column in self.filler.intent.own_columns(relation.name):
            for person in self.filler.people.values():
                if column not in relation.columns or not person.own:
                    continue
                tenants: list[str | None] = [*person.tenants] if in_tenants else [None]
                for tenant in tenants:
                    # Identities of one person share their rows.
                    place = (column, person.own[0], tenant)
                    wishes.setdefault(place, Wish(tenant, person.name, column))
        return list(wishes.values())

    def _grant(self, relation: Relation, wish: Wish) -> None:
        """Take the row that is there, or else place one that opens no door."""
        if self._is_there(relation, wish) or relation.name == self.filler.intent.tenant_relation:
            return
        assert wish.owner is not None  # noqa: S101 - _wishes names one
        before = self._reach(wish.owner).measure()
        known = len(self.filler.canaries[relation.name])
        try:
            with self.filler.connection.transaction():
                if isinstance(self.filler.grant(relation, wish), Refusal):
                    return
                if self._reach(wish.owner).measure() != before:
                    raise WiderReachError
        except WiderReachError:
            del self.filler.canaries[relation.name][known:]
            self.filler.notes.append(
                f"{relation.name}: no row of {wish.owner}'s own: it would change what {wish.owner}"
                " sees elsewhere; the setup can make one"
            )

    def _is_there(self, relation: Relation, wish: Wish) -> bool:
        """Take an existing row: another could change what the person may do, as a second
        membership would."""
        filler = self.filler
        where = {column: found[0].sql for column, found in filler.fixed(relation, wish).items()}
        known = {tuple(c.key.values()) for c in filler.canaries[relation.name]}
        for row in existing_rows(filler.connection, relation, where, _MOST_LOOKED_AT):
            canary = filler.labels.canary(relation, row, wish)
            if canary.tenant != wish.tenant:
                continue
            if tuple(canary.key.values()) not in known:
                filler.canaries[relation.name].append(canary)
            return True
        return False

    def _reach(self, name: str) -> Reach:
        if name not in self.reaches:
            filler = self.filler
            self.reaches[name] = Reach(
                filler.connection,
                filler.people[name],
                filler.catalogue.relations,
                filler.canaries,
            )
        return self.reaches[name]
