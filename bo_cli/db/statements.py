"""Splitting a file of SQL into statements, with Postgres' own parser.

A statement keeps the comments that stand before it, as the Supabase CLI keeps them in its history.
"""

# postgast is imported where it is used: loading it takes longer than most commands run.
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bo_cli.core.errors import BoError

if TYPE_CHECKING:
    import postgast


@dataclass(frozen=True)
class Statement:
    """One statement of a file.

    line: the line (from 1) on which `text` starts.
    runs: false for a comment after the last statement, which is kept but not sent.
    """

    text: str
    line: int
    runs: bool = True

    @property
    def first_line(self) -> int:
        """The line of the first word that is not a comment."""
        skipped = len(self.text) - len(_without_comments(self.text))
        return self.line + self.text.count("\n", 0, skipped)

    @property
    def summary(self) -> str:
        """The statement's beginning on one line, for messages."""
        words = " ".join(_without_comments(self.text).split())
        return words if len(words) <= 100 else words[:97] + "..."


def split_statements(name: str, sql: str) -> list[Statement]:
    """Return the statements of `sql`; `name` is the file's, for messages.

    Raises BoError that names file and line where the text is not SQL.
    """
    import postgast

    try:
        parsed = postgast.parse(sql).stmts
    except postgast.PgQueryError as error:
        raise BoError(_not_sql(name, sql, error)) from None
    raw = sql.encode()
    found: list[Statement] = []
    end = 0
    for item in parsed:
        reason = _cannot_run(item.stmt)
        if reason:
            raise BoError(f"{name}:{_line_of(raw, item.stmt_location)}: {reason}")
        # A length of 0 means: up to the end of the text.
        stop = item.stmt_location + item.stmt_len if item.stmt_len else len(raw)
        found += _statement(raw, end, stop, runs=True)
        end = stop
    return found + _statement(raw, end, len(raw), runs=False)


def _cannot_run(node: "postgast.pg_query_pb2.Node") -> str | None:
    """Say why a statement cannot be part of a file, where that is so."""
    if node.HasField("transaction_stmt"):
        return "a file runs in one transaction: leave out begin, commit and the like"
    if node.HasField("copy_stmt") and not node.copy_stmt.filename and node.copy_stmt.is_from:
        return "copy from stdin works in psql only: use insert"
    return None


def _line_of(raw: bytes, location: int) -> int:
    """Return the line of the first word after `location`."""
    piece = raw[location:].decode()
    skipped = len(piece) - len(_without_comments(piece))
    return raw.count(b"\n", 0, location) + piece.count("\n", 0, skipped) + 1


def _statement(raw: bytes, start: int, stop: int, *, runs: bool) -> list[Statement]:
    piece = raw[start:stop].decode()
    text = piece.lstrip(" \t\r\n;")
    skipped = len(piece) - len(text)
    line = raw.count(b"\n", 0, start) + piece.count("\n", 0, skipped) + 1
    text = text.rstrip()
    return [Statement(text, line, runs)] if text else []


def _without_comments(text: str) -> str:
    """Return `text` from its first word on."""
    text = text.lstrip()
    while text.startswith(("--", "/*")):
        mark = "\n" if text.startswith("--") else "*/"
        _head, _, text = text.partition(mark)
        text = text.lstrip()
    return text


def _not_sql(name: str, sql: str, error: "postgast.PgQueryError") -> str:
    line = sql.count("\n", 0, max(error.cursorpos - 1, 0)) + 1
    lines = sql.splitlines()
    shown = lines[line - 1].strip() if line <= len(lines) else ""
    psql = " (psql commands are not SQL)" if shown.startswith("\\") else ""
    return f"{name}:{line}: {error.message}{psql}\n  {shown}"


def inserted_tables(sql: str) -> set[str]:
    """Return the tables, written schema.table, that the top-level inserts of `sql` fill."""
    import postgast

    tables = set()
    for item in postgast.parse(sql).stmts:
        if item.stmt.HasField("insert_stmt"):
            relation = item.stmt.insert_stmt.relation
            tables.add(f"{relation.schemaname or 'public'}.{relation.relname}")
    return tables
