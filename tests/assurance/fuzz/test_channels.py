"""Each probe sees the channel that a broken schema opens, and none where the schema is right."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bo_cli.assurance.fuzz.model import Report
from bo_cli.assurance.fuzz.probes.looking import PROBES

BROKEN = sorted((Path(__file__).parent / "channels").glob("*.sql"))
INHERENT = {"planned counts", "row counters"}
Fuzzed = Callable[..., Report]


def states(report: Report) -> dict[str, str]:
    return {channel.name: channel.state for channel in report.channels}


def test_every_channel_that_can_be_closed_is_closed(fuzzed: Fuzzed) -> None:
    expected = {probe.name: "inherent" if probe.name in INHERENT else "closed" for probe in PROBES}
    assert states(fuzzed(examples=1)) == expected


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_a_probe_sees_its_broken_schema(
    fuzzed: Fuzzed, plant: Callable[[str], None], path: Path
) -> None:
    plant(path.read_text())
    report = fuzzed(examples=1, identity="ann")
    name = path.stem.replace("_", " ")
    assert states(report)[name] == "open"
    assert name in {finding.kind for finding in report.findings}


def test_each_probe_has_a_broken_schema() -> None:
    assert {path.stem.replace("_", " ") for path in BROKEN} | INHERENT == {
        probe.name for probe in PROBES
    }
