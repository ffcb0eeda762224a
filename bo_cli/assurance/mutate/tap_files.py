"""pgTAP files with a mutant in them: made at the beginning, undone by the file's own rollback."""

import re
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from bo_cli.core.errors import BoError, UsageError
from bo_cli.db.connect import Connection
from bo_cli.db.tap import run_tap, run_until

# A mutant may never come to an end: a statement hangs that takes so long, and so many times longer
# than the whole file does without a mutant.
LEAST_S, TIMES = 1.0, 3
AT_ONCE = 5
PLAN = re.compile(r"^1\.\.(\d+)")
RESULT = re.compile(r"^\s*(not )?ok\b(?!.*# (?:TODO|SKIP))", re.IGNORECASE)
TOUCHED = "# touched: "
TRACE = f"""
select '{TOUCHED}' || json_build_object(
    'functions', (select array_agg(funcid::bigint) from pg_catalog.pg_stat_xact_user_functions),
    'relations', (
        select array_agg(relid::bigint) from pg_catalog.pg_stat_xact_user_tables
        where seq_scan + coalesce(idx_scan, 0) + n_tup_ins + n_tup_upd + n_tup_del > 0
    )
);
"""


@dataclass(frozen=True)
class TapFile:
    """A pgTAP file, cut where a mutant goes in and where its rollback begins.

    body: some statements at a time, so that those after a failed assertion need not run.
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
    cuts = [start, *inner[AT_ONCE - 1 :: AT_ONCE], stop]
    body = tuple(raw[begin:end].decode() for begin, end in pairwise(cuts))
    head, tail = raw[:start].decode(), raw[stop:].decode()
    return TapFile(path, name, head or "begin;", body, tail or "\nrollback;\n")


def killed_by(
    connection: Connection, file: TapFile, mutant_sql: str, seconds: float = 0.0
) -> str | None:
    """Return what the file says against the mutant; None where it passes.

    connection: in autocommit mode. seconds: how long the file takes without a mutant.
    """
    limit = int(1000 * (LEAST_S + TIMES * seconds))
    begin = f"{file.head} set local statement_timeout = {limit}; {mutant_sql}"
    tap = run_until(connection, [begin, *file.body, file.tail], _fails)
    if tap.error:
        return f"does not come to an end: {tap.error}" if "57014" in tap.error else tap.error
    return complaint(tap.lines)


def touched_by(connection: Connection, file: TapFile) -> tuple[list[str], str | None]:
    """Run the file; returns its lines, one of which begins with TOUCHED, and why it fails."""
    connection.execute("select pg_catalog.pg_stat_force_next_flush()")
    try:
        lines = run_tap(connection, file.name, "".join([file.head, *file.body, TRACE, file.tail]))
    except BoError as error:
        return [], error.message
    return lines, complaint(lines)


def complaint(lines: list[str]) -> str | None:
    """Return the first failed assertion, or that not all were made; None where all passed."""
    results = [line for line in lines if RESULT.match(line) or line.lstrip().startswith("ok")]
    failed = next(filter(_fails, lines), None)
    if failed is not None:
        return failed.strip()
    planned = next((int(found[1]) for line in lines if (found := PLAN.match(line))), None)
    if planned is not None and planned != len([r for r in results if not r.startswith(" ")]):
        return f"{planned} assertions were planned, {len(results)} were made"
    return None


def _transaction(node: object) -> str:
    """Return BEGIN, COMMIT or ROLLBACK where a statement is that; '' for any other."""
    import postgast

    if not node.HasField("transaction_stmt"):  # type: ignore[attr-defined]
        return ""
    kind = postgast.pg_query_pb2.TransactionStmtKind.Name(node.transaction_stmt.kind)  # type: ignore[attr-defined]
    return str(kind).removeprefix("TRANS_STMT_").replace("START", "BEGIN")


def _fails(line: str) -> bool:
    """Whether a line says that an assertion failed, one that is not expected to."""
    return line.lstrip().startswith("not ok") and RESULT.match(line) is not None
