"""sql/reasons.csv, the source, and the client's exceptions know the same reason codes."""

import re

from bo_cli.client.generate import TARGET, Reason, error_classes, read_reasons
from bo_cli.core.project import Project
from bo_cli.migrations.source import read_source

FAIL = re.compile(r"private\.fail\(\s*'(?P<state>\w{5})',\s*'(?P<reason>\w+)'")
RAISE = re.compile(r"errcode = '(?P<state>\w{5})',[^;]*?detail = '(?P<reason>[A-Z_]+)'", re.DOTALL)

# Raised as PGRST, which is how a refusal carries a header.
HEADED = re.compile(r"'code', '(?P<state>PT\d{3})',[^;]*'details', '(?P<reason>[A-Z_]+)'")


def raised(text: str) -> set[tuple[str, str]]:
    """The (sqlstate, reason) pairs that a source file raises."""
    found = [*FAIL.finditer(text), *RAISE.finditer(text), *HEADED.finditer(text)]
    return {(match["state"], match["reason"]) for match in found}


def registered(project: Project) -> set[tuple[str, str]]:
    return {(row.sqlstate, row.reason) for row in read_reasons(project)}


def raised_anywhere(project: Project) -> set[tuple[str, str]]:
    seeds = [path.read_text() for path in project.seeds.rglob("*.sql")]
    texts = [file.text for file in read_source(project)]
    return set().union(*(raised(text) for text in texts + seeds))


def test_every_raised_reason_is_registered(project: Project) -> None:
    assert sorted(raised_anywhere(project) - registered(project)) == []


def test_every_registered_reason_is_raised(project: Project) -> None:
    assert sorted(registered(project) - raised_anywhere(project)) == []


def test_reasons_are_found_in_source() -> None:
    text = (
        "perform private.fail('40001', 'STALE_VERSION', 'x'); raise 'no' using errcode = '42501',\n"
    )
    text += "  detail = 'APPEND_ONLY', hint = 'y';"
    assert raised(text) == {("40001", "STALE_VERSION"), ("42501", "APPEND_ONLY")}


def test_registry_is_sorted_and_names_each_reason_once(project: Project) -> None:
    lines = (project.root / "sql" / "reasons.csv").read_text().splitlines()[1:]
    reasons = [line.partition(",")[0] for line in lines]
    assert reasons == sorted(set(reasons))


def test_http_status_follows_from_the_sqlstate(project: Project) -> None:
    assert [row.reason for row in read_reasons(project) if row.http != http_status(row)] == []


def http_status(row: Reason) -> int:
    """What PostgREST answers to a signed-in person for the SQLSTATEs that we raise."""
    if row.sqlstate.startswith("PT"):
        return int(row.sqlstate[2:])
    known = {"42501": 403, "23505": 409, "23503": 409, "40001": 500, "P0002": 500}
    return known.get(row.sqlstate, 400)


def test_client_exceptions_are_up_to_date(project: Project) -> None:
    """`bo rpc errors` writes the file."""
    assert (project.root / TARGET).read_text() == error_classes(read_reasons(project))
