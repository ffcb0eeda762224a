"""`bo policy explain`."""

import json as json_module
from collections.abc import Callable
from enum import StrEnum
from typing import Annotated, Any

import typer

from bo_cli.commands.context import JsonOption, context
from bo_cli.commands.database import database
from bo_cli.commands.policy_options import IntentOption, intent_file
from bo_cli.core.console import data, data_json
from bo_cli.core.errors import UsageError
from bo_cli.db.connect import Connection, connect


class Command(StrEnum):
    """What is asked about."""

    select = "select"
    insert = "insert"
    update = "update"
    delete = "delete"


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command()(explain)


def explain(
    target: Annotated[
        str, typer.Argument(metavar="TABLE", help="A table, a view, or a function: 'f(uuid)'.")
    ],
    row: Annotated[
        str | None,
        typer.Argument(metavar="ID", help="The row's key, or COLUMN=VALUE, with commas."),
    ] = None,
    person: Annotated[
        str,
        typer.Option(
            "--as",
            metavar="PERSON",
            help="An e-mail address, an identity of the intent file, or a role such as anon.",
        ),
    ] = "anon",
    command: Annotated[Command, typer.Option(help="What the person does.")] = Command.select,
    given: Annotated[
        str | None,
        typer.Option("--set", metavar="JSON", help="The columns that are written: one object."),
    ] = None,
    every_row: Annotated[
        bool, typer.Option("--all", help="How many rows of the table each policy admits.")
    ] = False,
    claims: Annotated[
        str | None, typer.Option(metavar="JSON", help="Claims laid over the person's token.")
    ] = None,
    db_url: Annotated[
        str | None, typer.Option(help="Another database than the local stack's.")
    ] = None,
    intent: IntentOption = None,
    json: JsonOption = False,
) -> None:
    """Say why somebody sees a row, or why a write was refused.

    Privileges, then each policy and each of its conditions with the values of this row and this
    person, then the rows that decide: without them the answer changes. Tried for real, in a
    transaction that is rolled back. Without ID: the whole table, as with --all. Exits with 0
    whatever the answer is.
    """
    from bo_cli.assurance.explain.person import find_person
    from bo_cli.assurance.intent import load_intent

    values = _object(given)
    if every_row and row is not None:
        raise UsageError("--all and an ID exclude each other")
    file = intent_file(intent)
    with connect(db_url or database(context()).db_url) as connection:
        try:
            known = load_intent(file) if intent or file.is_file() else None
            who = find_person(connection, person, claims, known)
            shown = _explained(connection, target, who, command.value, row, values)
        finally:
            connection.rollback()
    if json:
        data_json(shown[0]())
    else:
        data(shown[1]())


Shown = tuple[Callable[[], dict[str, Any]], Callable[[], str]]


def _explained(
    connection: Connection,
    target: str,
    person: Any,
    command: str,
    row: str | None,
    values: dict[str, Any] | None,
) -> Shown:
    """Return what was asked for, as JSON and as text."""
    from bo_cli.assurance.explain import as_json, counts, explain, relation, through, words
    from bo_cli.assurance.explain import words_tables as tables

    connection.execute(explain.LIMITS)
    found = relation.seek_relation(connection, target)
    if found is None:
        function = through.explain_function(connection, target, person)
        return lambda: as_json.function_json(function), lambda: tables.function_text(function)
    if row is not None or command == "insert":
        one = explain.explain_row(connection, found, person, command, row, values)
        return lambda: as_json.row_json(one), lambda: words.as_text(one)
    if not found.is_table:
        view = through.explain_view(connection, found, person)
        return lambda: as_json.view_json(view), lambda: tables.view_text(view)
    count = counts.count_rows(connection, found, person, command)
    return lambda: as_json.counts_json(count), lambda: tables.counts_text(count)


def _object(text: str | None) -> dict[str, Any] | None:
    if text is None:
        return None
    try:
        found = json_module.loads(text)
    except json_module.JSONDecodeError as error:
        raise UsageError(f"--set is not JSON: {error.msg} at column {error.colno}") from None
    if not isinstance(found, dict):
        raise UsageError("--set is not a JSON object", """write --set '{"column": "value"}'""")
    return found
