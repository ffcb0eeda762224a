"""The words of the probes: what they look at, and what they see."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from bo_cli.assurance.fuzz.database import Database
from bo_cli.assurance.fuzz.scene import Scene
from bo_cli.assurance.model import SignedIn
from bo_cli.assurance.world.objects import Relation
from bo_cli.assurance.world.world import World


@dataclass(frozen=True)
class Setting:
    """An open world and how to ask it.

    is_throwaway: whether its database is ours to analyze. writable: (role, relation, privilege) ->
    columns, as far as known.
    """

    world: World
    scene: Scene
    database: Database
    is_throwaway: bool
    writable: dict[tuple[str, str, str], set[str]] = field(default_factory=dict)

    def relations(self, who: SignedIn, *kinds: str) -> list[Relation]:
        """Return the relations of these kinds that the identity's role has any privilege on."""
        found = self.world.catalogue.of_kind(*kinds)
        return [relation for relation in found if self.scene.is_reachable(who, relation.name)]


@dataclass(frozen=True)
class Sighting:
    """Something that an identity learned. shown: the statement that shows it."""

    target: str
    says: str
    shown: str


@dataclass(frozen=True)
class Probe:
    """One channel. is_inherent: nothing in a schema closes it; who has no SQL does not reach it."""

    name: str
    look: Callable[[Setting, SignedIn], Iterator[Sighting]]
    is_inherent: bool = False
