"""pgTAP files, cut into their statements, and what their lines say."""

import re
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from bo_cli.core.errors import UsageError

PLAN = re.compile(r"^1\.\.(\d+)")
RESULT = re.compile(r"^\s*(not )?ok\b(?!.*# (?:TODO|SKIP))", re.IGNORECASE)


@dataclass(frozen=True)
class TapFile:
    """A pgTAP file, cut where a mutant may go in and where its rollback begins.

    body: statement by statement; a single piece where the file has savepoints of its own, because a
    mutant that is made between them could be undone by them.
    """

    path: Path
    name: str
    head: str
    body: tuple[str, ...]
    tail: str

    @property
    def text(self) -> str:
        return self.head + "".join(self.body) + self.tail


def read_tap_file(path: Path, name: str) -> TapFile:
    """Return a file that begins with `begin` and ends with `rollback`; both are added if missing.

    Raises UsageError where it is no SQL, or commits.
    """
    import postgast  # here, because loading it takes longer than most commands run

    text = path.read_text()
    try:
        statements = postgast.parse(text).stmts
    except postgast.PgQueryError as error:
        raise UsageError(f"{name}: {error.message}", hint="a test may hold SQL only") from None
    raw = text.encode()
    ends = [s.stmt_location + s.stmt_len if s.stmt_len else len(raw) for s in statements]
    kinds = [_transaction(item.stmt) for item in statements]
    if "COMMIT" in kinds:
        raise UsageError(f"{name} commits", hint="a test must end with rollback")
    start, stop = 0, len(raw)
    if kinds[:1] == ["BEGIN"]:
        start = raw.index(b";", ends[0] - 1) + 1
    if kinds[-1:] == ["ROLLBACK"]:
        stop = statements[-1].stmt_location
    inner = [end + 1 for end in ends if start < end + 1 < stop]
    cuts = [start, *([] if "SAVEPOINT" in kinds else inner), stop]
    body = tuple(raw[begin:end].decode() for begin, end in pairwise(cuts))
    head, tail = raw[:start].decode(), raw[stop:].decode()
    return TapFile(path, name, head or "begin;", body, tail or "\nrollback;\n")


def complaint(lines: list[str]) -> str | None:
    """Return the first failed assertion, or that not all were made; None where all passed."""
    failed = next(filter(fails, lines), None)
    if failed is not None:
        return failed.strip()
    planned = next((int(found[1]) for line in lines if (found := PLAN.match(line))), None)
    made = sum(map(is_result, lines))
    if planned is not None and planned != made:
        return f"{planned} assertions were planned, {made} were made"
    return None


def is_result(line: str) -> bool:
    """Whether a line is an assertion's, and not one of a subtest."""
    return line.startswith(("ok", "not ok"))


def fails(line: str) -> bool:
    """Whether a line says that an assertion failed, one that is not expected to."""
    return line.lstrip().startswith("not ok") and RESULT.match(line) is not None


def _transaction(node: object) -> str:
    """Return BEGIN, COMMIT, SAVEPOINT or ROLLBACK where a statement is that; '' for any other."""
    import postgast

    if not node.HasField("transaction_stmt"):  # type: ignore[attr-defined]
        return ""
    kind = postgast.pg_query_pb2.TransactionStmtKind.Name(node.transaction_stmt.kind)  # type: ignore[attr-defined]
    return str(kind).removeprefix("TRANS_STMT_").replace("START", "BEGIN")
