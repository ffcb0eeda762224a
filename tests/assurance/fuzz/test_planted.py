"""Each planted leak is found through SQL, and nothing is found where nothing is planted."""

from collections.abc import Callable

import pytest
from planted_leaks import Planted, planted

from bo_cli.assurance.fuzz.model import Report

Fuzzed = Callable[..., Report]


def test_nothing_is_found_in_the_project_as_it_is(fuzzed: Fuzzed) -> None:
    report = fuzzed(examples=15)
    assert report.findings == []
    assert report.calls["sql"] > 300


@pytest.mark.parametrize("fault", planted("sql"), ids=lambda fault: fault.name)
def test_a_planted_leak_is_found(
    fuzzed: Fuzzed, plant: Callable[[str], None], fault: Planted
) -> None:
    plant(fault.sql)
    report = fuzzed(only=fault.target, identity="ann")
    found = {(finding.kind, finding.target.partition("(")[0]) for finding in report.findings}
    assert (fault.kind, fault.target) in found
    assert all(target == fault.target for _kind, target in found)


def test_a_finding_says_where_and_how_to_see_it_again(
    fuzzed: Fuzzed, plant: Callable[[str], None]
) -> None:
    [fault] = [fault for fault in planted("sql") if fault.name == "view_of_the_owner"]
    plant(fault.sql)
    leak = fuzzed(only="public.titles", identity="ann").findings[0]
    assert leak.topic == "rows public.notes"
    # The smallest call that shows it.
    assert leak.shown == 'select t.* from "public"."titles" as t limit 200'
    assert leak.again == "--seed 7 --examples 40 --as ann --only 'public.titles'"
