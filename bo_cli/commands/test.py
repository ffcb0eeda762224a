"""`bo test`."""

import os
from pathlib import Path
from typing import Annotated

import typer

from bo_cli.core.errors import BoError
from bo_cli.core.project import Project, find_project
from bo_cli.policies.early import EarlyFiles, started
from bo_cli.policies.selection import Selection, check


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command()(test)


def test(
    paths: Annotated[
        list[Path] | None, typer.Argument(help="Files or folders; all tests when none is given.")
    ] = None,
    policies: Annotated[bool, typer.Option("--policies", help="Only tests/policies.")] = False,
    rpc: Annotated[bool, typer.Option("--rpc", help="Only tests/rpc.")] = False,
    schema: Annotated[bool, typer.Option("--schema", help="Only tests/schema.")] = False,
    cli: Annotated[bool, typer.Option("--cli", help="Only tests/cli.")] = False,
    e2e: Annotated[bool, typer.Option("--e2e", help="Only tests/e2e.")] = False,
    sql: Annotated[bool, typer.Option("--sql", help="Only pgTAP files.")] = False,
    keyword: Annotated[
        str | None,
        typer.Option("--keyword", "-k", help="Only tests whose names match, as pytest -k."),
    ] = None,
    workers: Annotated[
        int, typer.Option("--workers", "-j", min=1, help="How many run at the same time.")
    ] = os.cpu_count() or 1,
    junit: Annotated[Path | None, typer.Option(help="Write a JUnit XML report here.")] = None,
    tap: Annotated[bool, typer.Option("--tap", help="Print TAP lines.")] = False,
    rows: Annotated[
        bool, typer.Option("--rows", help="Print each row of the specification with its tests.")
    ] = False,
    source: Annotated[
        bool, typer.Option("--source", help="Test the source, not the migrations.")
    ] = False,
    stop_at_first: Annotated[
        bool, typer.Option("--stop-at-first", "-x", help="Stop at the first failure.")
    ] = False,
) -> None:
    """Run the tests: pgTAP files and Python tests, each worker on its own database.

    Exits with 1 when a test fails.
    """
    groups = {"policies": policies, "rpc": rpc, "schema": schema, "cli": cli, "e2e": e2e}
    project = find_project()
    chosen = [project.root / "tests" / name for name, wanted in groups.items() if wanted]
    selection = Selection(
        paths=[*(paths or []), *chosen],
        sql=sql,
        keyword=keyword,
        workers=workers,
        junit=junit,
        tap=tap,
        rows=rows,
        stop_at_first=stop_at_first,
        source=source,
    )
    check(project, selection)
    with started(project, selection) as early:
        passed = _run(project, selection, early)
    if not passed:
        raise typer.Exit(1)


def _run(project: Project, selection: Selection, early: EarlyFiles | None) -> bool:
    try:  # here, because pytest is not installed where bo only deploys, and slow to import
        from bo_cli.policies.suite import run_suite
    except ModuleNotFoundError as error:
        raise BoError(f"the tests need {error.name}", hint="run make, or install bo[dev]") from None
    return run_suite(project, selection, early)
