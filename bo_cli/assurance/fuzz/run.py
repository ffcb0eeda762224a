"""The rounds of a run: each identity, each way, for as long as asked."""

import time
from collections.abc import Callable, Iterator
from dataclasses import replace

from bo_cli.assurance.fuzz.model import Finding, Report
from bo_cli.assurance.fuzz.scene import Options
from bo_cli.assurance.model import SignedIn
from bo_cli.core.console import step

# (identity, number of the round, when to stop) -> what is found
AsIdentity = Callable[[SignedIn, int, float | None], Iterator[Finding]]


def rounds(
    report: Report, options: Options, people: list[SignedIn], way: str, call: AsIdentity
) -> None:
    """Call everything as everybody, and add what is found to the report.

    With options.seconds: again with the next seed, until that time is over.
    """
    until = None if options.seconds is None else time.monotonic() + options.seconds
    known = {finding.signature for finding in report.findings}
    number = 0
    while number == 0 or (until is not None and time.monotonic() < until):
        for who in people:
            with step(f"{way} as {who.name}"):
                for finding in call(who, number, until):
                    if finding.signature not in known:
                        known.add(finding.signature)
                        report.findings.append(_reproducible(finding, options, number))
        number += 1


def _reproducible(finding: Finding, options: Options, number: int) -> Finding:
    name = finding.target.partition("(")[0]
    again = f"--seed {options.seed + number} --examples {options.examples}"
    return replace(finding, again=f"{again} --as {finding.identity} --only '{name}'")
