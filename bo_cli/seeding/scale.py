"""The scaled data set: many conversations in domains of very different size, made by Postgres."""

from bo_cli.core.console import step
from bo_cli.core.errors import UsageError
from bo_cli.core.project import Project
from bo_cli.db.connect import Connection
from bo_cli.db.script import run_script

MAX_CONVERSATIONS = 100_000_000
MAX_TRADES = 100_000_000
# What each fills: their indexes and references are made at the end.
TABLES = {
    "scale": (
        "visitors", "visitor_sessions", "session_events", "conversations", "conversation_scores",
        "messages",
    ),
    "trades": (
        "transactions", "fee_charges", "commission_accruals", "commission_movements",
        "commission_payouts",
    ),
}  # fmt: skip


def scale(
    connection: Connection, project: Project, *, conversations: int, domains: int = 200
) -> None:
    """Add about `conversations` conversations in `domains` new domains, and gather statistics.

    The sizes of the domains fall as 1, 1/2, 1/3 and so on. The same numbers give the same rows.
    The connection must be in autocommit: all rows, and the rollups of the dashboards, come in one
    transaction, and `vacuum` after it.

    Raises UsageError where the numbers make no sense, BoError naming file and line where a
    statement fails; nothing is left behind then, and nothing by a run that is killed.
    """
    if not 1 <= domains <= conversations <= MAX_CONVERSATIONS:
        raise UsageError(
            f"cannot spread {conversations} conversations over {domains} domains",
            hint=f"1 <= domains <= conversations <= {MAX_CONVERSATIONS}",
        )
    _run(connection, project, "scale", {"conversations": conversations, "domains": domains})


def scale_trades(connection: Connection, project: Project, *, trades: int) -> None:
    """Add about `trades` transactions on 5 new platforms, as `scale` adds conversations.

    Raises UsageError where the number makes no sense, BoError where a statement fails.
    """
    if not 1 <= trades <= MAX_TRADES:
        raise UsageError(f"cannot add {trades} trades", hint=f"1 <= trades <= {MAX_TRADES}")
    _run(connection, project, "trades", {"trades": trades})


def _run(connection: Connection, project: Project, folder: str, sizes: dict[str, int]) -> None:
    settings = sizes | {"tables": ",".join(f"public.{name}" for name in TABLES[folder])}
    parts = (path for part in (folder, "bulk") for path in (project.seeds / part).glob("*.sql"))
    with connection.transaction():
        for name, value in settings.items():
            connection.execute("select set_config(%s, %s, true)", [f"app.scale_{name}", str(value)])
        for path in sorted(parts, key=lambda path: path.name):
            with step(path.stem):
                run_script(connection, path.name, path.read_text())
    with step("vacuum and statistics"):
        connection.execute("vacuum (analyze)")
