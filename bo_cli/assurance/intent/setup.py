"""The SQL that an intent file wants run before anybody signs in."""

import re
from pathlib import Path

from bo_cli.assurance.intent.problems import Problems
from bo_cli.core.errors import UsageError
from bo_cli.core.project import find_project

_FILE = re.compile(r"\S+\.sql")


def read_setup(intent_file: Path, setup: list[str], problems: Problems) -> tuple[str, ...]:
    """Return the statements, with the text of the files in place of their names.

    A file is looked for next to the intent file, then in the project that holds it.
    """
    return tuple(
        _file(intent_file, text, problems) if _FILE.fullmatch(text.strip()) else text
        for text in setup
    )


def _file(intent_file: Path, name: str, problems: Problems) -> str:
    folders = [intent_file.resolve().parent, *_project_of(intent_file)]
    for path in (folder / name.strip() for folder in folders):
        if path.is_file():
            return path.read_text("utf-8")
    problems.add(("setup",), f"no file {name} in {' or '.join(map(str, folders))}")
    return ""


def _project_of(file: Path) -> list[Path]:
    try:
        return [find_project(file.resolve().parent).root]
    except UsageError:
        return []
