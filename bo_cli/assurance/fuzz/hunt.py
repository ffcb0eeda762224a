"""Hypothesis' loop: draws calls, and makes the smallest one of each that shows something."""

import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from random import Random
from typing import TypeVar

import hypothesis
from hypothesis import HealthCheck, Phase, configuration, errors, settings
from hypothesis.strategies import SearchStrategy

from bo_cli.assurance.fuzz.model import Finding

Drawn = TypeVar("Drawn")
FINDINGS_PER_TARGET = 3


class _Seed(Random):
    """Stands where hypothesis draws a seed for itself: the number is the seed."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self._number = number

    def getrandbits(self, _bits: int, /) -> int:
        return self._number


@contextmanager
def no_traces() -> Iterator[None]:
    """Let hypothesis keep nothing of the run in the working directory."""
    with tempfile.TemporaryDirectory(prefix="bo-fuzz-") as folder:
        configuration.set_hypothesis_home_dir(folder)
        try:
            yield
        finally:
            configuration.set_hypothesis_home_dir(None)


def hunt(
    calls: SearchStrategy[Drawn],
    judge: Callable[[Drawn], Finding | None],
    *,
    examples: int,
    seed: int,
    first: Iterable[Drawn] = (),
) -> list[Finding]:
    """Judge calls and return what was found, each with the smallest call that shows it.

    The same seed draws the same `examples` calls. first: calls to make before these. judge: carries
    a call out.
    """
    early = [finding for finding in map(judge, first) if finding]
    found: list[Finding] = []
    while examples and len(found) < FINDINGS_PER_TARGET:
        known = {finding.signature for finding in found}
        one = _first(calls, judge, known, examples, seed)
        if one is None:
            break
        found.append(one)
    # What was drawn is smaller.
    for finding in early:
        if finding.signature not in {each.signature for each in found}:
            found.append(finding)
    return found


def _first(
    calls: SearchStrategy[Drawn],
    judge: Callable[[Drawn], Finding | None],
    known: set[tuple[str, str, str, str, str]],
    examples: int,
    seed: int,
) -> Finding | None:
    """Return the first thing that is not known yet."""
    seen: list[Finding] = []

    def shows(call: Drawn) -> bool:
        finding = judge(call)
        if finding is None or finding.signature in known:
            return False
        # Smaller calls must show the same thing, not another one.
        if seen and seen[0].signature != finding.signature:
            return False
        seen.append(finding)
        return True

    # A flaky one was seen all the same.
    with suppress(errors.NoSuchExample, errors.Flaky, errors.Unsatisfiable):
        # With `given` hypothesis would read this file's source anew for each target.
        hypothesis.find(calls, shows, settings=_settings(examples), random=_Seed(seed))
    # The last one that hypothesis tried is the smallest.
    return seen[-1] if seen else None


@cache
def _settings(examples: int) -> settings:
    return settings(
        max_examples=examples,
        database=None,
        deadline=None,
        derandomize=False,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
        print_blob=False,
        report_multiple_bugs=False,
        verbosity=hypothesis.Verbosity.quiet,
    )
