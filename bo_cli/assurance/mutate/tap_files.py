"""pgTAP files with a mutant in them: made at the beginning, undone by the file's own rollback."""

import re
from dataclasses import dataclass
from pathlib import Path

from bo_cli.core.errors import BoError, UsageError
from bo_cli.db.connect import Connection
from bo_cli.db.tap import run_tap

# A mutant may never come to an end. What takes so long was not foreseen by any test.
TIMEOUT_S = 3
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
    """A pgTAP file, cut where a mutant goes in and where its rollback begins."""

    path: Path
    name: str
    head: str
    body: str
    tail: str

    @property
    def text(self) -> str:
        return self.head + self.body + self.tail


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
    head, body, tail = (part.decode() for part in (raw[:start], raw[start:stop], raw[stop:]))
    return TapFile(path, name, head or "begin;", body, tail or "\nrollback;\n")


def killed_by(connection: Connection, file: TapFile, mutant_sql: str) -> str | None:
    """Return what the file says against the mutant; None where it passes.

    connection: in autocommit mode. A statement that takes longer than TIMEOUT_S fails.
    """
    begin = f"{file.head} set local statement_timeout = '{TIMEOUT_S}s'; {mutant_sql}"
    try:
        lines = run_tap(connection, file.name, begin + file.body + file.tail)
    except BoError as error:
        return _reason(file, error.message)
    return complaint(lines)


def touched_by(connection: Connection, file: TapFile) -> list[str]:
    """Run the file as it is, and return its lines with one that begins with TOUCHED.

    Raises BoError where it does not pass.
    """
    connection.execute("select pg_catalog.pg_stat_force_next_flush()")
    lines = run_tap(connection, file.name, file.head + file.body + TRACE + file.tail)
    wrong = complaint(lines)
    if wrong is not None:
        raise BoError(f"{file.name} fails without any mutant: {wrong}")
    return lines


def complaint(lines: list[str]) -> str | None:
    """Return the first failed assertion, or that not all were made; None where all passed."""
    results = [line for line in lines if RESULT.match(line) or line.lstrip().startswith("ok")]
    for line in results:
        if line.lstrip().startswith("not ok") and RESULT.match(line):
            return line.strip()
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


def _reason(file: TapFile, message: str) -> str:
    """Return the first line, without a line number: the mutant has moved the lines."""
    first = re.sub(rf"^{re.escape(file.name)}:\d+: ", "", message.splitlines()[0])
    return f"does not come to an end: {first}" if "57014" in first else first
