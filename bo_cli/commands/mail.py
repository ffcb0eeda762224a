"""`bo mail`: what Auth would have sent."""

import json as json_format
from typing import Annotated, Any

import typer

from bo_cli.commands.context import JsonOption, context
from bo_cli.core.console import data, data_json, say
from bo_cli.core.errors import BoError
from bo_cli.stack.state import State


def mail(
    last: Annotated[bool, typer.Option("--last", help="Only the newest mail.")] = False,
    json: JsonOption = False,
) -> None:
    """Show the mails that Auth sent: the local stack keeps them in a file."""
    here = context()
    if here.engine.name == "url":
        raise BoError("the url engine's mails are sent for real, so bo has none to show")
    mails = read_mails(State(here.settings.state_path(here.project)))
    if last:
        mails = mails[-1:]
    if json:
        data_json(mails)
    elif not mails:
        say("no mail yet")
    else:
        data("\n\n".join(_as_text(each) for each in mails))


def read_mails(state: State) -> list[dict[str, Any]]:
    """Return the mails, oldest first: at, to, subject, text, html.

    Raises BoError when the file holds something else.
    """
    try:
        lines = state.mailbox.read_text().splitlines()
        return [json_format.loads(line) for line in lines if line]
    except FileNotFoundError:
        return []
    except json_format.JSONDecodeError as error:
        raise BoError(f"{state.mailbox} is damaged: {error}", hint="delete it") from None


def _as_text(each: dict[str, Any]) -> str:
    head = f"Date: {each.get('at')}\nTo: {each.get('to')}\nSubject: {each.get('subject')}"
    return f"{head}\n\n{each.get('text') or each.get('html') or ''}"
