"""`bo policy lint`."""

from pathlib import Path
from typing import Annotated

import typer

from bo_cli.assurance.lint.checks import Check, read_checks
from bo_cli.assurance.lint.pgrls import VERSION, find_pgrls, install_pgrls
from bo_cli.assurance.lint.run import Result, Sources, lint
from bo_cli.commands.context import JsonOption
from bo_cli.commands.policy_options import IntentOption, intent_file
from bo_cli.commands.policy_target import target
from bo_cli.core.console import data, data_json, say, step
from bo_cli.core.errors import UsageError
from bo_cli.core.project import Project, find_project
from bo_cli.core.settings import Settings, load_settings
from bo_cli.migrations.supabase_cli import supabase_cli

NO_PGRLS = (
    "pgrls is not installed, so its rules were not run: bo policy lint --install-pgrls"
    f" fetches {VERSION} into an environment of its own (it needs pglast, which is GPL-3.0)"
)


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command("lint")(policy_lint)


def policy_lint(
    db_url: Annotated[
        str | None, typer.Option(help="Any database; else what the project's migrations make.")
    ] = None,
    source: Annotated[
        bool, typer.Option("--source", help="Look at what the declarative source makes.")
    ] = False,
    intent: IntentOption = None,
    files: Annotated[
        list[Path] | None,
        typer.Option(
            help="A folder of the SQL that makes the database, for file and line and exceptions;"
            " else the project's source. May be given several times.",
            exists=True,
            file_okay=False,
        ),
    ] = None,
    explain: Annotated[
        str | None, typer.Option(metavar="RULE", help="Explain a rule, and look at nothing.")
    ] = None,
    install: Annotated[
        bool, typer.Option("--install-pgrls", help="Fetch pgrls, once; it is no dependency.")
    ] = False,
    json: JsonOption = False,
) -> None:
    """Find faults in policies, grants and functions that the catalogue shows.

    Our own checks, the Supabase advisors and pgrls in one list, each fault once. docs/lint-rules.md
    describes the rules. An exception is a line in or above the statement that makes the object,
    `-- lint: allow RULE: REASON`, or a line of the object's comment. `bo db lint` is about style,
    migrations and function bodies. Exits with 1 where something is found.
    """
    if explain:
        _explain(explain)
        return
    project = _project()
    settings = load_settings(project or Project(Path.cwd()))
    if install:
        with step("installing pgrls"):
            install_pgrls(settings.cache_path())
    sources = _sources(settings, project, files, foreign=db_url is not None)
    exposed, tenant_column = _intended(intent, foreign=db_url is not None)
    with target(db_url, source=source) as url:
        result = lint(url, sources, exposed, tenant_column)
    _print(result, json=json, guessed=tenant_column is None)
    if result.findings:
        raise typer.Exit(1)


def _project() -> Project | None:
    try:
        return find_project()
    except UsageError:
        return None


def _sources(
    settings: Settings, project: Project | None, files: list[Path] | None, *, foreign: bool
) -> Sources:
    folders = [folder.resolve() for folder in files or []]
    if not folders and project:
        folders = [folder for folder in project.source_folders if any(folder.rglob("*.sql"))]
        folders = folders or [project.migrations]
    return Sources(
        advisors=lambda: supabase_cli(settings),
        pgrls=find_pgrls(settings.cache_path()),
        folders=tuple(folders),
        root=project.root if project and not files else Path.cwd(),
        same=not foreign or bool(files),
    )


def _intended(intent: Path | None, *, foreign: bool) -> tuple[tuple[str, ...] | None, str | None]:
    """Return exposed schemas and tenant column of the intent file; None where there is none.

    Another database than the project's has the project's intent only when it is named.
    """
    file = intent_file(intent)
    if intent is None and (foreign or not file.is_file()):
        return None, None
    from bo_cli.assurance.intent import load_intent

    read = load_intent(file)
    return read.schemas, read.tenant_column


def _print(result: Result, *, json: bool, guessed: bool) -> None:
    for tool, reason in result.missing.items():
        say(NO_PGRLS if reason == "not installed" else f"{tool} did not run: {reason}")
    column = result.parameters.tenant_column
    if guessed:
        say(f"tenant column: {column or 'none found'} (guessed; an intent file says it)")
    if json:
        data_json(
            {
                "findings": [each.as_json() for each in result.findings],
                "excused": result.excused,
                "tenant_column": column or None,
                "schemas": list(result.parameters.schemas),
                "missing": result.missing,
            }
        )
    else:
        for each in result.findings:
            data(each.as_line())
    found = len(result.findings)
    excused = f", {result.excused} excused" if result.excused else ""
    say((f"{found} finding(s)" if found else "nothing found") + excused)


def _explain(rule: str) -> None:
    checks = {check.rule: check for check in read_checks()}
    if rule not in checks:
        raise UsageError(
            f"no rule of ours is called {rule}",
            "docs/lint-rules.md lists them; rules in capitals are pgrls': pgrls explain RULE",
        )
    data(_as_text(checks[rule]))


def _as_text(check: Check) -> str:
    lines = [f"{check.rule} ({check.severity})", check.title, f"Why: {check.why}"]
    lines.append(f"To mend: {check.mend}")
    if check.same:
        lines.append(f"The same: {', '.join(check.same)}")
    return "\n".join(lines)
