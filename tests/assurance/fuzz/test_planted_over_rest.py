"""Leaks are found through REST as well: in rows, errors, headers and logs, and so is any 5xx."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from planted_leaks import planted

from bo_cli.assurance.fuzz.everything import fuzz_rest
from bo_cli.assurance.fuzz.model import Finding, Report
from bo_cli.assurance.fuzz.probes import planned_rest
from bo_cli.assurance.fuzz.scene import Options
from bo_cli.assurance.fuzz.stage import Place
from bo_cli.assurance.intent import Intent
from bo_cli.core.connection import ConnectionInfo
from bo_cli.core.project import Project
from bo_cli.core.settings import load_settings
from bo_cli.db.connect import connect, database_of
from bo_cli.policies.databases import worker_database

FAULTS = planted("rest")
# Read from this log after the calls.
[LOG] = [fault for fault in planted("sql") if fault.name == "log_of_others"]
EXAMPLES = 80
# Estimates are whole numbers, and never 0: one row more is not seen.
MANY = """
insert into public.notes (team_id, slug)
select 'b0000000-0000-4000-8000-000000000002', 'n' || n from generate_series(1, 500) as n"""


def run(
    info: ConnectionInfo, project: Project, template: str, intent: Intent, examples: int
) -> list[Finding]:
    place = Place(load_settings(project), project, info, template)
    report = Report(7)
    options = Options(7, examples, identity="ann")
    fuzz_rest(place, intent, None, options, report)
    assert report.calls["rest"] > 40
    return report.findings


@pytest.fixture(scope="module")
def findings(
    database_server: ConnectionInfo, project: Project, notes_template: str, notes_intent: Intent
) -> Iterator[list[Finding]]:
    """What is found where all of them are planted at once."""
    with worker_database(database_server, notes_template) as url:
        with connect(url) as connection:
            for fault in (*FAULTS, LOG):
                connection.execute(fault.sql.encode())
        yield run(database_server, project, database_of(url), notes_intent, EXAMPLES)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_planted_leak_is_found(findings: list[Finding], fault: object) -> None:
    found = {(each.kind, each.target.partition("(")[0]) for each in findings}
    assert (getattr(fault, "kind", ""), getattr(fault, "target", "")) in found


def test_what_a_log_keeps_is_found(findings: list[Finding]) -> None:
    assert ("leak", "public.history") in {(each.kind, each.target) for each in findings}


def test_nothing_else_is_found(findings: list[Finding]) -> None:
    known = {fault.target for fault in FAULTS} | {"public.history"}
    # The planted policy has no end wherever the table is asked for, embedded ones too.
    others = [each for each in findings if each.target.partition("(")[0] not in known]
    assert [each for each in others if each.topic != "42P17"] == []


def test_planned_counts_are_open_where_nobody_refuses_them(
    database_server: ConnectionInfo, project: Project, notes_template: str, notes_intent: Intent
) -> None:
    many = replace(notes_intent, setup=(*notes_intent.setup, MANY))
    found = run(database_server, project, notes_template, many, 10)
    # And nothing else is found in the project as it is.
    assert {finding.kind for finding in found} == {planned_rest.NAME}
    asked = {finding.topic for finding in found if finding.target == "public.notes"}
    assert {"count=planned", "count=estimated"} <= asked
