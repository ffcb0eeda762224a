"""Python tests are collected once and judge one mutant after the other, also after a hang."""

from collections.abc import Iterator
from threading import Event

import pytest

from bo_cli.assurance.mutate import python_tests
from bo_cli.assurance.mutate.definitions import Schema, read_schema
from bo_cli.assurance.mutate.generate import mutants_of
from bo_cli.assurance.mutate.model import Mutant
from bo_cli.assurance.mutate.places import ProjectPlace, project_place
from bo_cli.assurance.mutate.python_tests import Answer, PythonTests
from bo_cli.core.connection import ConnectionInfo
from bo_cli.core.errors import BoError
from bo_cli.core.project import Project
from bo_cli.db.admin import names_like
from bo_cli.db.connect import connect, database_of
from bo_cli.db.facts import read_facts
from bo_cli.migrations.build import drop
from bo_cli.policies.databases import maintenance, worker_database

FILE = "tests/rpc/engagement/test_list_visitors.py"
NOBODY = Answer("", "")
VISITORS = "public.list_visitors(jsonb,text,integer)"


@pytest.fixture
def place(project: Project, database_server: ConnectionInfo, template: str) -> ProjectPlace:
    return ProjectPlace(project, database_server, template, template, stop=Event())


@pytest.fixture
def judges(place: ProjectPlace, project: Project) -> Iterator[PythonTests]:
    with place.python_tests([project.root / FILE]) as tests:
        yield tests


@pytest.fixture(scope="session")
def schema(database_url: str) -> Schema:
    with connect(database_url, autocommit=True) as connection:
        return read_schema(connection)


def mutant_of(schema: Schema, line: str) -> Mutant:
    [found] = [m for m in mutants_of(schema) if m.object == VISITORS and line in m.line]
    return found


def slow(schema: Schema, seconds: float) -> Mutant:
    """A list that takes so long: nothing is wrong with its answer."""
    mutant = mutant_of(schema, "`found.id = visitor.id` is dropped")
    apply = mutant.undo.replace("\nbegin\n", f"\nbegin\n  perform pg_sleep({seconds});\n", 1)
    assert apply != mutant.undo
    return Mutant(**{**mutant.__dict__, "apply": apply})


def names(tests: PythonTests) -> dict[str, float]:
    return {test["id"]: 0.1 for test in tests.tests}


def first(tests: PythonTests) -> dict[str, float]:
    return dict(list(names(tests).items())[:1])


def test_a_mutant_is_killed_and_undone(judges: PythonTests, schema: Schema) -> None:
    wrong = mutant_of(schema, "`found.id = visitor.id` is dropped")
    harmless = Mutant(**{**wrong.__dict__, "apply": wrong.undo})
    assert judges.judge(harmless, names(judges)) == NOBODY
    assert judges.judge(wrong, names(judges)).by.startswith(FILE)
    assert judges.judge(harmless, names(judges)) == NOBODY
    with connect(judges.database) as connection:
        facts = read_facts(connection)
    with connect(judges.template_url) as connection:
        assert read_facts(connection) == facts


def test_a_test_that_hangs_kills_and_the_next_mutant_is_judged(
    judges: PythonTests, schema: Schema, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = first(judges)
    assert judges.judge(slow(schema, 0), one).by == ""
    monkeypatch.setattr(python_tests, "LEAST_S", 1)
    killed = judges.judge(slow(schema, 2.5), dict.fromkeys(one, 0.0))
    assert killed == Answer(next(iter(one)), "does not come to an end in 1 s")
    monkeypatch.setattr(python_tests, "LEAST_S", 60)
    assert judges.judge(slow(schema, 0), one).by == ""


def test_a_statement_that_hangs_ends_by_itself(judges: PythonTests, schema: Schema) -> None:
    assert "statement timeout" in judges.judge(slow(schema, 100), first(judges)).why


def test_every_test_is_traced(judges: PythonTests, schema: Schema) -> None:
    oid = schema.catalogue.functions[VISITORS].oid
    traced = judges.trace(judges.tests, 60)
    assert all(oid in test["touched"]["functions"] for test in traced)
    assert not any(test["wrong"] or test["told"] for test in traced)


def test_a_test_that_takes_too_long_is_slow_and_the_next_one_is_traced(
    judges: PythonTests, schema: Schema
) -> None:
    waits = slow(schema, 9)
    with connect(judges.template_url, autocommit=True) as connection:
        connection.execute(waits.apply.encode())
    [traced] = judges.trace(judges.tests[:1], 1.5)
    assert (traced["is_slow"], traced["wrong"]) == (True, "takes longer than 2 s")
    with connect(judges.template_url, autocommit=True) as connection:
        connection.execute(waits.undo.encode())
    [again] = judges.trace(judges.tests[:1], 60)
    assert (again.get("is_slow"), again["wrong"]) == (None, None)


def test_a_stopped_run_drops_its_databases(
    place: ProjectPlace, project: Project, schema: Schema, database_server: ConnectionInfo
) -> None:
    with pytest.raises(InterruptedError), place.python_tests([project.root / FILE]) as tests:
        tests.judge(slow(schema, 0), first(tests))
        made = {database_of(tests.database), database_of(tests.template_url)}
        place.stop.set()
        tests.judge(slow(schema, 4), names(tests))
    with maintenance(database_server) as admin:
        assert made & set(names_like(admin, "bo_run_")) == set()


def test_a_run_needs_no_template_once_it_has_begun(
    project: Project, database_server: ConnectionInfo, template: str
) -> None:
    with worker_database(database_server, template) as url:
        name = database_of(url)
        with project_place(project, database_server, name, name) as place:
            drop(database_server, name)
            with place.connection() as connection:
                assert connection.execute("select from public.domains").fetchone() is not None
            with place.matrix_url() as own, connect(own) as connection:
                assert connection.execute("select from public.domains").fetchone() is not None


def test_tests_that_cannot_be_collected_are_said(place: ProjectPlace, project: Project) -> None:
    with (
        pytest.raises(BoError, match="pytest has ended"),
        place.python_tests([project.root / "tests" / "nowhere.py"]),
    ):
        pass
