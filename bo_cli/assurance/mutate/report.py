"""What a run of mutants says: figures, survivors, JSON."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bo_cli.assurance.mutate.bench import Asked
from bo_cli.assurance.mutate.model import Fate, Outcome
from bo_cli.assurance.mutate.python_tests import LONGEST_S

TOO_LONG = f"takes longer than {LONGEST_S:.0f} s; it judged no mutant"
COLUMNS = "{:<22} {:>8} {:>8} {:>8} {:>11} {:>10} {:>9} {:>8} {:>9}"


@dataclass(frozen=True)
class Figures:
    """Counts of one kind of mutant, or of all."""

    mutants: int
    killed: int
    seen: int
    equivalent: int
    explained: int
    survived: int

    @property
    def by_suites(self) -> float | None:
        """Share that a test killed of what can be noticed; None without any."""
        return _share(self.killed, self._noticeable)

    @property
    def with_matrix(self) -> float | None:
        """The same, counting those that only the matrix saw."""
        return _share(self.killed + self.seen, self._noticeable)

    @property
    def _noticeable(self) -> int:
        return self.mutants - self.equivalent - self.explained


@dataclass(frozen=True)
class Report:
    """The outcomes of a run.

    judge: suites, matrix or both. seconds: of the whole run. asked: the tests that were to judge.
    workers: how many judged at the same time. wrongly_explained: ids of those that somebody
    noticed, though a person says that nothing can.
    """

    outcomes: Sequence[Outcome]
    judge: str
    seconds: float
    asked: Asked = field(default_factory=Asked)
    workers: int = 1
    wrongly_explained: frozenset[str] = frozenset()

    @property
    def total(self) -> Figures:
        return _figures(self.outcomes)

    @property
    def by_kind(self) -> dict[str, Figures]:
        kinds = dict.fromkeys(outcome.mutant.kind for outcome in self.outcomes)
        return {kind: _figures(o for o in self.outcomes if o.mutant.kind == kind) for kind in kinds}

    @property
    def unnoticed(self) -> list[Outcome]:
        """What no test noticed, without what is equivalent."""
        fates = (Fate.SURVIVED, Fate.SEEN) if self.judge != "matrix" else (Fate.SURVIVED,)
        return [outcome for outcome in self.outcomes if outcome.fate in fates]

    @property
    def matrix_speed(self) -> float | None:
        """Mutants a second that the matrix judged, its canaries once made; None without any."""
        seconds = [o.seconds for o in self.outcomes if self.judge != "suites" and not o.is_killed]
        return self.workers * len(seconds) / sum(seconds) if sum(seconds) else None

    @property
    def rate(self) -> float:
        """The share that decides whether the run is good, from 0 to 1."""
        share = self.total.with_matrix if self.judge == "matrix" else self.total.by_suites
        return 1.0 if share is None else share


def text(report: Report) -> str:
    """Return what a person reads: survivors one by one, then the table of kinds."""
    parts = [_survivor(outcome) for outcome in report.unnoticed]
    parts += [f"{name} could not be traced: {TOO_LONG}" for name in sorted(report.asked.untraced)]
    parts += [_wrong(o) for o in report.outcomes if o.mutant.id in report.wrongly_explained]
    heads = ("kind", "mutants", "killed", "seen", "equivalent", "explained", "survived")
    lines = [COLUMNS.format(*heads, "suites", "+ matrix").rstrip()]
    lines += [_line(kind, figures) for kind, figures in sorted(report.by_kind.items())]
    lines.append(_line("all", report.total))
    if report.asked.known:
        kept = f"{report.asked.kept} of them not tried, as nothing has changed that they depend on"
        lines.append(
            f"{report.asked.known} known from an earlier run, {kept}; --fresh forgets them"
        )
    return "\n\n".join([*parts, "\n".join(lines)])


def as_json(report: Report) -> dict[str, Any]:
    """Return figures and every mutant that was not killed."""
    return {
        **figures_json(report),
        "survivors": [_outcome_json(o) for o in report.outcomes if o.fate is not Fate.KILLED],
    }


def figures_json(report: Report) -> dict[str, Any]:
    """Return the figures alone: what docs/assurance.md is made of."""
    tried = len(report.outcomes) - report.asked.kept
    return {
        "judge": report.judge,
        "seconds": round(report.seconds, 1),
        "tests": len(report.asked.tests),
        "untraced": sorted(report.asked.untraced),
        "known": report.asked.known,
        "kept": report.asked.kept,
        "wrongly_explained": sorted(report.wrongly_explained),
        "mutants_per_second": round(tried / max(report.seconds, 0.001), 1),
        "matrix_mutants_per_second": report.matrix_speed and round(report.matrix_speed, 1),
        "all": _figures_json(report.total),
        "kinds": {kind: _figures_json(f) for kind, f in sorted(report.by_kind.items())},
    }


def write_figures(report: Report, path: Path) -> None:
    """Write `figures_json` to a file, for the docs."""
    path.write_text(json.dumps(figures_json(report), indent=2) + "\n")


def _figures(outcomes: Iterable[Outcome]) -> Figures:
    fates = [outcome.fate for outcome in outcomes]
    return Figures(
        len(fates),
        fates.count(Fate.KILLED),
        fates.count(Fate.SEEN),
        fates.count(Fate.EQUIVALENT),
        fates.count(Fate.EXPLAINED),
        fates.count(Fate.SURVIVED),
    )


def _figures_json(figures: Figures) -> dict[str, Any]:
    return {
        **figures.__dict__,
        "killed_by_suites": figures.by_suites,
        "killed_with_matrix": figures.with_matrix,
    }


def _line(kind: str, figures: Figures) -> str:
    counts = (figures.killed, figures.seen, figures.equivalent, figures.explained, figures.survived)
    shares = (_percent(figures.by_suites), _percent(figures.with_matrix))
    return COLUMNS.format(kind, figures.mutants, *counts, *shares)


def _survivor(outcome: Outcome) -> str:
    mutant = outcome.mutant
    sql = "\n".join(f"    {line}" for line in mutant.shown.splitlines())
    noticed = f"\n  the matrix sees: {outcome.by}: {outcome.why}" if outcome.by else ""
    reason = f"\n  {outcome.why}" if outcome.why and not outcome.by else ""
    head = f"{mutant.id}  {mutant.kind}  {mutant.object}\n  {mutant.line}"
    return f"{head}{noticed}{reason}\n{sql}\n  test: {mutant.advice}"


def _wrong(outcome: Outcome) -> str:
    mutant = outcome.mutant
    head = f"{mutant.id}  {mutant.kind}  {mutant.object}\n  {mutant.line}"
    return f"{head}\n  is explained, yet noticed by {outcome.by}: take the explanation out"


def _outcome_json(outcome: Outcome) -> dict[str, Any]:
    mutant = outcome.mutant
    return {
        "id": mutant.id,
        "kind": mutant.kind,
        "object": mutant.object,
        "fate": outcome.fate.value,
        "by": outcome.by,
        "why": outcome.why,
        "seconds": round(outcome.seconds, 3),
        "line": mutant.line,
        "sql": mutant.apply,
        "test": mutant.advice,
    }


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _percent(share: float | None) -> str:
    return "" if share is None else f"{share:.1%}"
