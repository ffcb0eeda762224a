"""`bo policy fuzz`."""

import secrets
from contextlib import ExitStack
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bo_cli.commands.context import JsonOption, context
from bo_cli.commands.database import database
from bo_cli.commands.policy_options import IntentOption, intent_file
from bo_cli.commands.policy_target import target
from bo_cli.core.console import data, data_json, say
from bo_cli.core.errors import BoError, UsageError
from bo_cli.core.interrupts import ending_cleanly

if TYPE_CHECKING:
    from bo_cli.assurance.fuzz.model import Report
    from bo_cli.assurance.fuzz.scene import Options
    from bo_cli.assurance.fuzz.stage import Place
    from bo_cli.assurance.intent.intent import Intent
    from bo_cli.assurance.world.hints import Hints

HIGHEST_SEED = 2**31 - 1


class Through(StrEnum):
    """Which way calls are made."""

    sql = "sql"
    rest = "rest"
    both = "both"


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command()(fuzz)


def fuzz(
    db_url: Annotated[
        str | None,
        typer.Option(help="Any database, through SQL only; else what the migrations make."),
    ] = None,
    source: Annotated[
        bool, typer.Option("--source", help="Look at what the declarative source makes.")
    ] = False,
    through: Annotated[Through, typer.Option(help="Which way to call.")] = Through.both,
    intent: IntentOption = None,
    hints: Annotated[Path | None, typer.Option(help="A file that says how to fill tables.")] = None,
    seed: Annotated[
        int | None,
        typer.Option(
            min=0, max=HIGHEST_SEED, help="Draw the same calls as the run with this seed."
        ),
    ] = None,
    examples: Annotated[
        int, typer.Option(min=1, help="Calls of each identity to each target, each way.")
    ] = 3,
    seconds: Annotated[
        float | None, typer.Option(min=1, help="Go on with the next seeds, each way, for so long.")
    ] = None,
    identity: Annotated[
        str | None, typer.Option("--as", metavar="IDENTITY", help="Only as this identity.")
    ] = None,
    only: Annotated[
        str | None,
        typer.Option(metavar="PATTERN", help="Only tables, views and functions of this name."),
    ] = None,
    json: JsonOption = False,
) -> None:
    """Call everything as everybody, and look for what they may not see.

    Every table gets canary rows in each tenant. Then each identity calls each table, view and
    function with drawn values, filters, orders and headers, also with other tenants' ids. No answer
    may show a canary that the intent file hides, depend on one, or be an internal error; and the
    side channels of docs/side-channels.md are probed.
    Exits with 1 when something is found. The seed is printed: it reproduces the run.
    """
    from bo_cli.assurance.intent import load_intent
    from bo_cli.assurance.world.hints import load_hints

    if db_url and through is Through.rest:
        raise UsageError(
            "REST needs canaries that are committed, which bo does only in a database of its own",
            hint="leave --db-url out, or --through",
        )
    known, filling = load_intent(intent_file(intent)), load_hints(hints) if hints else None
    chosen = secrets.randbelow(HIGHEST_SEED) if seed is None else seed
    say(f"seed {chosen}")
    with ending_cleanly():
        report = _run(
            _options(chosen, examples, seconds, identity, only),
            known,
            filling,
            db_url,
            source,
            through,
        )
    _print(report, json)
    if report.findings:
        raise typer.Exit(1)


def _options(
    seed: int, examples: int, seconds: float | None, identity: str | None, only: str | None
) -> "Options":
    try:  # here, because hypothesis is not installed where bo only deploys
        from bo_cli.assurance.fuzz.scene import Options
    except ModuleNotFoundError as error:
        raise BoError(f"fuzzing needs {error.name}", hint="run make, or install bo[dev]") from None
    return Options(seed, examples, seconds, identity, only)


def _run(
    options: "Options",
    intent: "Intent",
    hints: "Hints | None",
    db_url: str | None,
    source: bool,
    through: Through,
) -> "Report":
    from bo_cli.assurance.fuzz.beside import rest_beside
    from bo_cli.assurance.fuzz.everything import fuzz_rest, fuzz_sql
    from bo_cli.assurance.fuzz.model import Report

    report = Report(options.seed)
    with ExitStack() as stack:
        place = None if db_url or through is Through.sql else _place(source)
        rest = None
        if place and through is Through.both:
            rest = stack.enter_context(rest_beside(place, intent, hints, options))
        if through is not Through.rest:
            with target(db_url, source=source) as url:
                fuzz_sql(url, intent, hints, options, report, is_throwaway=db_url is None)
        if rest:
            report.add(rest())
        elif place:
            fuzz_rest(place, intent, hints, options, report)
    if db_url:
        report.notes.append("through SQL only: canaries are never committed to your database")
    return report


def _place(source: bool) -> "Place":
    from bo_cli.assurance.fuzz.stage import Place
    from bo_cli.migrations.build import finished_template

    here = context()
    info = database(here)
    template = finished_template(info, here.project, origin="source" if source else None)
    return Place(here.settings, here.project, info, template)


def _print(report: "Report", json: bool) -> None:
    from bo_cli.assurance.fuzz.report import as_json, as_text

    for note in report.notes:
        say(note)
    if json:
        data_json(as_json(report))
    else:
        data(as_text(report))
