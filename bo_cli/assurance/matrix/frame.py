"""What all planners of attempts need to know."""

from dataclasses import dataclass

from bo_cli.assurance.intent.intent import Intent
from bo_cli.assurance.matrix.access import Access
from bo_cli.assurance.matrix.arguments import Arguments
from bo_cli.assurance.matrix.marks import Marks
from bo_cli.assurance.matrix.owners import Owners
from bo_cli.assurance.matrix.reach import Reach
from bo_cli.assurance.matrix.show import Shower
from bo_cli.assurance.matrix.values import Fresh
from bo_cli.assurance.model import Canary, SignedIn
from bo_cli.assurance.world.objects import Relation
from bo_cli.assurance.world.world import World


@dataclass(frozen=True)
class Frame:
    """A world, and what is known of it besides.

    canaries: also those of partitions and views, by relation. access: the privileges of the moment.
    """

    world: World
    canaries: dict[str, list[Canary]]
    access: Access
    reach: Reach
    owners: Owners
    fresh: Fresh
    shower: Shower
    arguments: Arguments
    marks: Marks

    @property
    def intent(self) -> Intent:
        return self.world.intent

    @property
    def people(self) -> dict[str, SignedIn]:
        return self.world.people

    def is_excused(self, name: str) -> bool:
        """Tell whether a hint says why the relation has no canary."""
        return name in self.world.excused

    def relation(self, name: str) -> Relation:
        return self.world.catalogue.relations[name]

    def show(self, who: SignedIn, statement: str, rows: list[Canary] | None = None) -> str:
        """Return SQL that shows what `who` can do with a statement, ready for psql."""
        return self.shower.script(who, statement, rows or [])
