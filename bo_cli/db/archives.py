"""Months that have to be written to files before they go: what the worker asks for and says."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from bo_cli.core.writing import Written
from bo_cli.db.connect import Connection


@dataclass(frozen=True)
class Part:
    """Some rows of a month, as JSON lines."""

    archive_id: UUID
    number: int
    file_name: str
    content: bytes


def claim_part(connection: Connection, worker: str, page_size: int) -> Part | None:
    """Return the next part, which is the worker's for ten minutes; None where nothing is due."""
    told = _one(connection, "select public.claim_archive(%s, %s)", worker, page_size)
    if told["archive_id"] is None:
        return None
    return Part(UUID(told["archive_id"]), told["part"], told["file_name"], told["content"].encode())


def confirm_part(
    connection: Connection, worker: str, part: Part, path: Path, written: Written
) -> None:
    """Say that a part is in a file; the database compares what was read there with its rows.

    Raises the database's error where they differ, or where the part is another worker's by now.
    """
    call = "select public.confirm_archive(%s, %s, %s, %s, %s, %s)"
    found = (str(path), written.rows, written.sha256)
    _one(connection, call, part.archive_id, worker, part.number, *found)


def _one(connection: Connection, query: str, *values: Any) -> Any:
    row = connection.execute(query.encode(), values).fetchone()
    assert row is not None  # noqa: S101 - a function answers with one row
    return row[0]
