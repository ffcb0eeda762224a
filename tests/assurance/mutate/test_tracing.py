"""Traces are made once; what could not be traced is remembered; a test is run by one worker."""

from pathlib import Path

from bo_cli.assurance.mutate.touches import Test as Traced
from bo_cli.assurance.mutate.trace import Left
from bo_cli.assurance.mutate.tracing import Trace, kept

ONE, TWO = "tests/test_one.py", "tests/test_two.py"
NOTHING: frozenset[str] = frozenset()


class Tracer:
    """Traces a quick and a slow test of each file, and remembers which files it was asked for."""

    def __init__(self) -> None:
        self.asked: list[set[str]] = []

    def make(self, names: set[str]) -> Trace:
        self.asked.append(names)
        tests = [Traced(f"{name}::test_quick", NOTHING, NOTHING, False, {"m": 0}) for name in names]
        return Trace(tests, frozenset({"m"}), frozenset(f"{name}::test_slow" for name in names))


def test_only_what_changed_is_traced_again(tmp_path: Path) -> None:
    tracer = Tracer()
    first = kept(tmp_path, "schema", {ONE: "1", TWO: "1"}, tracer.make)
    assert kept(tmp_path, "schema", {ONE: "1", TWO: "1"}, tracer.make) == first
    assert kept(tmp_path, "schema", {ONE: "1", TWO: "2"}, tracer.make) == first
    kept(tmp_path, "another schema", {ONE: "1"}, tracer.make)
    assert tracer.asked == [{ONE, TWO}, {TWO}, {ONE}]


def test_what_could_not_be_traced_is_remembered(tmp_path: Path) -> None:
    tracer = Tracer()
    kept(tmp_path, "schema", {ONE: "1", TWO: "1"}, tracer.make)
    again = kept(tmp_path, "schema", {ONE: "1"}, tracer.make)
    assert again.untraced == {f"{ONE}::test_slow"}
    assert [test.id for test in again.tests] == [f"{ONE}::test_quick"]
    assert len(tracer.asked) == 1


def test_a_test_is_run_by_the_first_who_takes_it() -> None:
    everything, some = Left(None), Left({"a"})
    assert [everything.take("a"), everything.take("a"), everything.take("b")] == [True, False, True]
    assert [some.take("b"), some.take("a"), some.take("a")] == [False, True, False]
