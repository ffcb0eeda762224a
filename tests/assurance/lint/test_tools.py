"""The other tools, run for real, and one list of what all see."""

from collections.abc import Iterator
from pathlib import Path

import planting
import pytest

from bo_cli.assurance.lint.advisors import read_advisors
from bo_cli.assurance.lint.checks import read_checks
from bo_cli.assurance.lint.model import Finding, Severity, Subject
from bo_cli.assurance.lint.own import Parameters, run_checks
from bo_cli.assurance.lint.pgrls import find_pgrls, install_pgrls, read_pgrls
from bo_cli.assurance.lint.tools import LEFT_OUT, Report, merge
from bo_cli.core.connection import ConnectionInfo
from bo_cli.core.errors import BoError
from bo_cli.core.project import Project
from bo_cli.core.settings import load_settings
from bo_cli.db.connect import connect, with_database
from bo_cli.migrations.supabase_cli import supabase_cli

SCHEMAS = ["private", "public"]
# What both tools see, one that only one sees, and what neither sees.
BROKEN = """
    alter table public.invoices disable row level security;
    alter policy select_own on public.profiles using (id = auth.uid());
    alter view public.task_board set (security_invoker = off);
    create policy select_broken on public.projects for select
    using (team_id in (select private.my_teams()));
    create view public.people as select id, email from auth.users;
    grant select on public.people to authenticated;
    grant truncate on public.comments to authenticated;"""


@pytest.fixture(scope="module")
def pgrls(project: Project) -> list[str]:
    cache = load_settings(project).cache_path()
    install_pgrls(cache)
    command = find_pgrls(cache)
    assert command
    return command


@pytest.fixture(scope="module")
def program(project: Project) -> Path:
    return supabase_cli(load_settings(project))


@pytest.fixture(scope="module")
def broken(database_server: ConnectionInfo) -> Iterator[str]:
    with planting.clean_database(database_server) as name:
        url = with_database(database_server.db_url, name)
        with connect(url) as connection:
            connection.execute(BROKEN.encode())
        yield url


def test_tools_leave_nothing_of_a_schema_that_is_right(
    database_server: ConnectionInfo, lint_database: str, program: Path, pgrls: list[str]
) -> None:
    url = with_database(database_server.db_url, lint_database)
    reports = read_advisors(url, program) + read_pgrls(url, pgrls, SCHEMAS)
    assert {report.tool for report in reports} == {"pgrls"}
    assert [each.as_line() for each in merge([], reports)] == []


def test_a_fault_is_told_once_with_all_who_see_it(
    broken: str, program: Path, pgrls: list[str]
) -> None:
    with connect(broken) as connection:
        own = run_checks(connection, Parameters(("public",), "team_id")).findings
    reports = read_advisors(broken, program) + read_pgrls(broken, pgrls, SCHEMAS)
    found = merge(own, reports)
    assert sorted((each.rule, str(each.subject), " ".join(each.tools)) for each in found) == [
        ("auth_function_per_row", "policy select_own on public.profiles", "bo advisors pgrls"),
        ("auth_users_exposed", "public.people", "bo advisors pgrls"),
        ("client_table_privileges", "public.comments", "bo"),
        ("definer_view", "public.task_board", "bo advisors pgrls"),
        ("policy_for_public", "policy select_broken on public.projects", "bo pgrls"),
        ("row_security_off", "public.invoices", "bo advisors pgrls"),
        ("second_permissive_policy", "public.projects", "bo advisors"),
    ]


def test_a_tool_that_cannot_read_says_so(
    database_server: ConnectionInfo, program: Path, pgrls: list[str]
) -> None:
    nowhere = with_database(database_server.db_url, "no_such_database")
    with pytest.raises(BoError, match="supabase db advisors failed"):
        read_advisors(nowhere, program)
    with pytest.raises(BoError, match=r"pgrls failed: .*no_such_database"):
        read_pgrls(nowhere, pgrls, SCHEMAS)


TABLE = Subject("table", "public", "notes")
OWN = Finding("row_security_off", Severity.ERROR, TABLE, "ours", ("bo",))


def report(rule: str, subject: Subject = TABLE) -> Report:
    return Report(rule, Severity.WARNING, subject, f"theirs: {rule}")


def test_a_rule_that_only_agrees_does_not_stand_alone() -> None:
    assert merge([], [report("pgrls/SEC001")]) == []
    assert merge([OWN], [report("pgrls/SEC001")])[0].tools == ("bo", "pgrls")


def test_a_rule_that_is_the_same_stands_alone_under_our_name() -> None:
    (found,) = merge([], [report("advisors/rls_disabled_in_public"), report("pgrls/SEC032")])
    assert (found.rule, found.severity, found.message) == (
        "row_security_off",
        Severity.ERROR,
        "theirs: advisors/rls_disabled_in_public",
    )
    assert found.tools == ("advisors", "pgrls")


def test_another_object_is_another_fault() -> None:
    other = report("advisors/rls_disabled_in_public", Subject("table", "public", "other"))
    assert len(merge([OWN], [other])) == 2


def test_an_unknown_rule_keeps_its_name() -> None:
    assert [each.rule for each in merge([], [report("pgrls/SEC999")])] == ["SEC999"]


def test_what_is_left_out_is_left_out() -> None:
    assert merge([], [report(rule) for rule in LEFT_OUT]) == []


def test_a_rule_of_a_tool_has_one_place() -> None:
    """Left out, or the same as one of ours: never two of these."""
    same = [rule for check in read_checks() for rule in check.same]
    places = [*same, *LEFT_OUT]
    assert sorted(places) == sorted(set(places))
