"""Running a file of SQL; a failure names file, line and statement."""

import psycopg
from psycopg import generators, pq
from psycopg.errors import error_from_result

from bo_cli.core.errors import BoError
from bo_cli.db.connect import Connection
from bo_cli.db.statements import Statement, split_statements

FAILED = pq.ExecStatus.FATAL_ERROR


def run_script(connection: Connection, name: str, sql: str) -> list[Statement]:
    """Run the statements of `sql` in the open transaction and return all of them.

    The file is sent as one message: a message for each statement takes half as long again.
    Raises BoError; the caller's transaction is then to be rolled back.
    """
    statements = split_statements(name, sql)
    if not any(statement.runs for statement in statements):
        return statements
    try:
        connection.pgconn.send_query(sql.encode())
        results = connection.wait(generators.execute(connection.pgconn))
    except psycopg.Error as error:
        raise BoError(f"{name}: {error}") from None
    # One result for each statement, up to the one that failed.
    if results[-1].status == FAILED:
        failure = error_from_result(results[-1])
        culprit = statements[min(len(results), len(statements)) - 1]
        raise BoError(_describe(failure, name, sql, culprit), hint=failure.diag.message_hint)
    return statements


def _describe(error: psycopg.Error, name: str, sql: str, statement: Statement) -> str:
    """Return file, line, reason and statement of a failure."""
    diag = error.diag
    line = statement.first_line
    if diag.statement_position:
        line = 1 + sql.count("\n", 0, int(diag.statement_position) - 1)
    reason = diag.message_primary or str(error).strip()
    code = f" ({error.sqlstate})" if error.sqlstate else ""
    parts = [f"{name}:{line}: {reason}{code}"]
    if diag.message_detail:
        parts.append(f"  detail: {diag.message_detail}")
    if diag.context:
        parts.append(f"  where: {diag.context.splitlines()[0]}")
    return "\n".join([*parts, f"  in: {statement.summary}"])
