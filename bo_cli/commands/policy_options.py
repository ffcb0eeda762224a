"""What the commands of `bo policy` have in common on the command line."""

from pathlib import Path
from typing import Annotated

import typer

from bo_cli.core.errors import UsageError
from bo_cli.core.project import find_project

IntentOption = Annotated[
    Path | None,
    typer.Option(
        help="The intent file; else policies/intent.toml of the project, "
        "or intent.toml here where there is no project."
    ),
]


def intent_file(given: Path | None) -> Path:
    """Return the intent file that is meant: `given`, or the default; it need not be there."""
    if given is not None:
        return given
    try:
        return find_project().root / "policies" / "intent.toml"
    except UsageError:
        return Path("intent.toml")
