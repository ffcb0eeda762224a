"""`bo policy matrix`."""

from pathlib import Path
from typing import Annotated

import typer

from bo_cli.commands.context import JsonOption
from bo_cli.commands.policy_options import IntentOption, intent_file
from bo_cli.commands.policy_target import target
from bo_cli.core.console import data, data_json, say
from bo_cli.core.errors import UsageError
from bo_cli.db.connect import database_of


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command()(matrix)


def matrix(
    db_url: Annotated[
        str | None, typer.Option(help="Any database; else what the project's migrations make.")
    ] = None,
    source: Annotated[
        bool, typer.Option("--source", help="Look at what the declarative source makes.")
    ] = False,
    intent: IntentOption = None,
    hints: Annotated[Path | None, typer.Option(help="A file that says how to fill tables.")] = None,
    identities: Annotated[
        list[str] | None,
        typer.Option("--as", metavar="IDENTITY", help="Only as this identity; may be repeated."),
    ] = None,
    relations: Annotated[
        list[str] | None,
        typer.Option(
            "--relation",
            metavar="PATTERN",
            help="Only relations, functions and schemas of this name, such as 'public.*';"
            " may be repeated.",
        ),
    ] = None,
    json: JsonOption = False,
    html: Annotated[Path | None, typer.Option(help="Write a page for a browser here.")] = None,
) -> None:
    """Try what each identity can do with each object, and compare it with the intent file.

    Every table gets canary rows in each tenant. Then each identity tries select, insert, update and
    delete, column by column, on rows of its own, of its tenants and of others, calls each function,
    and so on; each try is undone, and so is everything in the end.
    Exits with 1 when an identity can do more or less than intended, or nobody can tell.
    """
    from bo_cli.assurance.intent import load_intent
    from bo_cli.assurance.matrix.report_html import as_html
    from bo_cli.assurance.matrix.report_json import as_json
    from bo_cli.assurance.matrix.report_text import text_of, totals
    from bo_cli.assurance.matrix.run import run_matrix
    from bo_cli.assurance.world.hints import load_hints

    file = intent_file(intent)
    known, filling = load_intent(file), load_hints(hints) if hints else None
    with target(db_url, source=source) as url:
        report = run_matrix(
            url, known, filling, identities=identities or (), patterns=relations or ()
        )
    if html:
        _write(html, as_html(report, database_of(url) if db_url else "this project"))
    if json:
        data_json(as_json(report))
        say(totals(report))
    else:
        data(text_of(report))
    if report.wrong:
        raise typer.Exit(1)


def _write(file: Path, text: str) -> None:
    try:
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{file} cannot be written: {error.strerror}") from None
    say(f"{file}: written")
