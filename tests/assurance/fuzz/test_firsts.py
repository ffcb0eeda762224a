"""Before anything is drawn, everything is called with ids of others and with hostile values."""

from collections.abc import Callable

import pytest
from planted_leaks import planted

from bo_cli.assurance.fuzz.model import Report

Fuzzed = Callable[..., Report]
CERTAIN = ("error_text", "trusting_function", "view_of_the_owner")


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("name", CERTAIN)
def test_found_without_drawing(
    fuzzed: Fuzzed, plant: Callable[[str], None], name: str, seed: int
) -> None:
    [fault] = [fault for fault in planted("sql") if fault.name == name]
    plant(fault.sql)
    report = fuzzed(only=fault.target, examples=0, seed=seed, identity="ann")
    assert fault.kind in {finding.kind for finding in report.findings}


def test_nothing_is_found_where_nothing_is_planted(fuzzed: Fuzzed) -> None:
    report = fuzzed(examples=0)
    assert report.findings == []
    assert report.calls["sql"] > 20
