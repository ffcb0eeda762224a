"""Each check is silent on a schema that is right, and finds what breaks it, and only that.

broken/<rule>.sql breaks one rule; its header names the objects that must be found.
"""

import re
from pathlib import Path

import pytest

from bo_cli.assurance.lint.checks import FOLDER, read_checks
from bo_cli.assurance.lint.guess import exposed_schemas, tenant_column
from bo_cli.assurance.lint.own import Parameters, run_checks
from bo_cli.db.connect import Connection

BROKEN, HARMLESS = (Path(__file__).parent / name for name in ("broken", "harmless"))
EXPECTS = re.compile(r"^-- expects: (.+)$", re.MULTILINE)
VERSION = re.compile(r"^-- server version: (\d+)$", re.MULTILINE)
RULES = sorted(path.stem for path in FOLDER.glob("*.sql"))


def found(connection: Connection, server_version: int | None = None) -> list[tuple[str, str]]:
    """(rule, object) of each finding of ours."""
    parameters = Parameters(exposed_schemas(connection), tenant_column(connection), server_version)
    looked = run_checks(connection, parameters)
    return sorted((each.rule, str(each.subject)) for each in looked.findings)


def test_nothing_is_found_in_a_schema_that_is_right(clean: Connection) -> None:
    assert found(clean) == []


@pytest.mark.parametrize("rule", RULES)
def test_check_finds_what_breaks_it_and_nothing_else(clean: Connection, rule: str) -> None:
    broken = (BROKEN / f"{rule}.sql").read_text()
    expected = EXPECTS.findall(broken)
    assert expected, f"broken/{rule}.sql expects nothing"
    if "-- as: superuser" in broken:
        clean.execute("set local role none")
    clean.execute(broken.encode())
    version = VERSION.search(broken)
    assert found(clean, int(version[1]) if version else None) == sorted(
        (rule, each) for each in expected
    )


@pytest.mark.parametrize("harmless", sorted(HARMLESS.glob("*.sql")), ids=lambda path: path.stem)
def test_what_looks_like_a_fault_and_is_none_is_no_finding(
    clean: Connection, harmless: Path
) -> None:
    clean.execute(harmless.read_bytes())
    assert found(clean) == []


@pytest.mark.parametrize(
    ("harmless", "without", "expected"),
    [
        (
            "guarded_columns",
            "alter table public.ideas disable trigger guard",
            [
                ("movable_tenant", "policy update_member on public.ideas"),
                ("spoofable_owner", "policy insert_member on public.ideas"),
                ("spoofable_owner", "policy insert_member on public.ideas"),
                ("spoofable_owner", "policy update_member on public.ideas"),
            ],
        ),
        (
            "unique_below_a_parent",
            "alter table public.steps drop constraint steps_team_id_project_id_fkey",
            [("unique_without_tenant", "index steps_project_id_name_key on public.steps")],
        ),
    ],
)
def test_without_what_makes_it_harmless_it_is_found(
    clean: Connection, harmless: str, without: str, expected: list[tuple[str, str]]
) -> None:
    clean.execute((HARMLESS / f"{harmless}.sql").read_bytes())
    clean.execute(without.encode())
    assert found(clean) == expected


def test_every_fixture_has_its_check() -> None:
    assert sorted(path.stem for path in BROKEN.glob("*.sql")) == RULES


def test_checks_know_nothing_of_our_schema() -> None:
    ours = re.compile(r"domain_id|conversations|domains_with|private\.[a-z]+_with|abtasty")
    assert [check.rule for check in read_checks() if ours.search(check.sql)] == []
