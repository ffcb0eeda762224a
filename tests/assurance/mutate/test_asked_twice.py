"""A test that fails once by chance notices nothing; where it may be chance, it is asked again."""

from collections.abc import Iterator
from contextlib import ExitStack, nullcontext
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest

from bo_cli.assurance.mutate.definitions import Schema
from bo_cli.assurance.mutate.docket import Docket
from bo_cli.assurance.mutate.model import Mutant
from bo_cli.assurance.mutate.places import ProjectPlace
from bo_cli.assurance.mutate.python_tests import PythonTests
from bo_cli.assurance.mutate.ranking import Ranking, Try
from bo_cli.assurance.mutate.suites import NOTHING, OpenPython, Suites, Worker
from bo_cli.assurance.mutate.tap_files import TapFile, read_tap_file
from bo_cli.assurance.mutate.touches import Test as Traced
from bo_cli.core.project import Project
from bo_cli.db.connect import Connection, connect

from .test_python_tests import FILE, judges, place, schema, slow

__all__ = ["judges", "place", "schema"]  # fixtures

NOBODY = frozenset[str]()
# What a sequence has given is not taken back with its transaction.
FLAKY = """begin;
select plan(1);
select isnt(nextval('desk.turns'), 1::bigint, 'not the first time');
select * from finish();
rollback;
"""


@pytest.fixture
def turns(desk: Connection) -> Iterator[None]:
    desk.execute("create sequence desk.turns")
    yield
    desk.execute("drop sequence desk.turns")


@pytest.mark.usefixtures("turns")
@pytest.mark.parametrize(("asks_twice", "noticed"), [(False, True), (True, False)])
def test_a_file_that_fails_once_has_not_noticed(
    desk_url: str, tmp_path: Path, asks_twice: bool, noticed: bool
) -> None:
    path = tmp_path / "flaky.sql"
    path.write_text(FLAKY)
    files = {"flaky.sql": read_tap_file(path, "flaky.sql")}
    harmless = Mutant("body-drop", "desk.tidy()", "select 1;", "", "", "", "", NOBODY)
    test = Traced("flaky.sql", NOBODY, NOBODY, False, None, 1.0, (1.0,))
    assert answered(files, None, desk_url, Try(harmless, test), asks_twice) is noticed


def test_a_python_test_that_is_slow_once_has_not_noticed(
    desk_url: str, judges: PythonTests, schema: Schema
) -> None:
    first = next(iter(judges.tests))["id"]
    test = Traced(first, NOBODY, NOBODY, False, None, 0.1)
    assert not answered(
        {}, lambda: nullcontext(judges), desk_url, Try(slow_once(schema), test), False
    )


@pytest.mark.parametrize(("asks_twice", "noticed"), [(False, True), (True, False)])
def test_what_fails_of_what_another_test_left_has_not_noticed(
    desk_url: str,
    place: ProjectPlace,
    project: Project,
    judges: PythonTests,
    schema: Schema,
    asks_twice: bool,
    noticed: bool,
) -> None:
    harmless = replace(slow(schema, 0), apply=NOTHING, undo=NOTHING)
    first = next(iter(judges.tests))["id"]
    assert not judges.judge(harmless, {first: 9}).by
    with connect(judges.database, autocommit=True) as left:
        left.execute("alter table public.visitors rename to visitors_of_before")
    fresh = iter([nullcontext(judges), place.python_tests([project.root / FILE])])
    test = Traced(first, NOBODY, NOBODY, False, None, 9)
    tried = Try(harmless, test)
    assert answered({}, lambda: next(fresh), desk_url, tried, asks_twice) is noticed


def slow_once(schema: Schema) -> Mutant:
    """A list that is right, and takes longer than a statement may, the first time it is asked."""
    mutant = slow(schema, 60)
    wait = "perform pg_sleep(60)"
    assert wait in mutant.apply
    once = "perform pg_sleep(60) where nextval('public.turns') = 1"
    made = "create sequence if not exists public.turns; grant usage on public.turns to public;"
    return replace(mutant, apply=f"{made} {mutant.apply.replace(wait, once)}")


def answered(
    files: dict[str, TapFile],
    open_python: OpenPython | None,
    url: str,
    tried: Try,
    asks_twice: bool,
) -> bool:
    """Whether a worker says that the test noticed."""
    suites = Suites(
        files=files,
        ranking=Ranking([]),
        open_connection=lambda: connect(url, autocommit=True),
        open_python=open_python,
        stop=Event(),
        sources={},
        depends_on=None,
    )
    with ExitStack() as stack:
        worker = Worker(suites, Docket(Ranking([]), {}, asks_twice=asks_twice), stack)
        [(_tried, why)] = worker.answers([tried])
    return why is not None
