"""The words of a comparison."""

from dataclasses import dataclass, field
from enum import StrEnum

from bo_cli.db.facts import Difference


class Effect(StrEnum):
    """What a change does to who can do what."""

    WIDER = "wider"
    NARROWER = "narrower"
    BOTH = "wider and narrower"
    NEITHER = "neither"
    UNKNOWN = "cannot tell"


@dataclass(frozen=True)
class Gain:
    """What somebody can do now and could not before, or the other way round.

    identities, columns: all that changed alike; columns is empty where the change is about whole
    rows, or about all of them. rows: whose, such as `other tenants`; '' where it makes no
    difference. before, after: what the probe found, in words.
    """

    effect: Effect
    identities: tuple[str, ...]
    object: str
    command: str
    columns: tuple[str, ...]
    rows: str
    before: str
    after: str
    cells: int


@dataclass(frozen=True)
class Change:
    """One difference of the catalogue that access can depend on.

    object: the relation, function or schema that it is about. what: in words. certain: what it
    does by itself, whatever rows there are; None where only probes can tell. risk: why probes that
    find the same do not settle it.
    """

    difference: Difference
    object: str
    what: str
    certain: Effect | None = None
    risk: str | None = None


@dataclass(frozen=True)
class Judged:
    """A change with its effect, and who says so: probes with how many cells, or the catalogue."""

    change: Change
    effect: Effect
    by: str


@dataclass(frozen=True)
class Comparison:
    """Everything that differs. notes: what the reader should know about how it was found."""

    left: str
    right: str
    gains: tuple[Gain, ...]
    changes: tuple[Judged, ...]
    others: tuple[Difference, ...]
    probed: int
    notes: tuple[str, ...] = field(default=())

    @property
    def has_changed(self) -> bool:
        return bool(self.gains or self.changes or self.others)

    @property
    def has_widened(self) -> bool:
        wide = (Effect.WIDER, Effect.BOTH)
        return any(gain.effect in wide for gain in self.gains) or any(
            judged.effect in wide for judged in self.changes
        )
