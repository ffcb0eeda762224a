"""Writes bo_cli/client/reasons.py from sql/reasons.csv, the registry of reason codes."""

import csv
import textwrap
from dataclasses import dataclass

from bo_cli.core.errors import BoError
from bo_cli.core.project import Project

TARGET = "bo_cli/client/reasons.py"
HEAD = '''"""One exception for each reason code. Generated from sql/reasons.csv: `bo rpc errors`."""

from bo_cli.client.errors import ReasonError

'''
TAIL = """
REASONS: dict[str, type[ReasonError]] = {kind.code: kind for kind in ReasonError.__subclasses__()}
"""


@dataclass(frozen=True)
class Reason:
    """One row of the registry."""

    reason: str
    sqlstate: str
    http: int
    meaning: str

    @property
    def class_name(self) -> str:
        """`STALE_VERSION` -> `StaleVersionError`."""
        return self.reason.title().replace("_", "") + "Error"


def read_reasons(project: Project) -> list[Reason]:
    """Return the registry, sorted by reason.

    Raises BoError that names the line which is not one.
    """
    path = project.root / "sql" / "reasons.csv"
    with path.open(newline="") as file:
        rows = csv.DictReader(file)
        found = [_reason(row, f"sql/reasons.csv:{rows.line_num}") for row in rows]
    return sorted(found, key=lambda reason: reason.reason)


def _reason(row: dict[str, str | None], where: str) -> Reason:
    reason, sqlstate, http, meaning = (row.get(name) for name in Reason.__dataclass_fields__)
    if not (reason and sqlstate and http and http.isdigit() and meaning) or None in row:
        raise BoError(f"{where}: expected reason,sqlstate,http,meaning")
    return Reason(reason, sqlstate, int(http), meaning)


def error_classes(reasons: list[Reason]) -> str:
    """Return the text of the module."""
    return HEAD + "".join(_class(reason) for reason in reasons) + TAIL


def _class(reason: Reason) -> str:
    meaning = textwrap.fill(reason.meaning, width=92, subsequent_indent="    ")
    return f'''
class {reason.class_name}(ReasonError):
    """{meaning}"""

    code = "{reason.reason}"
    http = {reason.http}

'''
