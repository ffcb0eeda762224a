"""Each change of the catalogue with its effect: what probes found, or what is certain anyway."""

from collections.abc import Iterable

from bo_cli.assurance.diff.changes import access_change, grantee_of, owners_of
from bo_cli.assurance.diff.model import Change, Effect, Gain, Judged
from bo_cli.assurance.diff.probes import Observed
from bo_cli.assurance.diff.related import Mentions
from bo_cli.db.facts import Difference, Facts, compare

# What is felt wherever it is used; the others are felt at their own object, and in views of it.
USED = ("function", "view", "row")
# May do everything anyway.
SUPERUSERS = ("supabase_admin",)


def judge_changes(
    left: Facts, right: Facts, gains: list[Gain], observed: tuple[Observed, Observed]
) -> tuple[list[Judged], list[Difference]]:
    """Return the changes that access can depend on, judged, and the other differences."""
    mentions, owners = Mentions(left, right), owners_of(left) | owners_of(right)
    tried = {_object(key) for side in observed for key in side.cells}
    judged, others = [], []
    for difference in compare(left, right):
        change = access_change(difference)
        if change is None or grantee_of(difference) in (owners.get(change.object), *SUPERUSERS):
            others.append(difference)
            continue
        only_views = difference.kind not in USED
        felt = mentions.felt_through(change.object, only_views=only_views)
        judged.append(_judge(change, felt, gains, tried))
    order = [*Effect]
    return sorted(judged, key=lambda each: order.index(each.effect)), others


def _judge(change: Change, felt: set[str], gains: Iterable[Gain], tried: set[str]) -> Judged:
    there = [gain for gain in gains if gain.object in felt]
    effects = {gain.effect for gain in there}
    cells = sum(gain.cells for gain in there)
    if {Effect.WIDER, Effect.NARROWER} <= effects or Effect.BOTH in effects:
        return Judged(change, Effect.BOTH, f"{cells} cells")
    for effect in (Effect.WIDER, Effect.NARROWER):
        if effect in effects:
            return Judged(change, effect, f"{cells} cells")
    if change.certain:
        return Judged(change, change.certain, "the catalogue; no probe shows it")
    if effects or not felt & tried:
        return Judged(change, Effect.UNKNOWN, "no probe answers" if effects else "nothing to try")
    same = f"probes of {_some(felt & tried)} find the same"
    if change.risk:
        return Judged(change, Effect.UNKNOWN, f"{same}, but {change.risk}")
    return Judged(change, Effect.NEITHER, same)


def _some(names: set[str]) -> str:
    first, *others = sorted(names)
    return f"{first} and {len(others)} more" if others else first


def _object(key: str) -> str:
    return key.split("|", 3)[1]
