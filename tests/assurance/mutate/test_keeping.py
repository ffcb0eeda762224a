"""A test is traced again when something has changed that it depends on, and only then."""

from dataclasses import replace
from pathlib import Path

import pytest

from bo_cli.assurance.mutate.definitions import Schema
from bo_cli.assurance.mutate.fingerprints import Fingerprints
from bo_cli.assurance.mutate.keeping import kept
from bo_cli.assurance.mutate.touches import Names
from bo_cli.assurance.mutate.touches import Test as Traced
from bo_cli.assurance.mutate.tracing import Trace

TICKETS, TEAMS = "tests/test_tickets.py", "tests/test_teams.py"
CLOSE, REQUIRE = "desk.close_ticket(bigint)", "desk.require(text)"
WITH = "desk.teams_with(text)"
BOTH = {TICKETS: "1", TEAMS: "1"}


class Tracer:
    """Traces a quick and a slow test of each file, and remembers which files it was asked for."""

    def __init__(self, **unlike: object) -> None:
        self.asked: list[set[str]] = []
        self._unlike, self.slow = unlike, frozenset[str]()

    def make(self, names: set[str]) -> Trace:
        self.asked.append(names)
        touched = {TICKETS: frozenset({CLOSE, "desk.tickets"}), TEAMS: frozenset({"desk.members"})}
        tests = [
            replace(
                Traced(f"{name}::test", touched[name], touched[name], False, {"m": 0}),
                **(self._unlike if name == TICKETS else {}),  # type: ignore[arg-type]
            )
            for name in names
        ]
        return Trace(tests, frozenset({"m"}), frozenset(f"{name}::test_slow" for name in self.slow))


@pytest.fixture
def prints(desk_schema: Schema) -> Fingerprints:
    catalogue = desk_schema.catalogue
    objects = dict.fromkeys([*catalogue.relations, *catalogue.functions], "as it is")
    return Fingerprints("common", objects, frozenset(), Names(catalogue))


def changed(prints: Fingerprints, name: str) -> Fingerprints:
    assert name in prints.objects
    return replace(prints, objects={**prints.objects, name: "changed"})


def test_a_file_that_changed_is_traced_again(tmp_path: Path, prints: Fingerprints) -> None:
    tracer, file = Tracer(), tmp_path / "new" / "traces.json"
    first = kept(file, prints, BOTH, tracer.make)
    assert kept(file, prints, BOTH, tracer.make) == first
    second = kept(file, prints, {TICKETS: "2", TEAMS: "1"}, tracer.make)
    assert replace(second, states=first.states) == first
    assert [name for name in BOTH if second.states[name] != first.states[name]] == [TICKETS]
    assert [test.id for test in kept(file, prints, {TEAMS: "1"}, tracer.make).tests] == [
        f"{TEAMS}::test"
    ]
    kept(file, replace(prints, common="another tool"), BOTH, tracer.make)
    assert tracer.asked == [{*BOTH}, {TICKETS}, {*BOTH}]


@pytest.mark.parametrize(
    ("name", "again"),
    [
        ("desk.members", [{TEAMS}]),
        ("desk.tickets", [{TICKETS}]),
        (CLOSE, [{TICKETS}]),
        # close_ticket() speaks of require(), which speaks of teams_with().
        (REQUIRE, [{TICKETS}]),
        ("desk.titles", []),
    ],
)
def test_a_test_depends_on_what_it_touched_and_what_that_speaks_of(
    tmp_path: Path, prints: Fingerprints, name: str, again: list[set[str]]
) -> None:
    tracer, file = Tracer(), tmp_path / "traces.json"
    kept(file, prints, BOTH, tracer.make)
    kept(file, changed(prints, name), BOTH, tracer.make)
    assert tracer.asked == [{*BOTH}, *again]


@pytest.mark.parametrize(("hidden", "again"), [((), []), ((REQUIRE,), [{TICKETS}])])
def test_what_nobody_counts_hands_its_own_dependencies_on(
    tmp_path: Path, prints: Fingerprints, hidden: tuple[str, ...], again: list[set[str]]
) -> None:
    prints = replace(prints, hidden=frozenset(hidden))
    tracer, file = Tracer(touched=frozenset({CLOSE})), tmp_path / "traces.json"
    kept(file, prints, BOTH, tracer.make)
    kept(file, changed(prints, WITH), BOTH, tracer.make)
    assert tracer.asked == [{*BOTH}, *again]


@pytest.mark.parametrize("unlike", [{"asks_catalogue": True}, {"told": None}])
def test_what_asks_the_catalogue_or_was_not_watched_depends_on_everything(
    tmp_path: Path, prints: Fingerprints, unlike: dict[str, object]
) -> None:
    tracer, file = Tracer(**unlike), tmp_path / "traces.json"
    kept(file, prints, BOTH, tracer.make)
    kept(file, changed(prints, "desk.titles"), BOTH, tracer.make)
    assert tracer.asked == [{*BOTH}, {TICKETS}]


def test_what_could_not_be_traced_is_remembered(tmp_path: Path, prints: Fingerprints) -> None:
    tracer, file = Tracer(), tmp_path / "traces.json"
    tracer.slow = frozenset({TICKETS})
    kept(file, prints, BOTH, tracer.make)
    assert kept(file, prints, BOTH, tracer.make).untraced == {f"{TICKETS}::test_slow"}
    assert kept(file, prints, {TEAMS: "1"}, tracer.make).untraced == frozenset()
    kept(file, changed(prints, "desk.titles"), BOTH, tracer.make)
    assert tracer.asked == [{*BOTH}, {TICKETS}]
