"""A second API for a while: on a database of its own, with the running stack's keys."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from bo_cli.core.connection import ConnectionInfo
from bo_cli.core.errors import BoError
from bo_cli.core.project import Project
from bo_cli.core.settings import Settings
from bo_cli.stack.addresses import Addresses
from bo_cli.stack.api import ApiServer
from bo_cli.stack.packages import ensure_installed
from bo_cli.stack.ports import choose_port, preferred_ports
from bo_cli.stack.state import State


@contextmanager
def spare_api(
    settings: Settings, project: Project, info: ConnectionInfo, database: str
) -> Iterator[str]:
    """Yield the address of an API on `database`, a database of the local server.

    The process ends with the context, and when this process dies in whatever way: it watches the
    pipe between the two. Raises BoError for an engine whose server is not ours, and with the API's
    last words when it does not start.
    """
    port = urlsplit(info.db_url).port
    if info.admin_url is None or port is None:
        raise BoError(f"the {info.engine} engine cannot start an API: it is not our server")
    addresses = Addresses(port, State(settings.state_path(project)).secrets())
    packages = ensure_installed(settings.cache_path())
    with tempfile.TemporaryDirectory(prefix="bo-api-") as folder:
        state = State(Path(folder))
        state.create()
        lifeline, ours = os.pipe()
        server = ApiServer(state, packages, addresses.secrets, database, lifeline)
        preferred = preferred_ports(state.folder)[0]
        chosen = choose_port("API", fixed=None, remembered=None, preferred=preferred)
        try:
            server.start(chosen, addresses)
            yield f"http://127.0.0.1:{chosen}"
        finally:
            server.stop()
            os.close(lifeline)
            os.close(ours)
