"""The hint file: what to write where the catalogue does not tell.

[relations."public.orders"]
columns = { code = "'ORD-' || upper('{token}')" }    # SQL; {tenant} and {token} are filled in

[relations."public.ledger"]
rows = "none"
reason = "only the bank's import may write it"
"""

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bo_cli.assurance.world.catalogue import Catalogue
from bo_cli.core.errors import UsageError

BUILT_IN = Path(__file__).parent / "platform.toml"
BESIDE = "canaries.toml"
_KEYS = {"rows", "reason", "columns"}


@dataclass(frozen=True)
class Hint:
    """columns: SQL expressions. no_rows: why the relation stays empty, where it does."""

    columns: dict[str, str] = field(default_factory=dict)
    no_rows: str | None = None


@dataclass(frozen=True)
class Hints:
    """What is known of relations, by `schema.name`."""

    relations: dict[str, Hint] = field(default_factory=dict)

    def of(self, relation: str) -> Hint:
        return self.relations.get(relation, Hint())

    def over(self, below: "Hints") -> "Hints":
        """Return these hints laid over others, relation by relation."""
        return Hints(below.relations | self.relations)


def load_hints(path: Path) -> Hints:
    """Read a hint file. Raises UsageError that names the file and what is wrong."""
    try:
        document = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: is not TOML: {error}") from None
    unknown = document.keys() - {"version", "relations"}
    if unknown:
        raise UsageError(f"{path}: unknown: {', '.join(sorted(unknown))}")
    relations = document.get("relations", {})
    if not isinstance(relations, dict):
        raise UsageError(f"{path}: relations should be a table")
    return Hints({name: _hint(path, name, entry) for name, entry in relations.items()})


def built_in_hints() -> Hints:
    """Return what is known of the platform's own tables, such as auth.users."""
    return load_hints(BUILT_IN)


def hints_beside(intent_file: Path) -> Hints:
    """Return the hints of canaries.toml in the intent's folder; none where it is not there."""
    path = intent_file.parent / BESIDE
    return load_hints(path) if path.is_file() else Hints()


def unknown_hints(hints: Hints, catalogue: Catalogue) -> list[str]:
    """Return complaints about hints for what the database does not have."""
    complaints = []
    for name, hint in hints.relations.items():
        if name not in catalogue.relations:
            complaints.append(f"hints: there is no relation {name}")
            continue
        columns = catalogue.relations[name].columns
        complaints += [f"hints: {name} has no column {c}" for c in hint.columns if c not in columns]
    return complaints


def _hint(path: Path, name: str, entry: Any) -> Hint:
    place = f'{path}: relations."{name}"'
    if not isinstance(entry, dict):
        raise UsageError(f"{place}: should be a table with rows, reason or columns")
    unknown = entry.keys() - _KEYS
    if unknown:
        raise UsageError(f"{place}: unknown: {', '.join(sorted(unknown))}")
    columns = entry.get("columns", {})
    if not isinstance(columns, dict) or not all(isinstance(sql, str) for sql in columns.values()):
        raise UsageError(f"{place}: columns should be a table of SQL expressions in quotes")
    if "rows" not in entry:
        return Hint(columns)
    if entry["rows"] != "none":
        raise UsageError(f'{place}: rows can only be "none"')
    if not entry.get("reason"):
        raise UsageError(f'{place}: rows = "none" needs a reason')
    return Hint(columns, str(entry["reason"]))
