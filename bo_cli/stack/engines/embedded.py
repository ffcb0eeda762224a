"""Postgres and the API from packages, as processes of this machine."""

from bo_cli.core.project import Project
from bo_cli.core.settings import Settings
from bo_cli.stack.account import Account, choose_account
from bo_cli.stack.engines.local import LocalEngine
from bo_cli.stack.packages import Packages
from bo_cli.stack.postgres import PostgresServer
from bo_cli.stack.state import State


def embedded_engine(
    settings: Settings, project: Project, account: Account | None = None
) -> LocalEngine:
    """Return the engine of this checkout.

    account: how Postgres is run; found out when it is needed if not given.
    """
    state = State(settings.state_path(project))

    def server(packages: Packages) -> PostgresServer:
        chosen = account or choose_account()
        home = chosen.home(state.folder)
        return PostgresServer(packages.postgres, home, state.postgres_log, chosen)

    return LocalEngine("embedded", settings, state, server)
