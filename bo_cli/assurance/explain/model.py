"""What an explanation says."""

from dataclasses import dataclass, field

from bo_cli.assurance.explain.access import Access
from bo_cli.assurance.explain.condition import Condition
from bo_cli.assurance.explain.deciding import Deciding, DecidingRow
from bo_cli.assurance.explain.evaluate import Value, Values
from bo_cli.assurance.explain.policies import Policy, Stage
from bo_cli.assurance.explain.relation import Relation
from bo_cli.assurance.model import SignedIn
from bo_cli.db.attempt import Outcome


@dataclass(frozen=True)
class Judged:
    """A policy's condition with its values for the row."""

    policy: Policy
    condition: Condition
    values: Values

    @property
    def value(self) -> Value:
        return self.values[self.condition.text]

    @property
    def admits(self) -> bool:
        return self.value.is_true

    def failing(self) -> list[Condition]:
        """Return the conjuncts that do not hold."""
        each = self.condition.conjuncts()
        return [part for part in each if not self.values[part.text].is_true]


@dataclass(frozen=True)
class StageResult:
    """What the policies say at one stage: one permissive must admit, every restrictive one too.

    text: the row, as a composite value.
    """

    stage: Stage
    text: str
    policies: tuple[Judged, ...]

    @property
    def admitting(self) -> list[Judged]:
        return [each for each in self.policies if each.policy.is_permissive and each.admits]

    @property
    def refusing(self) -> list[Judged]:
        """The restrictive policies that refuse."""
        return [e for e in self.policies if not e.policy.is_permissive and not e.admits]

    @property
    def passes(self) -> bool:
        return bool(self.admitting) and not self.refusing


@dataclass(frozen=True)
class Explanation:
    """Why a person can or cannot do something with a row.

    outcome: of the real statement. returning: of the same with `returning`, for writes. bypass: why
    row security is not asked; None where it is. reason: the verdict in words. deciding: rows
    without which a yes becomes a no. against: rows without which a no becomes a yes. would: changes
    to a row that would make it one. claims: of the token, without which the answer changes.
    triggers: those that refuse. reads: for a view, the relations that it reads.
    """

    relation: Relation
    person: SignedIn
    command: str
    key: dict[str, str]
    is_allowed: bool
    reason: str
    access: tuple[Access, ...]
    bypass: str | None
    stages: tuple[StageResult, ...]
    outcome: Outcome
    returning: Outcome | None = None
    triggers: tuple[str, ...] = ()
    deciding: Deciding = field(default_factory=Deciding)
    against: tuple[DecidingRow, ...] = ()
    would: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    reads: tuple[str, ...] = ()
