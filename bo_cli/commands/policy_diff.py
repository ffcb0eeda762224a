"""`bo policy diff`."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from bo_cli.commands.context import JsonOption, context
from bo_cli.commands.database import database
from bo_cli.commands.policy_options import IntentOption, intent_file
from bo_cli.core.console import data, data_json, say
from bo_cli.core.errors import UsageError
from bo_cli.db.connect import address
from bo_cli.migrations.templates import Origin
from bo_cli.migrations.verify import reference_tables


@dataclass(frozen=True)
class Sides:
    """Two databases: their addresses, what to call them, and what is known of them.

    notes: to be told with the result. tables: whose rows are part of the rules.
    """

    urls: tuple[str, str]
    names: tuple[str, str]
    notes: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command()(diff)


def diff(
    left: Annotated[
        str | None, typer.Argument(metavar="A", help="The address of the database before.")
    ] = None,
    right: Annotated[
        str | None, typer.Argument(metavar="B", help="The address of the database after.")
    ] = None,
    since: Annotated[
        str | None,
        typer.Option(metavar="REV", help="Compare a revision of git with the work tree."),
    ] = None,
    source: Annotated[
        bool,
        typer.Option(
            "--source",
            help="With --since: what the source makes. Alone: compare the migrations with it.",
        ),
    ] = False,
    same: Annotated[
        bool, typer.Option("--same", help="Exit with 1 when anything differs, narrower things too.")
    ] = False,
    intent: IntentOption = None,
    hints: Annotated[Path | None, typer.Option(help="A file that says how to fill tables.")] = None,
    json: JsonOption = False,
) -> None:
    """Say what changed in who can do what, as Markdown for a pull request.

    Every cell of the matrix is tried in both databases, and the catalogues are compared: function
    bodies and rights, triggers, view options, grants, policies. Everything is rolled back.
    Exits with 1 when anything widened.
    """
    from bo_cli.assurance.diff.as_json import comparison_json
    from bo_cli.assurance.diff.compare import compare_databases
    from bo_cli.assurance.diff.report import markdown
    from bo_cli.assurance.intent import load_intent
    from bo_cli.assurance.world.hints import load_hints

    file = intent_file(intent)
    known, filling = load_intent(file), load_hints(hints) if hints else None
    with _sides(left, right, since, source, file) as sides:
        found = compare_databases(
            sides.urls, sides.names, known, filling, sides.notes, sides.tables
        )
    if json:
        data_json(comparison_json(found))
    else:
        data(markdown(found))
    if found.has_widened or (same and found.has_changed):
        say("something widened" if found.has_widened else "something differs")
        raise typer.Exit(1)


@contextmanager
def _sides(
    left: str | None, right: str | None, since: str | None, source: bool, intent: Path
) -> Iterator[Sides]:
    """Yield the two databases, made for the occasion where they are those of a revision."""
    if left is not None and (since is not None or source):
        raise UsageError("addresses exclude --since and --source")
    if since is not None:
        with _since(since, source, intent) as sides:
            yield sides
    elif source:
        with _parity() as sides:
            yield sides
    elif left is None or right is None:
        raise UsageError("name two databases by address, a revision with --since, or --source")
    else:
        yield Sides((left, right), (_named(left), _named(right)))


@contextmanager
def _parity() -> Iterator[Sides]:
    """Yield what the migrations make and what the source makes."""
    from bo_cli.assurance.diff.revisions import built

    here = context()
    info = database(here)
    tables = tuple(sorted(reference_tables(here.project)))
    with (
        built(info, here.project, "migrations") as old,
        built(info, here.project, "source") as new,
    ):
        yield Sides((old, new), ("the migrations", "the source"), tables=tables)


@contextmanager
def _since(since: str, source: bool, intent: Path) -> Iterator[Sides]:
    """Yield what a revision makes and what the work tree makes."""
    from bo_cli.assurance.diff.revisions import built, differs, revision

    here = context()
    info = database(here)
    origin: Origin | None = "source" if source else None
    with revision(here.project, since) as before:
        notes = []
        if differs(before, here.project, intent):
            notes.append(f"{intent.name} differs in {since}; the one of the work tree is used.")
        tables = {*reference_tables(before), *reference_tables(here.project)}
        names = (since, "the work tree")
        with built(info, before, origin) as old, built(info, here.project, origin) as new:
            yield Sides((old, new), names, tuple(notes), tuple(sorted(tables)))


def _named(url: str) -> str:
    return address(url).partition("@")[2]
