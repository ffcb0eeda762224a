"""The whole lint: our checks and the two tools, merged, placed in files, without exceptions."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from bo_cli.assurance.lint import exceptions, guess
from bo_cli.assurance.lint.advisors import read_advisors
from bo_cli.assurance.lint.model import Finding, Severity
from bo_cli.assurance.lint.own import Parameters, run_checks
from bo_cli.assurance.lint.pgrls import read_pgrls
from bo_cli.assurance.lint.places import Mention, of_this_database, place, read_mentions
from bo_cli.assurance.lint.tools import Report, merge
from bo_cli.core.console import step
from bo_cli.core.errors import BoError
from bo_cli.db.connect import Connection, connect


@dataclass(frozen=True)
class Sources:
    """Where to look.

    advisors: the Supabase CLI. pgrls: the command that runs it. None: the tool is not there.
    folders: of SQL files that make the database; root: what they are told below. same: the files
    are surely those of this database.
    """

    advisors: Callable[[], Path] | None = None
    pgrls: list[str] | None = None
    folders: tuple[Path, ...] = ()
    root: Path = Path()
    same: bool = True


@dataclass(frozen=True)
class Result:
    """What was found, and with which parameters.

    excused: how many findings an exception covers. missing: tool -> why it did not run.
    """

    findings: list[Finding]
    parameters: Parameters
    excused: int = 0
    missing: dict[str, str] = field(default_factory=dict)


def parameters_of(
    connection: Connection, exposed: tuple[str, ...] | None, tenant_column: str | None
) -> Parameters:
    """Return the parameters, guessing from the catalogue those that are None."""
    if exposed is None:
        exposed = guess.exposed_schemas(connection)
    if tenant_column is None:
        tenant_column = guess.tenant_column(connection)
    return Parameters(exposed, tenant_column)


def lint(
    url: str,
    sources: Sources,
    exposed: tuple[str, ...] | None = None,
    tenant_column: str | None = None,
) -> Result:
    """Return every fault that our checks and the tools find in a database, once each.

    exposed, tenant_column: as the intent file has them; None: guessed.
    Raises BoError where the database cannot be read.
    """
    with connect(url) as connection:
        parameters = parameters_of(connection, exposed, tenant_column)
        with step("our checks"):
            looked = run_checks(connection, parameters)
        exemptions = exceptions.in_comments(connection)
        connection.rollback()
    reports, missing = _reports(url, sources, looked.schemas)
    found = merge(looked.findings, reports)
    mentions = read_mentions(sources.folders, sources.root) if sources.folders else []
    if not sources.same:
        mentions = of_this_database(mentions, looked.objects)
    in_files = exceptions.in_files(mentions)
    exemptions += in_files if sources.same else exceptions.only_known(in_files, looked.objects)
    excused = exceptions.excused(found, exemptions)
    left = [_placed(each, mentions) for each in exceptions.apply(found, exemptions)]
    return Result(sorted(left, key=_order), parameters, excused, missing)


def _reports(url: str, sources: Sources, names: list[str]) -> tuple[list[Report], dict[str, str]]:
    """Run the tools that are there; return their reports, and why the others are missing."""
    reports: list[Report] = []
    missing: dict[str, str] = {}
    program, command = sources.advisors, sources.pgrls
    runs: dict[str, Callable[[], list[Report]] | None] = {
        "supabase db advisors": (lambda: read_advisors(url, program())) if program else None,
        "pgrls": (lambda: read_pgrls(url, command, names)) if command else None,
    }
    for tool, run in runs.items():
        if run is None:
            missing[tool] = "not asked for" if tool != "pgrls" else "not installed"
            continue
        try:
            with step(tool):
                reports += run()
        except BoError as error:
            missing[tool] = error.message
    return reports, missing


def _placed(finding: Finding, mentions: list[Mention]) -> Finding:
    where = place(mentions, finding.subject) if finding.file is None else None
    return replace(finding, file=where[0], line=where[1]) if where else finding


def _order(finding: Finding) -> tuple[bool, str, int, str, str]:
    """Errors first, then by file and line, then by object."""
    is_warning = finding.severity is Severity.WARNING
    place_in_file = (finding.file or "~", finding.line or 0)
    return (is_warning, *place_in_file, str(finding.subject), finding.rule)
