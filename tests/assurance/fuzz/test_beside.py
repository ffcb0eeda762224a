"""The run through REST in a process of its own hands over what it finds, or why it could not."""

from dataclasses import replace

import pytest
from planted_leaks import planted

from bo_cli.assurance.fuzz.beside import rest_beside
from bo_cli.assurance.fuzz.scene import Options
from bo_cli.assurance.fuzz.stage import Place
from bo_cli.assurance.intent import Intent
from bo_cli.core.connection import ConnectionInfo
from bo_cli.core.errors import UsageError
from bo_cli.core.project import Project
from bo_cli.core.settings import load_settings
from bo_cli.db.connect import connect, database_of
from bo_cli.policies.databases import worker_database

[FAULT] = [fault for fault in planted("sql") if fault.name == "view_of_the_owner"]
OPTIONS = Options(7, 10, identity="ann", only=FAULT.target)


def test_what_it_finds_is_handed_over(
    database_server: ConnectionInfo, project: Project, notes_template: str, notes_intent: Intent
) -> None:
    with worker_database(database_server, notes_template) as url:
        with connect(url) as connection:
            connection.execute(FAULT.sql.encode())
        place = Place(load_settings(project), project, database_server, database_of(url))
        with rest_beside(place, notes_intent, None, OPTIONS) as report:
            found = report()
    assert ("leak", FAULT.target) in {(each.kind, each.target) for each in found.findings}
    assert found.calls["rest"] > 5


def test_so_is_why_it_could_not(
    database_server: ConnectionInfo, project: Project, notes_template: str, notes_intent: Intent
) -> None:
    place = Place(load_settings(project), project, database_server, notes_template)
    options = replace(OPTIONS, identity="carl")
    with (
        rest_beside(place, notes_intent, None, options) as report,
        pytest.raises(UsageError, match="no identity 'carl'"),
    ):
        report()
