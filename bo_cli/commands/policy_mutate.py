"""`bo policy mutate`."""

from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bo_cli.commands.context import JsonOption, context
from bo_cli.commands.database import database
from bo_cli.commands.policy_options import IntentOption, intent_file
from bo_cli.core.console import data, data_json, say
from bo_cli.core.errors import UsageError
from bo_cli.core.interrupts import ending_cleanly
from bo_cli.core.project import find_project
from bo_cli.migrations.templates import Origin

if TYPE_CHECKING:
    from bo_cli.assurance.mutate.places import Place
    from bo_cli.assurance.mutate.run import Judges

OURS = ("policies", "rpc")


class Judge(StrEnum):
    """Who has to notice."""

    both = "both"
    suites = "suites"
    matrix = "matrix"


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command()(mutate)


def mutate(
    tests: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="DIR",
            help="pgTAP files and Python tests that judge; repeatable. "
            "Else tests/policies and tests/rpc of the project.",
        ),
    ] = None,
    only: Annotated[
        list[str] | None,
        typer.Option(
            metavar="PATTERN",
            help="Objects whose name matches, with *; or a mutant's id. Repeatable.",
        ),
    ] = None,
    kind: Annotated[
        str | None, typer.Option(metavar="PATTERN", help="Kinds, with *: policy-*, grant, body-*.")
    ] = None,
    sample: Annotated[int | None, typer.Option(min=1, help="At most so many, drawn.")] = None,
    seed: Annotated[int, typer.Option(help="What the sample is drawn with.")] = 0,
    judge: Annotated[
        Judge, typer.Option(help="Who has to notice: the tests, the matrix, or both in turn.")
    ] = Judge.both,
    at_least: Annotated[
        float, typer.Option(min=0, max=100, metavar="PERCENT", help="The kill rate to reach.")
    ] = 95.0,
    db_url: Annotated[
        str | None,
        typer.Option(
            help="Another database; nothing in it is changed. Python tests cannot judge it."
        ),
    ] = None,
    source: Annotated[
        bool, typer.Option("--source", help="Break what the source makes, not the migrations.")
    ] = False,
    fresh: Annotated[
        bool,
        typer.Option("--fresh", help="Forget who noticed what before, and trace the tests anew."),
    ] = False,
    intent: IntentOption = None,
    hints: Annotated[Path | None, typer.Option(help="A file that says how to fill tables.")] = None,
    figures: Annotated[
        Path | None, typer.Option(help="Write the figures to this file, as JSON, for the docs.")
    ] = None,
    json: JsonOption = False,
) -> None:
    """Break the schema on purpose, one mutant at a time, and see who notices.

    Conditions of policies and bodies are dropped, negated and widened, row security and triggers
    switched off, rights added. Tests that touch the object run until one fails; what none of them
    notices, the canary matrix looks at. What it came to and found the same is equivalent; of the
    rest, what more tests do not notice either has survived, unless mutants.toml beside the intent
    file says why nothing can notice it.

    The kill rate is that of the tests; with --judge matrix that of the matrix. Exits with 1 where
    it is below --at-least, or where something is explained that somebody noticed. Everything is
    rolled back or happens in clones.
    """
    from bo_cli.assurance.mutate.report import as_json, text, write_figures
    from bo_cli.assurance.mutate.run import Choice, run

    with ending_cleanly(), _place(db_url, source, judge) as place:
        judges = replace(_judges(tests, judge, db_url, intent, hints), is_fresh=fresh)
        report = run(place, Choice(tuple(only or ()), kind, sample, seed), judges)
    if figures:
        write_figures(report, figures)
    if json:
        data_json(as_json(report))
    else:
        data(text(report))
    if report.rate * 100 < at_least:
        say(f"{report.rate:.1%} killed, {at_least:g} % wanted")
        raise typer.Exit(1)
    if report.wrongly_explained:
        raise typer.Exit(1)


def _place(db_url: str | None, source: bool, judge: Judge) -> "AbstractContextManager[Place]":
    from bo_cli.assurance.mutate.places import AddressPlace, project_place
    from bo_cli.migrations.build import finished_template
    from bo_cli.policies.databases import test_template

    if db_url:
        if source:
            raise UsageError("--source is about the project, --db-url about a database")
        return nullcontext(AddressPlace(db_url))
    here = context()
    info = database(here)
    origin: Origin | None = "source" if source else None
    finished = finished_template(info, here.project, origin=origin)
    template = finished if judge is Judge.matrix else test_template(info, here.project, origin)
    return project_place(here.project, info, template, finished)


def _judges(
    tests: list[Path] | None,
    judge: Judge,
    db_url: str | None,
    intent: Path | None,
    hints: Path | None,
) -> "Judges":
    from bo_cli.assurance.mutate.choosing import find_tests
    from bo_cli.assurance.mutate.explained import explanations_beside
    from bo_cli.assurance.mutate.matrix_judge import Looking
    from bo_cli.assurance.mutate.run import Judges

    folders, state = None, None
    if judge is not Judge.matrix:
        if db_url and not tests:
            raise UsageError("with --db-url, name the tests with --tests, or use --judge matrix")
        root = Path.cwd() if db_url else find_project().root
        state = None if db_url else _state_folder()
        folders = find_tests(root, tests or [root / "tests" / name for name in OURS])
    looking = None if judge is Judge.suites else Looking(intent_file(intent), hints)
    if looking:  # Here, because its turn comes after minutes.
        looking.read()
    explained = explanations_beside(intent_file(intent))
    return Judges(folders, looking, state, explained=explained)


def _state_folder() -> Path:
    here = context()
    return here.settings.state_path(here.project) / "mutate"
