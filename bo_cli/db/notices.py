"""What the server says besides its answers: NOTICE, WARNING and the like."""

from collections.abc import Iterator
from contextlib import contextmanager

from psycopg.errors import Diagnostic

from bo_cli.db.connect import Connection

RAISE = "exec_stmt_raise"  # where in PL/pgSQL's source a RAISE comes from


@contextmanager
def notices(connection: Connection) -> Iterator[list[str]]:
    """Yield a list that gets every notice that arrives meanwhile: message, detail and hint.

    Of what is only for debugging, no more than what functions raise: the server's own comes and
    goes.
    """
    heard: list[str] = []

    def hear(diagnostic: Diagnostic) -> None:
        is_debug = (diagnostic.severity_nonlocalized or "").startswith("DEBUG")
        if is_debug and diagnostic.source_function != RAISE:
            return
        parts = (diagnostic.message_primary, diagnostic.message_detail, diagnostic.message_hint)
        heard.append(" ".join(part for part in parts if part))

    connection.add_notice_handler(hear)
    try:
        yield heard
    finally:
        connection.remove_notice_handler(hear)
