"""`bo policy intent`."""

from dataclasses import asdict
from typing import Annotated, Any

import typer

from bo_cli.commands.context import JsonOption
from bo_cli.commands.policy_options import IntentOption, intent_file
from bo_cli.core.console import data, data_json, say


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command("intent")(show)


def show(
    identity: Annotated[
        str | None,
        typer.Option("--as", metavar="NAME", help="What this identity should be able to do."),
    ] = None,
    intent: IntentOption = None,
    json: JsonOption = False,
) -> None:
    """Check the intent file, without a database, and list its identities or what one may do."""
    from bo_cli.assurance.intent import load_intent
    from bo_cli.assurance.intent.summary import lines_of

    found = load_intent(intent_file(intent))
    if identity is None:
        rows = _identities(found)
        shown = _aligned([[_text(value) for value in row.values()] for row in rows])
        say(f"{len(found.relations)} entries for relations, {len(found.functions)} for functions")
    else:
        lines = lines_of(found, identity)
        rows = [asdict(line) for line in lines]
        shown = [str(line) for line in lines]
        if not lines:
            say(f"nothing is open to {identity}")
    if json:
        data_json(rows)
        return
    for line in shown:
        data(line)


def _identities(intent: Any) -> list[dict[str, Any]]:
    return [
        {"name": each.name, "role": each.role, "person": each.person, "tenants": each.tenants}
        for each in intent.identities.values()
    ]


def _aligned(rows: list[list[str]]) -> list[str]:
    """Return the rows as lines, each column as wide as its longest text."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]


def _text(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(value) or "-"
    return str(value or "-")
